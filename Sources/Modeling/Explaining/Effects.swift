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
  /// That of the effect; nil where it is not known.
  public var standardError: Double?
  /// Of Wald's test that the effect is 0; nil where it is not known.
  public var pValue: Double?

  /// Interval, error and p-value are nil for fits with a penalty.
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
  /// The way between the two values of a column where its curve is lowest and highest, from the smaller
  /// value to the larger one; of dates in milliseconds since 1970.
  case between(Double, Double, isDate: Bool)
  /// The way from the lowest to the highest cell of a product.
  case span
}

/// How much the log-loss rises when a column is shuffled.
public struct ImportanceEntry: Sendable, Hashable, Codable {
  /// The input column that was shuffled.
  public var column: String
  /// The mean rise of the log-loss over the shuffles; below 0 when predictions get no worse.
  public var mean: Double
  /// How much the rise differs between shuffles.
  public var standardDeviation: Double

  /// Both figures are rises of the log-loss.
  public init(column: String, mean: Double, standardDeviation: Double) {
    self.column = column
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// A point of a curve.
public struct CurvePoint: Sendable, Hashable, Codable {
  /// A value of the column; of dates in milliseconds since 1970.
  public var x: Double
  /// The change of the log-odds at that value.
  public var y: Double
  /// The standard error of the change; nil where it is not known.
  public var error: Double?

  /// A value of the column, and the change of the log-odds there.
  public init(_ x: Double, _ y: Double, error: Double? = nil) {
    self.x = x
    self.y = y
    self.error = error
  }
}

/// What the model makes of a numeric column: the log-odds it adds over the column's range.
public struct NumericEffect: Sendable, Hashable, Codable {
  /// The input column.
  public var column: String
  /// The class whose log-odds it moves; for two classes the positive one.
  public var target: String
  /// Corners of the curve, ascending; straight between them.
  public var points: [CurvePoint]
  /// Whether the column holds dates (x in milliseconds since 1970).
  public var isDate: Bool
  /// Between which values 99% of the training rows are; nil where it is not known.
  public var usual: ClosedRange<Double>?

  /// The points must ascend by `x`.
  public init(
    column: String, target: String, points: [CurvePoint], isDate: Bool = false,
    usual: ClosedRange<Double>? = nil
  ) {
    self.column = column
    self.target = target
    self.points = points
    self.isDate = isDate
    self.usual = usual
  }

  /// How far the column moves the log-odds of 99% of the rows, from the lowest to the highest.
  public var reach: Double {
    let ys = points.filter { usual?.contains($0.x) ?? true }.map(\.y).filter(\.isFinite)
    return (ys.max() ?? 0) - (ys.min() ?? 0)
  }
}

/// What the model makes of each value of a category column.
public struct CategoryEffect: Sendable, Hashable, Codable {
  /// One value of the column.
  public struct Level: Sendable, Hashable, Codable {
    /// The value as a text; `(rare)` for pooled values, `(missing)` for none.
    public var value: String
    /// The change of the log-odds.
    public var effect: Double
    /// Training rows with the value.
    public var rows: Int
    /// The 95% interval of the effect; nil where it is not known.
    public var interval: Interval?

    /// The interval is nil for fits with a penalty.
    public init(value: String, effect: Double, rows: Int, interval: Interval? = nil) {
      self.value = value
      self.effect = effect
      self.rows = rows
      self.interval = interval
    }
  }

  /// The input column.
  public var column: String
  /// The class whose log-odds it moves; for two classes the positive one.
  public var target: String
  /// The values with their effects.
  public var levels: [Level]

  /// Effects on the log-odds of one class.
  public init(column: String, target: String, levels: [Level]) {
    self.column = column
    self.target = target
    self.levels = levels
  }

  /// How far the column moves the log-odds between values that one row in 200 has, or more.
  public var reach: Double {
    let total = levels.reduce(0) { $0 + $1.rows }
    let effects = levels.filter { $0.rows * 200 >= total }.map(\.effect).filter(\.isFinite)
    return (effects.max() ?? 0) - (effects.min() ?? 0)
  }
}
