public import RowcastOddRows

extension OddReason {
  /// What is odd, and what would be usual, as part of a sentence.
  public var words: String {
    let names = columns.joined(separator: ", ")
    switch finding {
    case .far(let value, let usual):
      return "\(names) \(value): far out; most are from \(usual.from) to \(usual.to)"
    case .atEnd(let value, let bound, let percent, let isLow):
      return "\(names) \(value): at the \(isLow ? "low" : "high") end; \(percent)% are "
        + (isLow ? "from \(bound) on" : "up to \(bound)")
    case .sparse(let value, let rows, let all):
      return "\(names) \(value): few are near it (\(Self.share(rows, all)))"
    case .decimals(let value, let rows, let all):
      return "\(names) \(value): other decimal places than most (as \(Self.share(rows, all)))"
    case .weekday(let value, let day, let rows, let all):
      return "\(names) \(value): a \(Self.days[day % 7]) (as \(Self.share(rows, all)))"
    case .level(let value, let rows, let all):
      return "\(names) \(Self.quoted(value)): a rare value (\(Self.share(rows, all)))"
    case .spelling(let value, let like):
      let near =
        like.map { "like \(Self.quoted($0)), which is frequent" } ?? "like a frequent value"
      return "\(names) \(Self.quoted(value)): \(near)"
    case .length(let value, let bytes):
      return
        "\(names) \(Self.quoted(value)): of a rare length (\(NumberWords.number(bytes, "byte")))"
    case .shape(let value, let rows, let all):
      return "\(names) \(Self.quoted(value)): written as few are (\(Self.share(rows, all)))"
    case .letters(let value):
      return "\(names) \(Self.quoted(value)): letters in an order that hardly occurs"
    case .missing(let rows, let all):
      return "\(names): no value (as \(Self.share(rows, all)))"
    case .otherKind(let value, let rows, let all):
      return
        "\(names) \(Self.quoted(value)): not of the column's kind (as \(Self.share(rows, all)))"
    case .pair(let first, let second, let rows, let expected):
      let usual = expected < 9.5 ? NumberWords.short(expected, 2) : NumberWords.fixed(expected, 0)
      return zip(columns, [first, second]).map { $1.words(of: $0) }.joined(separator: " with ")
        + ": rarely together (\(NumberWords.number(rows, "row")) where \(usual) would be chance)"
    case .exception(let first, let second, let other, let isOfFirst, let rows, let all):
      let sides = zip(columns, [first, second]).map { $1.words(of: $0) }
      let usual = columns.dropFirst(isOfFirst ? 1 : 0).first.map { other.words(of: $0) } ?? ""
      return sides.joined(separator: " with ") + ": of \(NumberWords.number(all, "row")) with "
        + ((isOfFirst ? sides.first : sides.last) ?? "")
        + ", \(NumberWords.count(rows)) have \(usual)"
    case .relation(let value, let others, let usual):
      let range = usual.from == usual.to ? usual.from : "\(usual.from) to \(usual.to)"
      return "\(names) \(value): \(range) would follow from " + others.joined(separator: ", ")
    case .order(let first, let second, let rows, let all):
      let values = zip(columns, [first, second]).map { "\($0) \($1)" }
      return values.joined(separator: " is beyond ")
        + ": it hardly ever is (\(Self.share(rows, all)))"
    case .repeated(let value, let rows, let all):
      return "\(names) \(Self.quoted(value)): repeats, and hardly a value does "
        + "(\(Self.share(rows, all)))"
    case .together(let rows, let all):
      return columns.count == 1
        ? "\(names): few values are near it (\(Self.share(rows, all)))"
        : "\(names): values that are rarely together (\(Self.share(rows, all)))"
    }
  }

  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// Long texts are shown by their beginning.
  fileprivate static func quoted(_ value: String) -> String { "\"\(shortened(value, 40))\"" }

  private static func share(_ rows: Int, _ all: Int) -> String {
    "\(NumberWords.count(rows)) of \(NumberWords.number(all, "row"))"
  }
}

extension OddReason.Side {
  /// The values of a column that were counted.
  fileprivate func words(of column: String) -> String {
    switch self {
    case .missing: "\(column) without a value"
    case .text(let text): "\(column) \(OddReason.quoted(text))"
    case .number(let value): "\(column) \(value)"
    case .between(let from?, let to?): "\(column) \(from) to \(to)"
    case .between(nil, let to?): "\(column) up to \(to)"
    case .between(let from?, nil): "\(column) from \(from) on"
    case .between(nil, nil): "\(column) with any value"
    case .others(let frequent): "\(column) beyond its \(frequent) most frequent values"
    case .otherKind: "\(column) not of its kind"
    }
  }
}

extension [OddReason] {
  /// All reasons of a row in one line.
  public var line: String { map(\.words).joined(separator: "; ") }
}
