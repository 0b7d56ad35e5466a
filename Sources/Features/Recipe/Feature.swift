/// One feature: a weight of the model, and where it comes from.
public struct Feature: Sendable, Hashable, CustomStringConvertible {
  /// A readable name, unique among the features: `age`, `age above 28`, `home = rent`.
  public var name: String
  /// The column of the table that it is made from.
  public var column: String
  /// What the feature is.
  public var kind: Kind

  /// Whether the feature is a hat of a curve or a cell of a product: one of neighbors between which
  /// numbers lie.
  public var isInterpolated: Bool {
    switch kind {
    case .hat, .cell: true
    default: false
    }
  }

  /// What the feature is.
  public enum Kind: Sendable, Hashable {
    /// The scaled number.
    case value
    /// What the number exceeds a knot by.
    case hinge(knot: Double)
    /// The hat of a curve: 1 at the knot, 0 at its neighbors.
    case hat(knot: Double)
    /// A cell of a product of columns; the column is the product's name.
    case cell([String])
    /// One when the number is missing.
    case missing
    /// One when the category is this level.
    case level(String)
    /// One when the category is one of the pooled levels.
    case rareLevels
    /// One when the category is missing.
    case missingLevel
    /// A part of a date.
    case datePart(DatePart)
    /// The weight of a term of a text.
    case term(String)
    /// A measure of a text.
    case measure(TextMeasure)
    /// One when the category falls into this bucket.
    case bucket(Int)
    /// The share of a class among the rows of the level.
    case classShare(String)
  }

  /// The name must be unique among the features.
  public init(name: String, column: String, kind: Kind) {
    self.name = name
    self.column = column
    self.kind = kind
  }

  public var description: String { name }
}
