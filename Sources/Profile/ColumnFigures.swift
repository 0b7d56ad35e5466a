public import RowcastFeatures
public import RowcastTabular

/// What is in a column, as all rows tell it.
public struct ColumnFigures: Sendable {
  /// The column's name.
  public internal(set) var name: String
  /// The narrowest kind that holds every value.
  public internal(set) var kind: ColumnKind
  /// What a training would take it for, and why; nil where that is not known.
  public internal(set) var role: RoleAssignment?
  /// Cells with a value.
  public internal(set) var present: Int
  /// Rows without a value.
  public internal(set) var missing: Int
  /// How many different values there are.
  public internal(set) var distinct: EstimatedCount
  /// How many values have a single row.
  public internal(set) var single: EstimatedCount
  /// Whether every row has a value of its own; nil where all that were looked at have, and not all
  /// were.
  public internal(set) var isKey: Bool?
  /// The least number, day or time.
  public internal(set) var minimum: Value?
  /// The greatest number, day or time.
  public internal(set) var maximum: Value?
  /// The first different values as texts, at most three.
  public internal(set) var examples: [String]
  /// How its numbers, days or times are spread; nil where it has none, or not only such.
  public internal(set) var spread: Spread?
  /// The most frequent values, the most frequent first; empty where values hardly recur.
  public internal(set) var top: [Level] = []
  /// Rows with a value that is not among ``top``.
  public internal(set) var otherRows = 0
  /// Whether a frequent value may be missing in ``top``, since not all could be counted.
  public internal(set) var isTopPartial = false
  /// The lengths of its texts in characters; nil where it has none.
  public internal(set) var lengths: Lengths?
  /// Its days in their order; nil where it has none.
  public internal(set) var days: Days?
  /// What its values are, the most frequent first.
  public internal(set) var forms: [Form] = []

  /// A value that recurs.
  public struct Level: Sendable, Hashable {
    /// The value as a text.
    public var text: String
    /// Its rows.
    public var rows: Int
  }

  /// Numbers, days or times; days are milliseconds since 1970, times milliseconds.
  public struct Spread: Sendable, Hashable {
    /// The levels of ``quantiles``.
    public static let levels = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
    /// The quantiles, off by no more than ``error``.
    public var quantiles: [Double]
    /// How far a quantile may be off; 0 where all are exact.
    public var error: Double
    /// The mean.
    public var mean: Double
    /// The population standard deviation.
    public var standardDeviation: Double
    /// The least.
    public var minimum: Double
    /// The greatest.
    public var maximum: Double
    /// Ascending bounds of bins of one width.
    public var edges: [Double]
    /// The values in each bin.
    public var counts: [Int]
    /// Values below all bins, which leave out what is far off.
    public var below: Int
    /// Values above all bins.
    public var above: Int
    /// What the values are shown as.
    public var kind: ColumnKind
  }

  /// Lengths of texts in characters (Unicode scalars).
  public struct Lengths: Sendable, Hashable {
    /// The shortest.
    public var least: Int
    /// The one in the middle.
    public var median: Double
    /// The longest.
    public var greatest: Int
  }

  /// Days as a row.
  public struct Days: Sendable, Hashable {
    /// How many different days there are.
    public var count: Int
    /// Whether they could all be told apart; there are no ``gaps`` else.
    public var isExact: Bool
    /// Stretches without a day that are far longer than usual, the longest first.
    public var gaps: [Gap]

    /// A stretch between two days.
    public struct Gap: Sendable, Hashable {
      /// The last day before it, since 1970.
      public var from: Int
      /// The first day behind it.
      public var to: Int
    }
  }

  /// What some of its values are.
  public struct Form: Sendable, Hashable {
    /// What they are.
    public var form: ValueForm
    /// Their rows.
    public var seen: SeenRows
  }
}
