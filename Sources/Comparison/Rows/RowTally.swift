public import RowcastTabular

/// How many rows and cells are the same, and how many are not.
public struct RowCounts: Sendable, Hashable {
  /// Rows of both tables that are equal in all shared columns.
  public internal(set) var same = 0
  /// Rows of both tables with other values.
  public internal(set) var changed = 0
  /// Rows of the new table alone.
  public internal(set) var added = 0
  /// Rows of the old table alone.
  public internal(set) var removed = 0
  /// Cells of changed rows that have another value.
  public internal(set) var changedCells = 0

  /// Whether no row is added, removed or changed.
  public var isEmpty: Bool { changed == 0 && added == 0 && removed == 0 }
}

/// A key that more than one row of a table has.
public struct RepeatedKey: Sendable, Hashable {
  /// The values of the key's columns.
  public let values: [Value]
  /// The rows that have it in the old table.
  public let oldCount: Int
  /// The rows that have it in the new table.
  public let newCount: Int
  /// The row of the sheet, or the line, of the first of them, in the old table if it is there.
  public let firstRow: Int
  /// Whether the first row is one of the old table.
  public let isFirstInOld: Bool
}

/// What is counted while rows are matched; parts add up in any order.
struct RowTally: Sendable {
  var counts = RowCounts()
  /// Changed cells, by the shared columns behind the key's.
  var cells: [Int]
  /// Keys that repeat in the old table, and in the new one.
  var repeatedInOld = 0
  var repeatedInNew = 0
  /// The first ones.
  var repeated: [RepeatedKey] = []
  static let shown = 10

  init(columns: Int) { cells = Array(repeating: 0, count: columns) }

  mutating func add(_ key: RepeatedKey) {
    if key.oldCount > 1 { repeatedInOld += 1 }
    if key.newCount > 1 { repeatedInNew += 1 }
    keep([key])
  }

  mutating func merge(_ other: RowTally) {
    counts.same += other.counts.same
    counts.changed += other.counts.changed
    counts.added += other.counts.added
    counts.removed += other.counts.removed
    counts.changedCells += other.counts.changedCells
    for column in cells.indices where column < other.cells.count {
      cells[column] += other.cells[column]
    }
    repeatedInOld += other.repeatedInOld
    repeatedInNew += other.repeatedInNew
    keep(other.repeated)
  }

  private mutating func keep(_ keys: [RepeatedKey]) {
    guard !keys.isEmpty else { return }
    repeated += keys
    guard repeated.count > Self.shown || keys.count > 1 || repeated.count > 1 else { return }
    repeated.sort {
      ($0.isFirstInOld ? 0 : 1, $0.firstRow) < ($1.isFirstInOld ? 0 : 1, $1.firstRow)
    }
    if repeated.count > Self.shown { repeated.removeLast(repeated.count - Self.shown) }
  }
}
