import RowcastMachine

/// The figures of one set of predictions, each higher or lower is better as its line says.
public struct Scores: Sendable, Hashable, Codable {
  /// The share of rows predicted right.
  public var accuracy: Double
  /// The mean recall over the classes that occur.
  public var balancedAccuracy: Double
  /// Mean of -ln p(true class), lower is better; p is taken as at least 1e-15.
  public var logLoss: Double
  /// Rows whose true class was given less than 1e-15.
  public var clippedRows: Int
  /// Mean over rows of the sum over classes of (p - y)^2, lower is better.
  public var brier: Double
  /// For two classes the mean of (p - y)^2 of one class: half of ``brier``.
  public var brierBinary: Double?
  /// Area under the ROC curve: of the positive class, or the mean over classes against the rest.
  public var rocAUC: Double?
  /// The further averages of the area for more than two classes.
  public var multiclassAUC: MulticlassAreas?
  /// Average precision: of the positive class, or the mean over classes.
  public var averagePrecision: Double?
  /// Gap between confidence and accuracy over 15 bins of equal width, lower is better.
  public var calibrationError: Double
  /// The same over 10 bins of equal weight.
  public var calibrationErrorEqualMass: Double
  /// Of the positive class for two classes, otherwise the mean over classes.
  public var f1: Double
  /// Correlation of truth and prediction, 0 for guessing.
  public var matthewsCorrelation: Double
  /// Agreement beyond chance; nil where there is no room for disagreement.
  public var cohenKappa: Double?
  /// Kappa with disagreement weighed by the distance of the classes in their order.
  public var cohenKappaLinear: Double?
  /// Kappa with disagreement weighed by the squared distance of the classes in their order.
  public var cohenKappaQuadratic: Double?
  /// `topAccuracy[k - 1]` is the share of rows whose class is among the k most probable, up to 10.
  public var topAccuracy: [Double]
}

/// What is known of one class.
public struct ClassAssessment: Sendable, Hashable, Codable {
  /// The class's label.
  public var name: String
  /// The weight of the rows of the class.
  public var support: Double
  /// The rows of the class, whatever they weigh; nil in older files.
  public var rows: Int?
  /// The weight of the rows predicted as the class.
  public var predicted: Double
  /// Precision, recall and F1 of the class.
  public var scores: PrecisionRecall
  /// The class against all others; nil when it, or all others, do not occur.
  public var rocAUC: Double?
  /// The class against all others; nil when it does not occur.
  public var averagePrecision: Double?
  /// By descending threshold, thinned to the limit of the options.
  public var roc: [ROCPoint]
  /// By descending threshold, thinned to the limit of the options.
  public var precisionRecall: [PrecisionRecallPoint]
  /// By rising share of the rows.
  public var gain: [GainPoint]
  /// The weight of the class's rows by fortieths of the score: the probability of the positive
  /// class for two classes, otherwise of the true class.
  public var scoreHistogram: [Double]
}

/// What no model at all reaches on the same rows.
public struct Baseline: Sendable, Hashable, Codable {
  /// The class shares that are always given as probabilities.
  public var shares: [Double]
  /// The class that most of the judged rows are of.
  public var mostFrequent: Int
  /// Accuracy of always saying that class: no constant answer is right more often on these rows.
  public var accuracy: Double
  /// Accuracy of guessing by the shares.
  public var chanceAccuracy: Double
  /// Log-loss of always giving the shares.
  public var logLoss: Double
  /// Brier score (summed over classes) of always giving the shares.
  public var brier: Double

  init(shares given: [Double]?, trueTotals: [Double]) {
    let total = trueTotals.reduce(0, +)
    let seen = trueTotals.map { $0 / total }
    let shares =
      given.flatMap { given in
        given.count == seen.count && given.allSatisfy { $0 >= 0 && $0 <= 1 } ? given : nil
      } ?? seen
    self.shares = shares
    // Of classes with as many rows the one that is more frequent by the shares that are given.
    mostFrequent = shares.indices.max { (seen[$0], shares[$0]) < (seen[$1], shares[$1]) } ?? 0
    accuracy = seen[mostFrequent]
    chanceAccuracy = zip(shares, seen).reduce(0) { $0 + $1.0 * $1.1 }
    logLoss = zip(shares, seen).reduce(0) {
      $1.1 == 0 ? $0 : $0 - $1.1 * Elementary.log(max($1.0, RowSums.clip))
    }
    let squares = shares.reduce(0) { $0 + $1 * $1 }
    brier = squares + 1 - 2 * chanceAccuracy
  }
}

/// One bin of a calibration curve: what was said against what was seen.
public struct CalibrationBin: Sendable, Hashable, Codable {
  /// Where the bin begins.
  public var lower: Double
  /// Where the bin ends.
  public var upper: Double
  /// The weight of the bin's rows.
  public var weight: Double
  /// The mean probability in the bin.
  public var predicted: Double
  /// The share that was so.
  public var observed: Double
  /// The 95% interval of `observed` (Wilson 1927).
  public var interval: Interval
}

/// A 95% interval.
public struct Interval: Sendable, Hashable, Codable {
  /// The lower end.
  public var lower: Double
  /// The upper end.
  public var upper: Double

  /// The ends, the lower one first.
  public init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// Wilson's interval of a share seen in `count` independent rows.
  public static func wilson(share: Double, count: Double) -> Interval {
    guard count > 0 else { return Interval(lower: 0, upper: 1) }
    let z = 1.959963984540054
    let middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    let half =
      z / (1 + z * z / count)
      * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return Interval(lower: max(0, middle - half), upper: min(1, middle + half))
  }
}
