public import RowcastEvaluation
public import RowcastFeatures

/// How a model is trained. Everything has a default that is found from the data.
public struct TrainOptions: Sendable, Hashable, Codable {
  public var model = ModelChoice.auto
  /// Units of the hidden layers of a multilayer perceptron.
  public var hidden: [Int] = []
  /// The hidden activation of a multilayer perceptron, by name; nil for ReLU.
  public var activation: String?
  public var penalty = PenaltyChoice.l2
  /// The share of L1 in an elastic net, 0 to 1.
  public var l1Ratio = 0.5
  /// The inverse strength of the penalty, as in scikit-learn; nil to choose it by validation.
  public var inverseStrength: Double?
  public var network = NetworkOptions()
  public var tolerance: Double?
  public var maxIterations: Int?
  public var classWeight = ClassWeightChoice.none
  public var validation = SplitPlan.holdout(fraction: 0.2)
  /// Rows of the same group are never on both sides of a split.
  public var group: String?
  /// The column by whose order a time-ordered split is made.
  public var order: String?
  /// The column of sample weights.
  public var weights: String?
  public var seed: UInt64 = 0
  public var impute: ImputeChoice?
  public var hinges = HingeChoice.auto
  public var scale: ScaleChoice?
  public var indicators = IndicatorChoice.auto
  public var encoding: EncodingChoice?
  /// Encodings of single categories, by column.
  public var encodings: [String: EncodingChoice] = [:]
  /// The levels of ordinal columns from low to high, by column.
  public var levels: [String: [String]] = [:]
  public var text: TextChoice?
  public var drop: [String] = []
  /// Roles that are given, by column.
  public var roles: [String: String] = [:]
  public var positive: String?
  public var dropSuspects = false
  public var threshold: String?
  public var calibration: String?

  public init() {}
}

public enum ModelChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case auto, logistic, softmax, mlp, perceptron
}

public enum PenaltyChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case l2, l1, elasticnet, none
}

public enum ClassWeightChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case balanced, none
}

public enum ImputeChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case mean, median, mostFrequent = "most-frequent", constant
}

public enum IndicatorChoice: String, Sendable, Hashable, Codable, CaseIterable { case auto, none }

/// How a category becomes numbers: a feature for each level, its place in an order, the log-odds of
/// the classes among its rows (cross-fitted), or buckets of a hash.
public enum EncodingChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case onehot, ordinal, target, hashing
}

/// The terms of a text: words and pairs of words, runs of 3 to 5 characters inside words, or both.
public enum TextChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case words, characters, both
}

public enum ScaleChoice: String, Sendable, Hashable, Codable, CaseIterable {
  case standard, minmax, maxabs, robust, quantile, power, log1p, none
}
