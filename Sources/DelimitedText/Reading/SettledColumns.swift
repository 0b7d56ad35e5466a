import RowcastTabular

/// The columns whose types cannot change any more, whatever the rows to come hold: texts that can be
/// read as nothing else, and columns that are not wanted.
struct SettledColumns: Sendable {
  struct Column: Sendable {
    var isSettled: Bool
    var kinds: ValueKinds
    var readings: Readings
  }

  let columns: [Column]
  /// Whether nothing can be learned but the number of records.
  let isAll: Bool

  init(_ evidence: FileEvidence, _ modes: [ColumnDecision.Mode]) {
    columns = zip(evidence.columns, modes).map { column, mode in
      let isSettled = mode == .skip || mode == .text && column.kinds.contains(.settled)
      return Column(
        isSettled: isSettled, kinds: column.kinds.union(isSettled ? .settled : []),
        readings: column.readings)
    }
    isAll = columns.count == evidence.expectedWidth && columns.allSatisfy(\.isSettled)
  }

  /// What a chunk of so many plain records tells.
  func evidence(rowCount: Int) -> ChunkEvidence {
    var evidence = ChunkEvidence()
    evidence.kinds = columns.map(\.kinds)
    evidence.readings = columns.map(\.readings)
    evidence.missing = [UInt32](repeating: 0, count: columns.count)
    evidence.words = evidence.missing
    evidence.marks = evidence.missing
    evidence.rowCount = rowCount
    evidence.fieldCount = rowCount * columns.count
    return evidence
  }
}
