public import RowcastEvaluation

/// How one feature moves the log-odds of a class.
public struct FeatureEffect: Sendable, Hashable, Codable {
  /// In plain words: `tenure_months`, `contract = two-year`, `comments contains "refund"`.
  public var feature: String
  /// The input column it comes from.
  public var column: String
  /// The class whose log-odds it moves; for two classes the positive one.
  public var target: String
  /// The change of the log-odds, per the unit below.
  public var effect: Double
  /// What the effect is for.
  public var unit: EffectUnit
  /// The 95% interval of the effect, where it is known.
  public var interval: Interval?
  public var standardError: Double?
  public var pValue: Double?

  public init(
    feature: String, column: String, target: String, effect: Double, unit: EffectUnit = .none,
    interval: Interval? = nil, standardError: Double? = nil, pValue: Double? = nil
  ) {
    self.feature = feature
    self.column = column
    self.target = target
    self.effect = effect
    self.unit = unit
    self.interval = interval
    self.standardError = standardError
    self.pValue = pValue
  }
}

/// What step of a feature an effect is for.
public enum EffectUnit: Sendable, Hashable, Codable {
  /// What is either so or not so.
  case none
  /// One of the column's own units.
  case unit
  /// One standard deviation, which is so much where it is one number.
  case deviation(Double?)
  /// One unit of a term's weight in a text.
  case termWeight
}

/// How much the log-loss rises when a column is shuffled.
public struct ImportanceEntry: Sendable, Hashable, Codable {
  public var column: String
  public var mean: Double
  public var standardDeviation: Double

  public init(column: String, mean: Double, standardDeviation: Double) {
    self.column = column
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// A point of a curve.
public struct CurvePoint: Sendable, Hashable, Codable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// What the model makes of a numeric column: the log-odds it adds over the column's range.
public struct NumericEffect: Sendable, Hashable, Codable {
  public var column: String
  public var target: String
  /// Corners of the curve, ascending; straight between them.
  public var points: [CurvePoint]
  /// Whether the column holds dates (x in milliseconds since 1970).
  public var isDate: Bool

  public init(column: String, target: String, points: [CurvePoint], isDate: Bool = false) {
    self.column = column
    self.target = target
    self.points = points
    self.isDate = isDate
  }
}

/// What the model makes of each value of a category column.
public struct CategoryEffect: Sendable, Hashable, Codable {
  public struct Level: Sendable, Hashable, Codable {
    public var value: String
    /// The change of the log-odds.
    public var effect: Double
    public var rows: Int
    public var interval: Interval?

    public init(value: String, effect: Double, rows: Int, interval: Interval? = nil) {
      self.value = value
      self.effect = effect
      self.rows = rows
      self.interval = interval
    }
  }

  public var column: String
  public var target: String
  public var levels: [Level]

  public init(column: String, target: String, levels: [Level]) {
    self.column = column
    self.target = target
    self.levels = levels
  }
}
