import RowcastTabular

/// What is counted of one column while a file is inspected; tallies of batches are merged in order.
struct ColumnTally: Sendable {
  private(set) var present = 0
  private(set) var kinds: KindSet = []
  private(set) var minimum: Extreme?
  private(set) var maximum: Extreme?

  /// The least or greatest value.
  struct Extreme: Sendable {
    /// Where it stands among the others.
    var order: Double
    var value: Value
  }

  /// The distinct values as texts, as long as there are few.
  private(set) var distinct = StringInterner()
  private(set) var hasManyDistinct = false
  /// The shared texts that are among them, by their codes.
  private var shared: Set<Int> = []

  /// Beyond this many distinct values, or bytes of them, they are no longer counted.
  static let distinctLimit = 10_000
  private static let distinctBytes = 4 << 20
  static let exampleCount = 3

  mutating func add(_ cell: Cell, in batch: RecordBatch) {
    kinds.insert(KindSet(cell.kind))
    // An error such as #N/A is no value, here as in learning; nor is a formula without a result.
    guard cell.hasValue else { return }
    present += 1
    switch cell.kind {
    case .integer, .date, .time, .dateTime, .duration:
      range(Double(cell.integer), batch.value(of: cell))
    case .double: range(cell.double, batch.value(of: cell))
    case .decimal:
      guard let range = batch.textRange(of: cell) else { break }
      let digits = batch.text[range]
      if let value = NumberText.double(digits.span) {
        self.range(value, batch.value(of: cell))
      }
    default: break
    }
    if hasManyDistinct { return }
    if cell.kind == .sharedText, !shared.insert(cell.code).inserted { return }
    var buffer = OutputBytes(capacity: 64)
    CellText.append(cell, of: batch, uncalculated: "(not calculated)", to: &buffer)
    _ = distinct.intern(buffer.bytes)
    if isFull { hasManyDistinct = true }
  }

  private var isFull: Bool {
    distinct.count > Self.distinctLimit || distinct.byteCount > Self.distinctBytes
  }

  mutating func merge(_ other: ColumnTally) {
    present += other.present
    kinds.formUnion(other.kinds)
    if let low = other.minimum { range(low.order, low.value) }
    if let high = other.maximum { range(high.order, high.value) }
    hasManyDistinct = hasManyDistinct || other.hasManyDistinct
    guard other.distinct.count > 0 else { return }
    if !hasManyDistinct { _ = distinct.codes(of: other.distinct.dictionary()) }
    if isFull { hasManyDistinct = true }
  }

  private mutating func range(_ order: Double, _ value: @autoclosure () -> Value) {
    if minimum.map({ order < $0.order }) ?? true {
      minimum = Extreme(order: order, value: value())
    }
    if maximum.map({ order > $0.order }) ?? true {
      maximum = Extreme(order: order, value: value())
    }
  }

  /// The first distinct values.
  var examples: [String] {
    let texts = distinct.dictionary()
    return (0..<min(texts.count, Self.exampleCount)).compactMap { texts[$0] }
  }
}
