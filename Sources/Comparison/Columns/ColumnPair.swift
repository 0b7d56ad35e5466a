public import RowcastTabular

/// A column of both tables, or of one alone.
public struct ColumnPair: Sendable, Hashable {
  /// What became of a column.
  public enum Fate: Sendable, Hashable {
    /// It is in both under one name.
    case kept
    /// It is in the new table alone.
    case added
    /// It is in the old table alone.
    case gone
    /// It has another name that says the same but for case, blanks and signs.
    case respelled
    /// It has another name; so much of it, 0 to 1, is the same: of the cells of matched rows, or where
    /// no key tells which rows these are, of the values by how often they are there.
    case renamed(similarity: Double, isOfRows: Bool)
  }

  /// What became of it.
  public let fate: Fate
  /// The column in the old table.
  public let old: ColumnSchema?
  /// The column in the new table.
  public let new: ColumnSchema?
  /// The places in the schemas.
  let oldPlace: Int?
  let newPlace: Int?

  /// Where it stands in both tables: the same the other way round.
  var place: Int { (oldPlace ?? 0) + (newPlace ?? 0) }

  /// The name in the new table, or the only one.
  public var name: String { new?.name ?? old?.name ?? "" }

  /// Whether its values are of other kinds in the two tables. Whole numbers and others are numbers, days
  /// with and without a time are days, and a column without values is of every kind.
  public var isOfAnotherKind: Bool {
    guard let a = old?.kind, let b = new?.kind, a != .empty, b != .empty else { return false }
    return !a.isAlike(b)
  }

  /// How its values are held against each other.
  var reading: ValueBytes.Reading { isOfAnotherKind ? .texts : .values }
}
