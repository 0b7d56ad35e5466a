public import RowcastTabular

/// What all rows told about one column.
public struct ColumnInspection: Sendable, Hashable, Codable {
  /// The name that values are written under.
  public var name: String
  /// The header as it stands in the file.
  public var header: String
  /// The narrowest kind that holds every value.
  public var kind: ColumnKind
  /// The number of rows without a value.
  public var missing: Int
  /// The first value.
  public var example: String?
  /// Why the kind is not narrower, or what its texts are: amounts, percentages, local dates.
  public var note: String?
  /// The option that would read the texts as what they are.
  public var suggestion: String?
}
