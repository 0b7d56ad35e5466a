import RowcastTabular

/// Tells commas within values from commas between fields: `A;1,5`, `Smith, John;5`, and a column of
/// amounts alone.
enum CommaUse {
  /// Whether another delimiter parts all records, and commas stand within their values only.
  ///
  /// Lines of a title may stand before the records, and notes behind them. Then the first record, of names,
  /// has no comma, and those below stand between digits. Where the other delimiter is in all lines, commas
  /// may also be those of texts, with a blank behind each.
  static func isWithinValues(_ table: SampleTable) -> Bool {
    guard let first = table.rows.firstIndex(where: { $0.width > 1 }),
      let last = table.rows.lastIndex(where: { $0.width > 1 })
    else { return false }
    let records = table.rows[first...last]
    guard records.count > 1, records.allSatisfy({ $0.width > 1 }),
      first <= max(4, records.count),
      table.rows.count - last - 1 <= records.count
    else { return false }
    if first == 0, last == table.rows.count - 1, hasLoneCommas(table) { return true }
    let names = table.rows[first].fields
    guard !names.contains(where: { holdsComma(table, $0) }) else { return false }
    var count = 0
    for row in records.dropFirst() {
      for index in row.fields where holdsComma(table, index) {
        guard table.kind(index).isTyped else { return false }
        count += 1
      }
    }
    return count > 0
  }

  /// Whether records have commas in texts alone, one in a text and with a blank behind it, and all of
  /// them have one: `Smith, John`, `April 15, 2024`.
  private static func hasLoneCommas(_ table: SampleTable) -> Bool {
    var names = 0
    for (number, row) in table.rows.enumerated() {
      var commas = 0
      for index in row.fields where holdsComma(table, index) {
        let text = table.raw(index)
        let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard parts.count == 2, let begin = parts[0].first, let rest = parts[1].first,
          rest == UInt8(ascii: " "), table.kind(index) == .text, isLetter(begin)
        else { return false }
        commas += 1
      }
      if commas == 1 { continue }
      // The names of the columns have none.
      guard commas == 0, number == 0 else { return false }
      names = 1
    }
    return table.rows.count - names > 1
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func holdsComma(_ table: SampleTable, _ index: Int) -> Bool {
    let field = table.fields[index]
    return !field.traits.contains(.quoted)
      && table.bytes[field.start..<field.end].contains(UInt8(ascii: ","))
  }

  /// Whether one name stands over amounts, most of them with a comma: `price`, `1,50`, `1.234,5`, `2`.
  static func isColumnOfAmounts(_ table: SampleTable) -> Bool {
    guard table.rows.count > 2, let name = table.rows.first?.fields.first,
      table.kind(name) == .text, !holdsComma(table, name)
    else { return false }
    let texts = table.rows.dropFirst().map { row in row.fields.first.map(table.raw) ?? [] }
    let commas = texts.count { $0.contains(UInt8(ascii: ",")) }
    guard commas * 2 > texts.count else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: ".")].contains { mark in
      texts.allSatisfy { isAmount($0, decimal: mark) }
    }
  }

  /// Whether a text is a number with that decimal mark, and perhaps the other one between its thousands.
  private static func isAmount(_ text: [UInt8], decimal: UInt8) -> Bool {
    let comma = UInt8(ascii: ",")
    let group = decimal == comma ? UInt8(ascii: ".") : comma
    let digits = text.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: decimal, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2,
      parts.dropFirst().allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) })
    else { return false }
    let groups = whole.split(separator: group, omittingEmptySubsequences: false)
    guard let head = groups.first, !head.isEmpty, groups.joined().allSatisfy(isDigit),
      head.count == 1 || head.first != UInt8(ascii: "0")
    else { return false }
    return groups.count == 1
      || (head.count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 })
  }
}
