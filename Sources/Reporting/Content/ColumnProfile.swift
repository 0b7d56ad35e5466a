public import RowcastTabular

/// One column of the input: what is in it and what was done with it.
public struct ColumnProfile: Sendable, Hashable, Codable {
  /// The column's name.
  public var name: String
  /// `numeric`, `category`, `date`, `text`, `identifier`, `constant`, `duplicate`, `target` ...
  public var role: String
  /// Why it has this role, in a sentence.
  public var reason: String
  /// Whether the model uses it.
  public var isUsed: Bool
  /// Rows of the table, with and without a value.
  public var rows: Int
  /// Rows without a value.
  public var missing: Int
  /// The number of different values, where they were counted.
  public var distinct: Int?
  /// Of columns of numbers and dates; nil for others.
  public var numbers: NumberSummary?
  /// Of columns of numbers and dates; nil for others.
  public var histogram: Histogram?
  /// The most frequent values, most frequent first.
  public var levels: [LevelCount]
  /// Rows whose value is not among ``levels``.
  public var otherLevels: Int?
  /// What else is to be said of it, in short sentences.
  public var notes: [String]?

  /// What is nil or empty is left out of reports.
  public init(
    name: String, role: String, reason: String = "", isUsed: Bool, rows: Int, missing: Int = 0,
    distinct: Int? = nil, numbers: NumberSummary? = nil, histogram: Histogram? = nil,
    levels: [LevelCount] = [], otherLevels: Int? = nil, notes: [String]? = nil
  ) {
    self.name = name
    self.role = role
    self.reason = reason
    self.isUsed = isUsed
    self.rows = rows
    self.missing = missing
    self.distinct = distinct
    self.numbers = numbers
    self.histogram = histogram
    self.levels = levels
    self.otherLevels = otherLevels
    self.notes = notes
  }
}

/// Location and spread of a numeric column.
public struct NumberSummary: Sendable, Hashable, Codable {
  /// The smallest number.
  public var minimum: Double
  /// The number in the middle.
  public var median: Double
  /// The mean of the numbers that are there.
  public var mean: Double
  /// The largest number.
  public var maximum: Double
  /// The spread about the mean, in the column's own unit.
  public var standardDeviation: Double

  /// All figures are in the column's own unit.
  public init(
    minimum: Double, median: Double, mean: Double, maximum: Double, standardDeviation: Double
  ) {
    self.minimum = minimum
    self.median = median
    self.mean = mean
    self.maximum = maximum
    self.standardDeviation = standardDeviation
  }
}

/// How values spread: bin `i` holds `counts[i]` values from `edges[i]` up to `edges[i + 1]`.
public struct Histogram: Sendable, Hashable, Codable {
  /// One more than there are bins, ascending.
  public var edges: [Double]
  /// One for each bin.
  public var counts: [Double]
  /// What the edges are: numbers, or milliseconds since 1970, since midnight or of a duration.
  public var kind: ColumnKind

  /// One edge more than there are counts.
  public init(edges: [Double], counts: [Double], kind: ColumnKind = .decimal) {
    self.edges = edges
    self.counts = counts
    self.kind = kind
  }

  /// Whether the edges are milliseconds since 1970.
  public var isDate: Bool { kind == .date || kind == .dateTime }
}

/// How often one value occurs.
public struct LevelCount: Sendable, Hashable, Codable {
  /// The value as a text.
  public var value: String
  /// Rows with the value.
  public var count: Int

  /// A value and the number of its rows.
  public init(_ value: String, _ count: Int) {
    self.value = value
    self.count = count
  }
}
