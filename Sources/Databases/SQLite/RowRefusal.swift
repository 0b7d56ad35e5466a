public import RowcastTabular

/// Why rows do not go into a table that is there.
public struct RowRefusal: Sendable, Hashable {
  /// What is wrong.
  public let error: DatabaseError
  /// Where the value stands in the source.
  public let location: RowcastLocation
  /// Whether the value itself is to blame; false for a text that is spelled as a value of the column,
  /// and is a text because of another one, which may come later.
  public let isCertain: Bool
  /// What has the value read as one of the column; nil where nothing has.
  public let remedy: Remedy?
}
