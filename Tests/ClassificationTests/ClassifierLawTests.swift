import RowcastClassification
import RowcastLinearAlgebra
import TestSupport
import Testing

/// Every learner there is, with options that reach its corners.
enum Learner: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case logistic, balancedLasso, softmax, elasticSoftmax, unpenalized
  case perceptron, plainPerceptron
  case relu, normalizedPReLU, droppedRReLU, hierarchical, momentum, noHidden

  var testDescription: String { rawValue }

  var classCount: Int {
    switch self {
    case .logistic, .balancedLasso, .unpenalized, .plainPerceptron, .relu: 2
    default: 3
    }
  }

  func fitted(to rows: SyntheticRows, weights: [Double]? = nil) throws -> FittedClassifier {
    switch self {
    case .logistic: .linear(try logistic(LinearOptions(), rows, weights))
    case .balancedLasso:
      .linear(
        try logistic(LinearOptions(c: 0.2, l1Ratio: 1, classWeights: .balanced), rows, weights))
    case .unpenalized: .linear(try logistic(LinearOptions(c: .infinity), rows, weights))
    case .softmax: .linear(try softmax(LinearOptions(), rows, weights))
    case .elasticSoftmax: .linear(try softmax(LinearOptions(c: 0.5, l1Ratio: 0.5), rows, weights))
    case .perceptron: .perceptron(try perceptron(Perceptron(seed: 4), rows, weights))
    case .plainPerceptron:
      .perceptron(try perceptron(Perceptron(maxEpochs: 20, isAveraged: false), rows, weights))
    default:
      .network(
        try network.fitted(
          to: rows.features, labels: rows.labels, classCount: classCount, weights: weights))
    }
  }

  private var network: MultilayerPerceptron {
    var model = MultilayerPerceptron(hidden: [12], maxEpochs: 8, seed: 7)
    switch self {
    case .normalizedPReLU:
      model.hidden = [8, 6]
      model.activation = .prelu(initialSlope: 0.25)
      model.normalizesBatches = true
    case .droppedRReLU:
      model.activation = .rrelu(lower: 0.125, upper: 1.0 / 3)
      model.dropout = 0.3
    case .hierarchical: model.output = .hierarchicalSoftmax
    case .momentum: model.optimizer = .sgd(learningRate: 0.05, momentum: 0.9)
    case .noHidden: model.hidden = []
    default: model.stopping = .early(share: 0.2, patience: 3)
    }
    return model
  }

  private func logistic(
    _ options: LinearOptions, _ rows: SyntheticRows, _ weights: [Double]?
  ) throws -> LinearClassifier {
    try LogisticRegression(options).fitted(to: rows.features, labels: rows.labels, weights: weights)
  }

  private func softmax(
    _ options: LinearOptions, _ rows: SyntheticRows, _ weights: [Double]?
  ) throws -> LinearClassifier {
    try SoftmaxRegression(options).fitted(
      to: rows.features, labels: rows.labels, classCount: 3, weights: weights)
  }

  private func perceptron(
    _ options: Perceptron, _ rows: SyntheticRows, _ weights: [Double]?
  ) throws -> PerceptronClassifier {
    try options.fitted(
      to: rows.features, labels: rows.labels, classCount: classCount, weights: weights)
  }
}

@Suite("Laws of every classifier", .serialized)
struct ClassifierLawTests {
  private static func rows(_ learner: Learner) -> SyntheticRows {
    SyntheticRows(rows: 400, classCount: learner.classCount, seed: 21)
  }

  /// Each learner's classifier, fitted once.
  private static let fitted = Dictionary(
    uniqueKeysWithValues: Learner.allCases.map { learner in
      let rows = rows(learner)
      return (learner, Result { try learner.fitted(to: rows, weights: rows.weights) })
    })

  private func rows(_ learner: Learner) -> SyntheticRows { Self.rows(learner) }

  private func model(_ learner: Learner) throws -> FittedClassifier {
    try #require(Self.fitted[learner]).get()
  }

  @Test("What every classifier promises", arguments: Learner.allCases)
  func laws(_ learner: Learner) throws {
    let rows = rows(learner)
    try checkClassifier(rowCount: rows.features.rowCount, classCount: learner.classCount) {
      try learner.fitted(to: rows, weights: rows.weights)
    } probabilities: { model, asked in
      let found = try model.probabilities(rows.features.selecting(asked))
      return (0..<found.rows).map { Array(found.row($0)) }
    }
  }

  @Test("It learns: better than chance on its own rows", arguments: Learner.allCases)
  func learning(_ learner: Learner) throws {
    let rows = rows(learner)
    let model = try model(learner)
    let probabilities = try model.probabilities(rows.features)
    let right = rows.labels.enumerated().count { row, label in
      (0..<model.classCount).allSatisfy { probabilities[row, label] >= probabilities[row, $0] }
    }
    #expect(Double(right) / Double(rows.labels.count) > 1.2 / Double(model.classCount))
  }

  @Test("Features of another width are refused", arguments: Learner.allCases)
  func width(_ learner: Learner) throws {
    let model = try model(learner)
    let narrow = FeatureMatrix(trusted: 2, dense: [1, 2], denseWidth: 1)
    #expect(throws: ClassificationError(.width(found: 1, expected: model.width))) {
      try model.probabilities(narrow)
    }
  }

  @Test("Rows that cannot be learned from are refused", arguments: Learner.allCases)
  func refusals(_ learner: Learner) throws {
    let rows = rows(learner)
    #expect(throws: ClassificationError.self) {
      try learner.fitted(to: rows, weights: [1])
    }
    #expect(throws: ClassificationError.self) {
      try learner.fitted(to: rows, weights: rows.labels.map { _ in -.infinity })
    }
    #expect(throws: ClassificationError.self) {
      try learner.fitted(to: rows, weights: rows.labels.map { _ in 0 })
    }
    #expect(throws: ClassificationError(.noRows)) {
      try learner.fitted(to: SyntheticRows(rows: 0, classCount: learner.classCount))
    }
  }
}
