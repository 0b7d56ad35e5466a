import RowcastTabular

/// What is counted of one column while a file is inspected; tallies of batches are merged in order.
struct ColumnTally: Sendable {
  private(set) var present = 0
  private(set) var kinds: [Cell.Kind: Int] = [:]
  private(set) var minimum: (value: Double, cell: Cell.Kind)?
  private(set) var maximum: (value: Double, cell: Cell.Kind)?
  /// The distinct values as texts, as long as there are few.
  private(set) var distinct = StringInterner()
  private(set) var hasManyDistinct = false

  /// Beyond this many distinct values they are no longer counted.
  static let distinctLimit = 10_000
  static let exampleCount = 3

  mutating func add(_ cell: Cell, in batch: RecordBatch) {
    present += 1
    kinds[cell.kind, default: 0] += 1
    switch cell.kind {
    case .integer, .date, .time, .dateTime, .duration: range(Double(cell.integer), cell.kind)
    case .double: range(cell.double, .double)
    case .decimal:
      let text = batch.text[cell.textOffset..<(cell.textOffset + cell.textLength)]
      if let value = text.withUnsafeBufferPointer({ NumberText.double($0) }) {
        range(value, .double)
      }
    default: break
    }
    if hasManyDistinct { return }
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: batch, to: &buffer)
    _ = buffer.withBytes { distinct.intern($0) }
    if distinct.count > Self.distinctLimit {
      hasManyDistinct = true
    }
  }

  mutating func merge(_ other: ColumnTally) {
    present += other.present
    kinds.merge(other.kinds, uniquingKeysWith: +)
    if let low = other.minimum { range(low.value, low.cell) }
    if let high = other.maximum { range(high.value, high.cell) }
    hasManyDistinct = hasManyDistinct || other.hasManyDistinct
    let texts = other.distinct.dictionary()
    texts.bytes.withUnsafeBufferPointer { bytes in
      for code in 0..<texts.count {
        if distinct.count > Self.distinctLimit { break }
        guard let place = texts.range(of: code) else { continue }
        _ = distinct.intern(UnsafeBufferPointer(rebasing: bytes[place]))
      }
    }
    if distinct.count > Self.distinctLimit { hasManyDistinct = true }
  }

  private mutating func range(_ value: Double, _ kind: Cell.Kind) {
    if value < minimum?.value ?? .infinity { minimum = (value, kind) }
    if value > maximum?.value ?? -.infinity { maximum = (value, kind) }
  }

  /// The first distinct values.
  var examples: [String] {
    let texts = distinct.dictionary()
    return (0..<min(texts.count, Self.exampleCount)).compactMap { texts[$0] }
  }
}

/// A cell as the text that a person reads.
enum CellText {
  static func append(_ cell: Cell, of batch: RecordBatch, to buffer: inout OutputBytes) {
    switch cell.kind {
    case .integer: NumberText.append(cell.integer, to: &buffer)
    case .double: NumberText.append(cell.double, to: &buffer)
    case .boolean: buffer.append(cell.boolean ? "true" : "false")
    case .date, .time, .dateTime, .duration:
      TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
    case .uncalculated: buffer.append("(not calculated)")
    case .text, .decimal, .error, .sharedText: buffer.append(batch.string(of: cell) ?? "")
    }
  }

  /// The end of a range, in the kind of its cell.
  static func text(_ end: (value: Double, cell: Cell.Kind)) -> String {
    var buffer = OutputBytes(capacity: 64)
    switch end.cell {
    case .date, .time, .dateTime, .duration:
      TemporalText.append(
        end.cell, milliseconds: Int64(exactly: end.value.rounded()) ?? 0, to: &buffer)
    default: NumberText.append(end.value, to: &buffer)
    }
    return buffer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
