internal import RowcastTabular

/// What was seen of a column's values.
struct ColumnFacts: Sendable {
  private var kinds: KindSet = []
  private(set) var count = 0
  /// Whether every text so far is an ISO 8601 date or time; without texts it does not matter.
  private(set) var isTemporal = true
  private var temporalKinds: KindSet = []
  /// Whether arrays, or objects without members, are among the values.
  private(set) var hasArrays = false

  mutating func see(_ cell: Cell, _ batch: RecordBatch, recognizesDates: Bool) {
    kinds.insert(KindSet(cell.kind))
    count += 1
    if cell.flags.contains(.json) { hasArrays = true }
    guard cell.kind == .text, isTemporal, recognizesDates else { return }
    let parsed = batch.textRange(of: cell).flatMap { range in
      TemporalText.parse(batch.text.span.extracting(range))
    }
    if let parsed {
      temporalKinds.insert(KindSet(parsed.kind))
    } else {
      isTemporal = false
    }
  }

  mutating func merge(_ other: ColumnFacts) {
    kinds.formUnion(other.kinds)
    count += other.count
    hasArrays = hasArrays || other.hasArrays
    isTemporal = isTemporal && other.isTemporal
    temporalKinds.formUnion(other.temporalKinds)
  }

  /// Whether the column's texts are read as dates: all of them can be, on one axis, and there is
  /// nothing else.
  func isRead(asDates recognizesDates: Bool) -> Bool {
    recognizesDates && isTemporal && kinds == KindSet(.text) && temporalKinds.isComparable
      && !temporalKinds.isEmpty
  }

  func kind(recognizesDates: Bool) -> ColumnKind {
    (isRead(asDates: recognizesDates) ? temporalKinds : kinds).columnKind
  }
}
