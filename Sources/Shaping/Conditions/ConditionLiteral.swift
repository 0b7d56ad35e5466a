import RowcastMachine
import RowcastTabular

/// A value that a condition states.
enum ConditionLiteral: Sendable, Hashable {
  case number(ExactNumber)
  /// A text, and the date or time that it could be beside dates and times.
  case text(String, Temporal?)
  case temporal(Temporal)
  case boolean(Bool)

  struct Temporal: Sendable, Hashable {
    var kind: Cell.Kind
    var milliseconds: Int64
  }

  /// What it is, in words.
  var kindName: String {
    switch self {
    case .number: "a number"
    case .text: "a text"
    case .temporal(let value): value.kind == .time ? "a time" : "a date"
    case .boolean: "true or false"
    }
  }

  /// A number as people write it: `5`, `-0.5`, `.5`, `+1e3`.
  static func number(_ text: String) -> ExactNumber? {
    if let number = ExactNumber(text) { return number }
    let isNegative = text.hasPrefix("-")
    var digits = Substring(text)
    if isNegative || text.hasPrefix("+") { digits = digits.dropFirst() }
    guard let first = digits.first, first != "-", first != "+" else { return nil }
    return ExactNumber((isNegative ? "-" : "") + (first == "." ? "0" : "") + digits)
  }

  /// A date, time, date with time or duration by ISO 8601; seconds may be left out, minutes may not.
  static func temporal(_ text: String) -> Temporal? {
    let spellings = [text, text.replacing(" ", with: "T", maxReplacements: 1)]
    let short = text.contains(":") ? spellings.map { $0 + ":00" } : []
    for spelling in spellings + short {
      guard let found = spelling.withBytes({ TemporalText.parse($0) }) else { continue }
      return Temporal(kind: found.kind, milliseconds: found.milliseconds)
    }
    return nil
  }
}
