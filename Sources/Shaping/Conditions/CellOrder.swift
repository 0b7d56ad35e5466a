import RowcastMachine
import RowcastTabular

/// The order of a cell and a value of the same kind: -1, 0 or 1; nil for unlike kinds.
enum CellOrder {
  static func order(
    of cell: Cell, in batch: RecordBatch, to literal: ConditionLiteral
  ) -> Int? {
    switch (cell.kind, literal) {
    case (.integer, .number(let number)):
      if let value = Int64(number.text) { return order(cell.integer, value) }
      return number.text.withBytes { NumberOrder.compare(Array(text(cell, batch)).span, $0) }
    case (.double, .number(let number)):
      return order(cell.double, number.double)
    case (.decimal, .number(let number)):
      guard let range = batch.textRange(of: cell) else { return nil }
      return number.text.withBytes {
        NumberOrder.compare(batch.text.span.extracting(range), $0)
      }
    case (.text, .text(let value, _)):
      guard let range = batch.textRange(of: cell) else { return nil }
      return value.withBytes { order(batch.text.span.extracting(range), $0) }
    case (.sharedText, .text(let value, _)):
      guard let range = batch.dictionary.range(of: cell.code) else { return nil }
      let bytes = batch.dictionary.bytes
      return value.withBytes { order(bytes.span.extracting(range), $0) }
    case (.boolean, .boolean(let value)):
      return order(cell.boolean ? 1 : 0, value ? 1 : 0)
    case (.date, .temporal(let value)), (.dateTime, .temporal(let value)),
      (.date, .text(_, let value?)), (.dateTime, .text(_, let value?)):
      guard value.kind == .date || value.kind == .dateTime else { return nil }
      return order(cell.integer, value.milliseconds)
    case (.time, .temporal(let value)), (.time, .text(_, let value?)),
      (.duration, .text(_, let value?)):
      return value.kind == cell.kind ? order(cell.integer, value.milliseconds) : nil
    default: return nil
    }
  }

  private static let texts: Set<Cell.Kind> = [.text, .sharedText]
  private static let numbers: Set<Cell.Kind> = [.integer, .double, .decimal]
  private static let days: Set<Cell.Kind> = [.date, .dateTime]

  static func order(of one: Cell, to other: Cell, in batch: RecordBatch) -> Int? {
    switch (one.kind, other.kind) {
    case (.integer, .integer), (.boolean, .boolean), (.time, .time), (.duration, .duration):
      return order(one.integer, other.integer)
    case let (a, b) where Self.days.isSuperset(of: [a, b]): return order(one.integer, other.integer)
    case let (a, b) where Self.texts.isSuperset(of: [a, b]):
      return order(text(one, batch).span, text(other, batch).span)
    case let (a, b) where Self.numbers.isSuperset(of: [a, b]):
      return NumberOrder.compare(text(one, batch).span, text(other, batch).span)
    default: return nil
    }
  }

  private static func text(_ cell: Cell, _ batch: RecordBatch) -> [UInt8] {
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: batch, to: &buffer)
    return buffer.array()
  }

  private static func order<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }

  /// By bytes, which for UTF-8 is the order of Unicode's scalars.
  private static func order(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
    let shared = min(a.count, b.count)
    for i in 0..<shared where a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
    return order(a.count, b.count)
  }
}
