import RowcastClassification
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// The coefficients of a linear model without a penalty, with what Wald's figures say of them.
public struct CoefficientTable: Sendable, Hashable, Codable {
  /// One coefficient.
  public struct Entry: Sendable, Hashable, Codable {
    /// The feature's name, `(intercept)` for the intercept.
    public internal(set) var feature: String
    /// The class whose log-odds it moves.
    public internal(set) var target: String
    /// What it is measured against: a class, or a level of the column.
    public internal(set) var reference: String?
    /// What one step of the feature is: `8.17`, the standard deviation; nil for what is so or not so, a
    /// column of yes and no or of 0 and 1 among it.
    public internal(set) var step: Double?
    /// The change of the log-odds by one step of the feature.
    public internal(set) var estimate: Double
    /// That of the estimate, by the inverse of the Hessian.
    public internal(set) var standardError: Double
    /// The estimate over its standard error.
    public internal(set) var z: Double
    /// The chance of a `z` at least as far from zero if the coefficient were zero.
    public internal(set) var pValue: Double
    /// What one step of the feature multiplies the odds by.
    public internal(set) var oddsRatio: Double
    /// The 95% interval of the odds ratio.
    public internal(set) var lower: Double
    /// The upper end of that interval.
    public internal(set) var upper: Double
  }

  /// By class, then in the order of the features; empty when ``note`` says why.
  public private(set) var entries: [Entry] = []
  /// Why there are no figures.
  public private(set) var note: String?

  /// The table of a fit to these rows; nil for fits with a penalty or without weights to read.
  init?(
    _ classifier: FittedClassifier, features: FittedFeatures, target: FittedLabels,
    matrix: FeatureMatrix, labels: [Int], weights: [Double]?
  ) {
    guard case .linear(let linear) = classifier, linear.fit.c == nil, linear.penalties == nil else {
      return nil
    }
    let names = features.features
    do {
      let references = Self.references(features)
      let found = try linear.inference(
        matrix, labels: labels, weights: weights, references: references,
        name: { "\"\(names[$0].name)\"" })
      let steps = Self.steps(features)
      let truths = Self.truths(features)
      entries = found.map { one in
        let level = one.feature.flatMap { j in references.first { $0.group.contains(j) } }
        let against = level.map { names[$0.feature].name }
        return Entry(
          one.over(one.feature.flatMap { truths[$0] } ?? 1),
          feature: one.feature.map { names[$0].name } ?? "(intercept)",
          target: target.labels[one.classIndex],
          reference: against ?? (target.labels.count > 2 ? target.labels[0] : nil),
          step: one.feature.flatMap { steps[$0] })
      }
      // Of two classes the positive one is spoken of, as everywhere.
      if target.labels.count == 2, target.positive == 0 {
        entries = entries.map { $0.opposite(of: target.labels[0]) }
      }
    } catch {
      note = "Standard errors are not known: \(error)"
    }
  }

  /// Of each category the commonest level, when every row has one of its features.
  private static func references(_ features: FittedFeatures) -> [ReferenceLevel] {
    var start = features.denseWidth
    var all: [ReferenceLevel] = []
    for column in features.columns where column.isUsed {
      guard let levels = column.levels else { continue }
      let group = start..<(start + levels.width)
      start = group.upperBound
      guard
        let commonest = levels.counts.indices.max(by: { levels.counts[$0] < levels.counts[$1] }),
        levels.missingCount == 0 || levels.missingCode != nil
      else { continue }
      all.append(ReferenceLevel(feature: group.lowerBound + commonest, group: group))
    }
    return all
  }

  /// The scale of each dense feature that is divided by one and is a quantity.
  static func steps(_ features: FittedFeatures) -> [Double?] {
    scales(features) { !$0.isOfTwoValues }
  }

  /// The scale of each feature that is 0 or 1 before it is scaled: what divides its weight, so that it
  /// is of the way from one to the other.
  static func truths(_ features: FittedFeatures) -> [Double?] {
    scales(features, of: \.isOfTwoValues)
  }

  private static func scales(
    _ features: FittedFeatures, of isMeant: (FittedColumn) -> Bool
  ) -> [Double?] {
    features.columns.filter(\.isUsed).flatMap { column -> [Double?] in
      guard let number = column.number, isMeant(column) else {
        return Array(repeating: nil, count: column.denseWidth)
      }
      let own = number.scaler.isLinear && number.scaler.kind != .none ? number.scaler.scale : nil
      return [own] + number.hinges.map { $0.scale }
    } + Array(repeating: nil, count: max(0, features.width - features.denseWidth))
  }
}

extension FittedColumn {
  /// Whether its values are 0 and 1 alone, and its one feature is such a value.
  fileprivate var isOfTwoValues: Bool {
    guard let number, number.hinges.isEmpty, number.curve == nil else { return false }
    let isWhole = reading.form == .numbers && reading.kind == .integer
    return role == .boolean
      || isWhole && moments.map { $0.minimum == 0 && $0.maximum == 1 } ?? false
  }
}

extension CoefficientTable.Entry {
  init(
    _ one: CoefficientInference, feature: String, target: String, reference: String?, step: Double?
  ) {
    self.init(
      feature: feature, target: target, reference: reference, step: step, estimate: one.estimate,
      standardError: one.standardError, z: one.z, pValue: one.pValue, oddsRatio: one.oddsRatio,
      lower: one.oddsRatioInterval.lowerBound, upper: one.oddsRatioInterval.upperBound)
  }

  /// The same, said of the other of two classes.
  fileprivate func opposite(of label: String) -> Self {
    var other = self
    other.target = label
    (other.estimate, other.z) = (-estimate, -z)
    (other.oddsRatio, other.lower, other.upper) = (1 / oddsRatio, 1 / upper, 1 / lower)
    return other
  }
}
