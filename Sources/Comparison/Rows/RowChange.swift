public import RowcastTabular

/// A row that is not the same in both tables.
public struct RowChange: Sendable, Hashable {
  /// What became of it.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    /// It is in the old table alone.
    case removed
    /// It is in both, with other values.
    case changed
    /// It is in the new table alone.
    case added
  }

  /// A row of one of the tables.
  public struct Row: Sendable, Hashable {
    /// The rows before it in its table.
    public let index: Int
    /// The row of the sheet, or the line of the file, from 1.
    public let number: Int
    /// Its values by ``ComparedTables/columns``; missing where the table has no such column.
    public let values: [Value]
  }

  /// What became of it.
  public let kind: Kind
  /// The row as it was; nil when it was added.
  public let old: Row?
  /// The row as it is; nil when it was removed.
  public let new: Row?
  /// The places in ``ComparedTables/columns`` of what both tables have and is not the same.
  public let changedColumns: [Int]
}
