import RowcastTabular

/// Decides whether the first record names the columns.
///
/// Each column has a vote. A column whose fields below are all values of one kind says "header"
/// when it begins with a text, and "data" when it begins with a value of that kind. Columns of text
/// vote only when no column of values does: a field of the same shape as those below it, or one
/// that comes again, is data. A table that is text throughout has a header.
struct HeaderDetector {
  let table: SampleTable
  /// The record in question.
  let start: Int

  static func hasHeader(_ table: SampleTable, from start: Int) -> (has: Bool, reason: String) {
    HeaderDetector(table: table, start: start).decide()
  }

  private func decide() -> (has: Bool, reason: String) {
    guard start < table.rows.count else { return (false, "no records") }
    let first = table.rows[start]
    let below = table.rows.dropFirst(start + 1).prefix(500)
    if below.isEmpty { return lone(first) }
    var named = 0
    var valued = 0
    var shaped = 0
    var foreign = 0
    var numberHeads: [Int] = []
    for column in 0..<first.width {
      let head = first.fields.lowerBound + column
      let fields = below.compactMap { column < $0.width ? $0.fields.lowerBound + column : nil }
      switch vote(head, fields) {
      case .name: named += 1
      case .value:
        valued += 1
        if let number = Int(table.text(head)) { numberHeads.append(number) }
      case .shape: shaped += 1
      case .foreign: foreign += 1
      case .none: break
      }
    }
    if valued > 0, numberHeads.count == valued, isSequence(numberHeads), named + foreign > 0 {
      return (true, "the first record is a sequence of years or numbers")
    }
    if named + valued > 0 {
      return named > valued || (named == valued && shaped == 0)
        ? (true, "\(named) of \(named + valued) columns of values begin with a name")
        : (false, "the first record has values where the others have them")
    }
    return shaped > foreign
      ? (false, "the first record looks like those below it")
      : (true, "all columns are text")
  }

  private enum Vote { case name, value, shape, foreign, none }

  private func vote(_ head: Int, _ fields: [Int]) -> Vote {
    var counts: [SampleKind: Int] = [:]
    var total = 0
    for field in fields {
      let kind = table.kind(field)
      if kind == .empty { continue }
      counts[kind, default: 0] += 1
      total += 1
    }
    guard total > 0, let (kind, count) = counts.max(by: { $0.value < $1.value }) else {
      return .none
    }
    let headKind = table.kind(head)
    if kind.isTyped || kind == .address, count * 10 >= total * 9 {
      if headKind == kind { return .value }
      if headKind == .text { return .name }
      if headKind == .empty { return .none }
      return headKind.isTyped && kind.isTyped ? .value : .none
    }
    guard headKind == .text || headKind.isTyped else { return .none }
    // A text that comes again is one of the column's values.
    let text = table.raw(head)
    let comesAgain = fields.contains { table.raw($0) == text }
    if comesAgain { return .shape }
    let shapes = fields.prefix(100).map { Self.shape(table.raw($0)) }
    let headShape = Self.shape(text)
    let same = shapes.reduce(0) { $0 + ($1 == shapes[0] ? 1 : 0) }
    guard shapes.count >= 3, same * 10 >= shapes.count * 9, shapes[0].contains(UInt8(ascii: "9"))
    else { return .none }
    return headShape == shapes[0] ? .shape : .foreign
  }

  /// A lone record is a header when every field reads like a name.
  private func lone(_ row: SampleTable.Row) -> (has: Bool, reason: String) {
    let isNames = row.fields.allSatisfy { index in
      let kind = table.kind(index)
      let first = table.text(index).unicodeScalars.first
      return kind == .empty
        || (kind == .text
          && first.map { $0.properties.isAlphabetic || $0 == "_" || $0 == "#" } ?? true)
    }
    return (isNames, isNames ? "a single record of names" : "a single record with values")
  }

  /// 2019, 2020, 2021 or 1, 2, 3.
  private func isSequence(_ numbers: [Int]) -> Bool {
    guard numbers.count >= 2 else {
      return numbers.first.map { $0 >= 1900 && $0 <= 2100 } ?? false
    }
    let step = numbers[1] - numbers[0]
    guard step == 1 || step == -1 || step == 5 || step == 10 else { return false }
    return zip(numbers, numbers.dropFirst()).allSatisfy { $1 - $0 == step }
  }

  /// A text with its digits as 9, its letters as a, repeats once.
  private static func shape(_ text: [UInt8]) -> [UInt8] {
    var shape: [UInt8] = []
    for byte in text.prefix(40) {
      let mark: UInt8 =
        isDigit(byte)
        ? UInt8(ascii: "9")
        : byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
          ? UInt8(ascii: "a") : byte
      if shape.last != mark { shape.append(mark) }
    }
    return shape
  }
}
