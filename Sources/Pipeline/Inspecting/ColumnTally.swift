import RowcastTabular

/// What is counted of one column while a file is inspected; tallies of batches are merged in order.
struct ColumnTally: Sendable {
  private(set) var present = 0
  private(set) var kinds: [Cell.Kind: Int] = [:]
  private(set) var minimum: Extreme?
  private(set) var maximum: Extreme?

  /// The least or greatest value.
  struct Extreme: Sendable {
    var value: Double
    var cell: Cell.Kind
    /// Its digits, where no double holds it.
    var text: String?

    /// The value in the kind of its cell.
    var description: String {
      switch cell {
      case .date, .time, .dateTime, .duration:
        TemporalText.string(cell, milliseconds: Int64(exactly: value.rounded()) ?? 0)
      default: text ?? NumberText.string(value)
      }
    }
  }

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
    case .integer, .date, .time, .dateTime, .duration:
      range(Extreme(value: Double(cell.integer), cell: cell.kind))
    case .double: range(Extreme(value: cell.double, cell: .double))
    case .decimal:
      if let range = batch.textRange(of: cell),
        let value = batch.text[range].withUnsafeBufferPointer({ NumberText.double($0) })
      {
        // Beyond a double, the number stays a text.
        let text = value.isFinite ? nil : batch.string(of: cell)
        self.range(Extreme(value: value, cell: .double, text: text))
      }
    default: break
    }
    if hasManyDistinct { return }
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: batch, uncalculated: "(not calculated)", to: &buffer)
    _ = buffer.withBytes { distinct.intern($0) }
    if distinct.count > Self.distinctLimit {
      hasManyDistinct = true
    }
  }

  mutating func merge(_ other: ColumnTally) {
    present += other.present
    kinds.merge(other.kinds, uniquingKeysWith: +)
    if let low = other.minimum { range(low) }
    if let high = other.maximum { range(high) }
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

  private mutating func range(_ found: Extreme) {
    if found.value < minimum?.value ?? .infinity || minimum == nil { minimum = found }
    if found.value > maximum?.value ?? -.infinity || maximum == nil { maximum = found }
  }

  /// The first distinct values.
  var examples: [String] {
    let texts = distinct.dictionary()
    return (0..<min(texts.count, Self.exampleCount)).compactMap { texts[$0] }
  }
}
