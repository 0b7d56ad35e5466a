/// By what rows of two tables are taken for the same.
public struct RowKey: Sendable, Hashable {
  /// Where it comes from.
  public enum Origin: Sendable, Hashable {
    /// It was asked for.
    case given
    /// It was found: no value repeats or is missing in either table, and so much of the values, 0 to
    /// 1, of the table that has fewer are in the other one. ``RowKey/rows`` tells it of both.
    case found(overlap: Double)
    /// It was found, and almost no value repeats or is missing: of all rows at most one in fifty.
    case nearlyFound(overlap: Double)
    /// None was found, and whole rows are taken for the same.
    case none(Absence)
  }

  /// Why no key was found.
  public enum Absence: Sendable, Hashable {
    /// A table has no rows.
    case noRows
    /// The tables share no column.
    case noColumns
    /// In all sets of up to four columns something repeats, or nothing is in both.
    case noneUnique
    /// In these columns nothing repeats in either table, and no value is in both; perhaps most are
    /// once they are spelled alike.
    case noneInBoth([String], alike: Alikeness?)
  }

  /// How values of two tables differ that are the same otherwise.
  public enum Alikeness: String, Sendable, Hashable, CaseIterable {
    /// One has blanks at an end, or other blanks, or signs that are not seen.
    case blanks
    /// Letters with marks are written as one sign in one, as two in the other.
    case composition
    /// One has large letters where the other has small ones.
    case letterCase
    /// One has zeros in front that the other lost.
    case leadingZeros
  }

  /// A column that both tables spell in their own way.
  public struct Respelled: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// How the spellings differ.
    public let alikeness: Alikeness
  }

  /// How many rows are in both tables by a key, and in each.
  public struct MatchedRows: Sendable, Hashable {
    /// The rows that are in both.
    public let both: Int
    /// The rows of the old table.
    public let old: Int
    /// The rows of the new table.
    public let new: Int
  }

  /// The names of the columns, those of the new table; none where whole rows are compared.
  public let columns: [String]
  /// Where it comes from.
  public let origin: Origin
  /// The column that was not taken because its numbers were given anew: by it nearly all rows would
  /// be others. Nil where there is none.
  public let renumbered: String?
  /// The rows that have their key in both tables.
  public internal(set) var rows: MatchedRows?
  /// A column whose values name rows in both tables, but are spelled in another way in one of them.
  public internal(set) var respelled: Respelled?

  init(columns: [String], origin: Origin, renumbered: String? = nil) {
    self.columns = columns
    self.origin = origin
    self.renumbered = renumbered
  }
}
