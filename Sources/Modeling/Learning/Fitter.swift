import RowcastClassification
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular

/// Fits candidates to rows of a task: features first, then the classifier, nothing from other rows.
struct Fitter: Sendable {
  private(set) var task: LearningTask
  /// Is told how far the work is.
  let monitor: TrainingMonitor
  /// The roles of the columns, the same in every fold and in the last fit.
  private(set) var roles: DecidedRoles?

  /// - Parameter roles: nil before they are decided.
  init(
    task: consuming LearningTask, monitor: TrainingMonitor, roles: DecidedRoles? = nil
  ) {
    self.task = task
    self.monitor = monitor
    self.roles = roles
  }

  /// Decides the roles of all columns by all rows that are learned from.
  mutating func decideRoles(_ options: TrainOptions) -> DecidedRoles {
    let decided = DecidedRoles(
      task.table, chosen: options.chosenRoles(target: task.target.column))
    roles = decided
    return decided
  }

  /// The same with other roles.
  func deciding(_ roles: DecidedRoles?) -> Fitter {
    var fitter = self
    fitter.take(roles)
    return fitter
  }

  /// Counts classes by all rows, of which the task has some.
  mutating func recount(by all: AllRows) { task.recount(by: all) }

  /// Takes other roles.
  mutating func take(_ roles: DecidedRoles?) {
    if let roles { self.roles = roles }
  }

  /// Features of all rows, their matrix and a sketch of the rows; the table's memory is given back
  /// on the way.
  mutating func preparedToTheEnd(
    _ recipe: FeatureRecipe
  ) throws -> (features: FittedFeatures, matrix: FeatureMatrix, sketch: RowSketch) {
    let all = Array(0..<task.labels.count)
    if recipe.learnsFromTarget {
      let both = try prepared(recipe, rows: all)
      let sketch = RowSketch(marks(both.features))
      _ = task.takeTable()
      return (both.features, both.matrix, sketch)
    }
    let features = try features(recipe, rows: all)
    let sketch = RowSketch(marks(features))
    return (
      features, FeatureTransformer(features).transformed(consuming: task.takeTable()), sketch
    )
  }

  /// A mark of each row of the task, by these features.
  func marks(_ features: FittedFeatures) -> [UInt64] {
    features.marks(of: task.table, labels: task.labels, classes: task.target.labels)
  }

  /// Features of some rows, learned from those rows alone.
  func features(_ recipe: FeatureRecipe, rows: [Int]) throws -> FittedFeatures {
    let chosen = isWhole(rows) ? nil : rows
    let features =
      recipe.learnsFromTarget
      ? try recipe.fitted(to: task.table, rows: chosen, labels: task.target, roles: roles)
      : try recipe.fitted(
        to: task.table, rows: chosen, target: task.target.column, roles: roles)
    guard features.width > 0 else { throw features.nothingToLearnFrom }
    return features
  }

  /// Features of some rows and their matrix, in which no row's features know its own class.
  func prepared(
    _ recipe: FeatureRecipe, rows: [Int]
  ) throws -> (features: FittedFeatures, matrix: FeatureMatrix) {
    guard recipe.learnsFromTarget else {
      let features = try features(recipe, rows: rows)
      return (features, matrix(features, rows: rows))
    }
    let both = try recipe.fittedAndTransformed(
      to: task.table, rows: isWhole(rows) ? nil : rows, labels: task.target, roles: roles)
    guard both.features.width > 0 else { throw both.features.nothingToLearnFrom }
    return both
  }

  /// Fits a candidate whose options are all decided.
  func fit(_ candidate: Candidate, rows: [Int]) throws -> FittedCandidate {
    if case .additive(let plan) = candidate.learner {
      return try AdditiveFitting(fitter: self, recipe: candidate.recipe, rows: rows, plan: plan)
        .fitted()
    }
    let (fitted, matrix) = try prepared(candidate.recipe, rows: rows)
    let classifier = try fit(candidate.learner, to: matrix, rows: rows)
    return FittedCandidate(features: fitted, classifier: classifier)
  }

  func matrix(_ features: FittedFeatures, rows: [Int]) -> FeatureMatrix {
    isWhole(rows)
      ? features.transformed(task.table) : features.transformed(task.table, rows: rows)
  }

  /// Fits a learner to features of the given rows.
  func fit(
    _ learner: Candidate.Learner, to matrix: FeatureMatrix, rows: [Int]
  ) throws -> FittedClassifier {
    switch learner {
    case .linear(let options, let cs):
      guard let last = try path(options, cs: cs, to: matrix, rows: rows).last else {
        throw TrainingError(.nothingFitted)
      }
      return .linear(last)
    case .additive: throw TrainingError(.nothingFitted)  // it makes features of its own
    case .perceptron(let perceptron):
      return .perceptron(
        try perceptron.fitted(
          to: matrix, labels: labels(rows), classCount: task.classCount, weights: weights(rows)))
    case .network(let network, _):
      return .network(
        try network.fitted(
          to: matrix, labels: labels(rows), classCount: task.classCount, weights: weights(rows)
        ) { epoch, last in
          monitor.advance(Double(epoch.number) / Double(last), epoch: epoch.number)
        })
    }
  }

  /// Linear models along inverse strengths, each started from the one before.
  func path(
    _ options: LinearOptions, cs: [Double], to matrix: FeatureMatrix, rows: [Int]
  ) throws -> [LinearClassifier] {
    if task.classCount == 2 {
      return try LogisticRegression(options).fittedPath(
        cs: cs, to: matrix, labels: labels(rows), weights: weights(rows))
    }
    return try SoftmaxRegression(options).fittedPath(
      cs: cs, to: matrix, labels: labels(rows), classCount: task.classCount,
      weights: weights(rows))
  }

  /// The log-loss of each row.
  func losses(_ probabilities: Matrix, rows: [Int]) -> [Double] {
    rows.enumerated().map { row, original in
      -Elementary.log(max(probabilities[row, task.labels[original]], 1e-15))
    }
  }

  func labels(_ rows: [Int]) -> [Int] {
    isWhole(rows) ? task.labels : rows.map { task.labels[$0] }
  }

  func weights(_ rows: [Int]) -> [Double]? {
    task.weights.map { weights in isWhole(rows) ? weights : rows.map { weights[$0] } }
  }

  /// Whether these are all rows in their order.
  private func isWhole(_ rows: [Int]) -> Bool {
    rows.count == task.labels.count && rows.first == 0 && rows.last == rows.count - 1
  }
}

extension FittedFeatures {
  /// The error of features that are none.
  fileprivate var nothingToLearnFrom: FeatureError {
    FeatureError(.noFeatures(unused: roles.filter { $0.role != .target }))
  }
}
