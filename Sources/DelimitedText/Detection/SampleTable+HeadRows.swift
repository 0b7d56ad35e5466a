internal import RowcastMachine
import RowcastTabular

extension SampleTable {
  /// What a field looks like.
  func kind(_ index: Int) -> HeadKind {
    let field = fields[index]
    let text = bytes.span.extracting(Self.trimmed(bytes, field.start..<field.end))
    if text.isEmpty { return .empty }
    if field.traits.contains(.encoded) { return .text }
    let kinds = ValueClassifier.plainKinds(of: text)
    return switch kinds.intersection(.values) {
    case .integer, .decimal, .leadingZero, .commaDecimal, .commaAmbiguous: .number
    case .boolean: .boolean
    case .date, .dateTime: .date
    case .time: .time
    default: HeadKind(words: text)
    }
  }

  /// The first records, as the header rule sees them.
  func headRows(_ limit: Int) -> [HeadRow] {
    rows.prefix(limit).enumerated().map { index, row in
      var cells: [HeadCell] = []
      cells.reserveCapacity(min(row.width, HeaderRule.columnLimit))
      for (column, field) in row.fields.prefix(HeaderRule.columnLimit).enumerated() {
        let kind = kind(field)
        if kind == .empty { continue }
        cells.append(HeadCell(column: column, text: trimmedText(field), kind: kind))
      }
      return HeadRow(cells: cells, width: row.width, isBeforeGap: isBlank(behind: index))
    }
  }

  /// The row behind the last line such as `[Data]`, where the text begins with one and records follow;
  /// 0 where it does not. Sections before it are of other keys than the table's.
  var lastSection: Int {
    guard isSection(0), let last = rows.indices.prefix(1000).last(where: isSection),
      rows.count > last + 2, rows[last + 1].width > 1
    else { return 0 }
    return last + 1
  }

  /// Whether a row has nothing but a name in brackets.
  private func isSection(_ row: Int) -> Bool {
    guard rows.indices.contains(row), let first = rows[row].fields.first else { return false }
    let text = raw(first)[...].trimmed
    return text.count > 2 && text.first == UInt8(ascii: "[") && text.last == UInt8(ascii: "]")
      && rows[row].fields.dropFirst().allSatisfy { kind($0) == .empty }
  }

  private func trimmedText(_ index: Int) -> String {
    let field = fields[index]
    guard field.traits.contains(.encoded) else {
      let range = Self.trimmed(bytes, field.start..<field.end)
      return String(decoding: bytes.span.extracting(range))
    }
    let text = raw(index)
    return String(decoding: text[Self.trimmed(text, text.indices)], as: UTF8.self)
  }

  /// Whether blank lines follow a record.
  func isBlank(behind index: Int) -> Bool {
    let next = rows[index].next
    guard index + 1 < rows.count, next < bytes.count else { return false }
    return bytes[next] == UInt8(ascii: "\n") || bytes[next] == UInt8(ascii: "\r")
  }

  /// A range without the blanks at both ends.
  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
    while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return start..<end
  }
}
