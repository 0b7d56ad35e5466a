public import RowcastClassification
public import RowcastEvaluation
public import RowcastFeatures

/// How a model is trained. Everything has a default that is found from the data.
public struct TrainOptions: Sendable, Hashable, Codable {
  /// The kind of model; ``ModelKind/auto`` compares those that the data allow.
  public var model = ModelKind.auto
  /// Units of the hidden layers of a multilayer perceptron.
  public var hidden: [Int] = []
  /// The hidden activation of a multilayer perceptron; nil for ReLU.
  public var activation: HiddenActivation?
  /// The penalty on the weights of linear models.
  public var penalty = Penalty.l2
  /// The share of L1 in an elastic net, 0 to 1.
  public var l1Ratio = 0.5
  /// The inverse strength of the penalty, as in scikit-learn; nil to choose it by validation.
  public var inverseStrength: Double?
  /// What networks alone have.
  public var network = NetworkOptions()
  /// Where the solver stops; nil for its own.
  public var tolerance: Double?
  /// The most steps of the solver, or epochs of a network; nil for its own.
  public var maxIterations: Int?
  /// How rows count by their class.
  public var classWeight = ClassWeighting.none
  /// How rows are held back to judge the model.
  public var validation = SplitPlan.holdout(fraction: 0.2)
  /// Rows of the same group are never on both sides of a split by chance; of one by time it is told how
  /// many judged rows are of a group that was learned from.
  public var group: String?
  /// The column by whose order a time-ordered split is made.
  public var order: String?
  /// The column of sample weights.
  public var weights: String?
  /// Of everything that is drawn: splits, first weights, minibatches.
  public var seed: UInt64 = 0
  /// What stands for missing numbers; nil for the recipe's, the median.
  public var impute: Imputation?
  /// How numbers may bend; nil for smooth curves, and for hinges where a penalty is given.
  public var curves: CurveShape?
  /// Which columns' effects may depend on each other; nil to find them from the data.
  public var interactions: Interactions?
  /// Whether numbers bend at all where ``curves`` does not say it.
  public var hinges = AutoOrNone.auto
  /// How numbers are scaled; nil for what suits the model.
  public var scale: Scaling?
  /// Whether features say that a number is missing.
  public var indicators = AutoOrNone.auto
  /// How categories become features; nil for the recipe's, one-hot.
  public var encoding: CategoryEncoding?
  /// Encodings of single categories, by column.
  public var encodings: [String: CategoryEncoding] = [:]
  /// The levels of ordinal columns from low to high, by column.
  public var levels: [String: [String]] = [:]
  /// What the terms of texts are; nil for words and pairs of them, with runs of characters where these
  /// do better.
  public var text: TextTerms?
  /// Columns that are left out.
  public var drop: [String] = []
  /// Roles that are given, by column.
  public var roles: [String: ColumnRole] = [:]
  /// Of two classes the label that is looked for; nil to tell it by the labels.
  public var positive: String?
  /// Where a target of numbers is cut into classes; nil when each of its values is a class.
  public var bins: TargetBins?
  /// Whether texts that differ in case and blanks alone are one, in training and in prediction.
  public var foldLevels: Bool?
  /// Whether columns that seem to know the class are left out.
  public var dropSuspects = false
  /// What the decision threshold is chosen for, of two classes.
  public var threshold: ThresholdAim?
  /// How probabilities are calibrated on held-out rows.
  public var calibration: CalibrationMethod?
  /// Whether the model is fitted in passes over rows that may be anywhere, planned by some of them.
  public var inParts: Bool?

  /// Everything is found from the data.
  public init() {}

  /// Whether texts that differ in case and blanks alone are one.
  package var foldsLevels: Bool { foldLevels ?? false }

  /// Whether the model is fitted in passes over rows that may be anywhere.
  package var isInParts: Bool { inParts ?? false }

  /// A text as columns have it.
  package func spelled(_ text: String) -> String { foldsLevels ? Spelling.folded(text) : text }
}

/// The kinds of model that can be asked for.
public enum ModelKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// What is best of those that the data allow.
  case auto
  /// Logistic regression of two classes, of several, a network, and a perceptron.
  case logistic, softmax, mlp, perceptron

  package static let all = Set(allCases)
  /// Those with one weight for a feature and a class, fitted by a solver.
  package static let linear: Set<ModelKind> = [.auto, .logistic, .softmax]
  /// Those with hidden layers.
  package static let networks: Set<ModelKind> = [.auto, .mlp]
}

/// The penalty on the weights of a linear model.
public enum Penalty: String, Sendable, Hashable, Codable, CaseIterable {
  /// Of squares, of magnitudes, of both, or of nothing.
  case l2, l1, elasticnet, none
}

/// How much each class counts.
public enum ClassWeighting: String, Sendable, Hashable, Codable, CaseIterable {
  /// Classes weigh the same together, or every row counts as one.
  case balanced, none
}

/// How the effect of a number may bend.
public enum CurveShape: String, Sendable, Hashable, Codable, CaseIterable {
  /// A smooth curve for each number, pieces between knots, or straight lines.
  case smooth, hinges, none
}

/// Products of columns: effects that depend on each other.
public enum Interactions: Sendable, Hashable, TextCoded {
  /// Those that the data show, or none.
  case auto, none
  /// The strongest, at most so many.
  case most(Int)
  /// Those of these columns.
  case columns([[String]])

  /// `auto`, `none`, a number, or columns such as `age*hours,a*b*c`; nil for anything else.
  public init?(parsing text: String) {
    switch text {
    case "auto": self = .auto
    case "none": self = .none
    default:
      if let number = Int(text) {
        guard number > 0 else { return nil }
        self = .most(number)
        return
      }
      let products = text.split(separator: ",").map { $0.split(separator: "*").map(String.init) }
      guard !products.isEmpty, products.allSatisfy({ (2...3).contains(Set($0).count) }),
        products.allSatisfy({ Set($0).count == $0.count })
      else { return nil }
      self = .columns(products)
    }
  }

  /// As ``init(parsing:)`` reads it.
  public var text: String {
    switch self {
    case .auto: "auto"
    case .none: "none"
    case .most(let number): "\(number)"
    case .columns(let products): products.map { $0.joined(separator: "*") }.joined(separator: ",")
    }
  }
}

extension TrainOptions {
  /// How numbers may bend, everything that was asked for considered.
  var shape: CurveShape {
    if let curves { return curves }
    if hinges == .none { return .none }
    return penalty == .l2 && inverseStrength == nil && !isInParts ? .smooth : .hinges
  }

  /// The roles that are given, and that of the target.
  func chosenRoles(target: String) -> [String: ColumnRole] {
    var chosen = roles
    for column in encodings.keys where roles[column] == nil { chosen[column] = .category }
    for column in levels.keys where roles[column] == nil { chosen[column] = .category }
    chosen[target] = .target
    return chosen
  }
}

/// The terms of a text: words and pairs of words, runs of 2 to 5 characters inside words, or both.
public enum TextTerms: String, Sendable, Hashable, Codable, CaseIterable {
  /// Words and pairs of them, runs of characters, or both.
  case words, characters, both
}

/// The activation of hidden layers: one, or all that can be trained, compared.
public enum HiddenActivation: Sendable, Hashable, TextCoded {
  /// This one.
  case one(Activation)
  /// Every one that can be trained, compared on held-out rows.
  case all

  /// `all`, or the name of an activation; nil for anything else.
  public init?(parsing text: String) {
    if text == "all" {
      self = .all
    } else if let activation = Activation(name: text) {
      self = .one(activation)
    } else {
      return nil
    }
  }

  /// The name that it is asked for by.
  public var text: String {
    switch self {
    case .one(let activation): activation.name
    case .all: "all"
    }
  }
}
