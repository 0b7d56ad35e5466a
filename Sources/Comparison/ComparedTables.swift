internal import RowcastMachine
public import RowcastTabular

/// What came of the comparison of two tables.
public struct ComparedTables: Sendable {
  /// A column with what is different in it.
  public struct Column: Sendable, Hashable {
    /// The column in both tables.
    public let pair: ColumnPair
    /// The rows of both tables in which its value is not the same.
    public let changedCells: Int
    /// Rows without a value in the old table.
    public let oldMissing: Int
    /// Rows without a value in the new table.
    public let newMissing: Int
    /// How its values are distributed in both; nil where that cannot be tested.
    public let drift: ColumnDrift?
    /// Whether there are more or fewer missing values; nil where none is missing in either.
    public let missingDrift: ColumnDrift?
    /// Whether rows are matched by it.
    public let isKey: Bool
  }

  /// The columns in the order of the new table, those that are gone among them.
  public let columns: [Column]
  /// By what rows were taken for the same.
  public let key: RowKey
  /// The rows of the old table.
  public let oldRows: Int
  /// The rows of the new table.
  public let newRows: Int
  /// How many rows and cells are the same, and how many are not.
  public let counts: RowCounts
  /// The keys that more than one row of the old table has.
  public let repeatedInOld: Int
  /// The keys that more than one row of the new table has.
  public let repeatedInNew: Int
  /// The first of these keys, at most ten.
  public let repeatedKeys: [RepeatedKey]
  /// Where the old table lies.
  public let oldLocation: RowcastLocation
  /// Where the new table lies.
  public let newLocation: RowcastLocation

  /// Keys of rows that are alone in either table, and are the same but for how they are spelled; nil
  /// where there are none.
  public internal(set) var alikeKeys: AlikeKeys?

  let changes: MergedChanges
  /// The place in ``columns`` of each encoded value of an old row, and of a new one.
  let oldOrder: [Int]
  let newOrder: [Int]

  /// Whether both have the same columns, of the same kinds and in any order, and the same rows.
  public var isEmpty: Bool {
    counts.isEmpty && columns.allSatisfy { $0.pair.fate == .kept && !$0.pair.isOfAnotherKind }
  }

  /// Hands on each row that is not the same, in the order of the new table; removed ones stand
  /// where they stood in the old one.
  /// - Parameter body: false ends the walk.
  /// - Throws: `FileError` when the changes cannot be read back, or what `body` throws.
  public func forEachChange(_ body: (RowChange) throws -> Bool) throws {
    try changes.forEach { entry, block in
      let old = entry.old.map { row($0, block, oldOrder) }
      let new = entry.new.map { row($0, block, newOrder) }
      var changed: [Int] = []
      if let own = entry.old, let other = entry.new {
        changed = changedColumns(own, other, block)
      }
      return try body(
        RowChange(kind: entry.kind, old: old, new: new, changedColumns: changed))
    }
  }

  private func row(
    _ head: EncodedRow.Head, _ block: Span<UInt8>, _ order: [Int]
  ) -> RowChange.Row {
    var values = [Value](repeating: .missing, count: columns.count)
    var place = head.start
    for column in order {
      guard let range = ValueBytes.range(in: block, at: place) else { break }
      values[column] = ValueBytes.value(block.extracting(range))
      place = range.upperBound
    }
    return RowChange.Row(index: head.place, number: head.number, values: values)
  }

  private func changedColumns(
    _ own: EncodedRow.Head, _ other: EncodedRow.Head, _ block: Span<UInt8>
  ) -> [Int] {
    var (a, b) = (own.start, other.start)
    var changed: [Int] = []
    for column in oldOrder {
      guard a < own.sharedEnd, let x = ValueBytes.range(in: block, at: a),
        let y = ValueBytes.range(in: block, at: b)
      else { break }
      if !block.extracting(x).isEqual(to: block.extracting(y)) { changed.append(column) }
      (a, b) = (x.upperBound, y.upperBound)
    }
    return changed.sorted()
  }
}
