/// One column of the input: what is in it and what was done with it.
public struct ColumnProfile: Sendable, Hashable, Codable {
  public var name: String
  /// `numeric`, `category`, `date`, `text`, `identifier`, `constant`, `duplicate`, `target` ...
  public var role: String
  /// Why it has this role, in a sentence.
  public var reason: String
  /// Whether the model uses it.
  public var isUsed: Bool
  public var rows: Int
  public var missing: Int
  public var distinct: Int?
  public var numbers: NumberSummary?
  public var histogram: Histogram?
  /// The most frequent values, most frequent first.
  public var levels: [LevelCount]
  /// Rows whose value is not among ``levels``.
  public var otherLevels: Int?

  public init(
    name: String, role: String, reason: String = "", isUsed: Bool, rows: Int, missing: Int = 0,
    distinct: Int? = nil, numbers: NumberSummary? = nil, histogram: Histogram? = nil,
    levels: [LevelCount] = [], otherLevels: Int? = nil
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
  }
}

/// Location and spread of a numeric column.
public struct NumberSummary: Sendable, Hashable, Codable {
  public var minimum: Double
  public var median: Double
  public var mean: Double
  public var maximum: Double
  public var standardDeviation: Double

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
  public var counts: [Double]
  /// Whether the edges are milliseconds since 1970.
  public var isDate: Bool

  public init(edges: [Double], counts: [Double], isDate: Bool = false) {
    self.edges = edges
    self.counts = counts
    self.isDate = isDate
  }
}

/// How often one value occurs.
public struct LevelCount: Sendable, Hashable, Codable {
  public var value: String
  public var count: Int

  public init(_ value: String, _ count: Int) {
    self.value = value
    self.count = count
  }
}
