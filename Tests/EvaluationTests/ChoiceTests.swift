import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

@Suite struct ChoiceTests {
  /// Every threshold by its definition.
  func best(_ predictions: Predictions, _ value: (ConfusionMatrix) -> Double) throws -> Double {
    let scores = Set((0..<predictions.count).map { predictions.probabilities[$0, 1] })
    return try scores.union([2]).map { threshold in
      value(
        try ConfusionMatrix(
          classCount: 2, labels: predictions.labels,
          predicted: Decision.threshold(threshold, positive: 1)
            .predicted(predictions.probabilities), weights: predictions.weights))
    }.max() ?? 0
  }

  func confusion(_ choice: ThresholdChoice, _ predictions: Predictions) throws -> ConfusionMatrix {
    try ConfusionMatrix(
      classCount: 2, labels: predictions.labels,
      predicted: Decision.threshold(choice.threshold, positive: 1)
        .predicted(predictions.probabilities), weights: predictions.weights)
  }

  @Test func `classes that are not there and lists of other lengths are errors`() throws {
    #expect(throws: EvaluationError(.label(2, classes: 2), row: 1)) {
      try ConfusionMatrix(classCount: 2, labels: [0, 1], predicted: [1, 2])
    }
    #expect(throws: EvaluationError(.lengths(what: "predictions", found: 1, expected: 2))) {
      try ConfusionMatrix(classCount: 2, labels: [0, 1], predicted: [1])
    }
    #expect(throws: EvaluationError(.tooFewClasses(-1))) {
      try ConfusionMatrix(classCount: -1, labels: [], predicted: [])
    }
    #expect(try ConfusionMatrix(classCount: 2, labels: [0, 1], predicted: [0, 1]).accuracy == 1)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `a chosen threshold is the best there is and does what it says`(seed: UInt64) throws {
    let some = try randomPredictions(rows: 150, classes: 2, seed: seed, weighted: true)
    #expect(throws: EvaluationError(.label(9, classes: 2))) {
      try ThresholdChoice(aim: .f1, predictions: some, positive: 9)
    }
    var options = AssessmentOptions()
    (options.trainingShares, options.resamples) = ([1], 0)
    // Shares that are none for each class say nothing.
    let judged = Assessment(some, options: options).baseline.shares
    options.trainingShares = nil
    #expect(judged == Assessment(some, options: options).baseline.shares)
    let f1 = try ThresholdChoice(aim: .f1, predictions: some)
    #expect(try isNear(confusion(f1, some).scores(of: 1).f1, best(some) { $0.scores(of: 1).f1 }))
    #expect(try isNear(f1.f1, confusion(f1, some).scores(of: 1).f1))
    let balanced = try ThresholdChoice(aim: .balanced, predictions: some)
    #expect(
      try isNear(confusion(balanced, some).balancedAccuracy, best(some) { $0.balancedAccuracy }))
    let cost = try ThresholdChoice(
      aim: .cost(falsePositive: 1, falseNegative: 4), predictions: some)
    func price(_ matrix: ConfusionMatrix) -> Double { -(matrix[0, 1] + 4 * matrix[1, 0]) }
    #expect(try isNear(price(confusion(cost, some)), best(some, price)))
    #expect(try isNear(cost.recall, confusion(cost, some).scores(of: 1).recall))
  }

  @Test func `a wanted precision is reached with the highest recall, or said to be out of reach`()
    throws
  {
    let some = try ReferenceCases.binary()
    let choice = try ThresholdChoice(aim: .precision(0.6), predictions: some)
    #expect(choice.isReached)
    #expect(choice.precision >= 0.6)
    #expect(isNear(choice.recall, 8.0 / 9))
    let impossible = try ThresholdChoice(aim: .precision(0.99), predictions: some)
    #expect(!impossible.isReached)
    // The best of ten rows and more.
    #expect(isNear(impossible.precision, 7.0 / 11))
    let recall = try ThresholdChoice(aim: .recall(1), predictions: some)
    #expect(recall.isReached && recall.recall == 1)
  }

  @Test func `a precision of a few rows is luck and not reached`() throws {
    // The first rows are right, of the next ones every other one is.
    func choice(top: Int) throws -> ThresholdChoice {
      let labels = (0..<60).map { $0 < top ? 1 : $0 % 2 }
      let scores = labels.indices.map { 0.9 - 0.01 * Double($0) }
      return try ThresholdChoice(
        aim: .precision(0.99),
        predictions: try Predictions(
          classes: ["no", "yes"],
          probabilities: Matrix(rows: 60, columns: 2, values: scores.flatMap { [1 - $0, $0] }),
          labels: labels))
    }
    let few = try choice(top: 8)
    #expect(!few.isReached && few.precision < 0.99)
    let enough = try choice(top: 10)
    #expect(enough.isReached && enough.precision == 1)
  }

  @Test func `aims are read from text and written the same`() throws {
    for text in ["f1", "balanced", "cost=1.0:5.0", "precision=0.9", "recall=0.8"] {
      #expect(try ThresholdAim(parsing: text).description == text)
    }
    for text in ["", "f2", "cost=1", "cost=-1:2", "precision=2", "f1=3", "cost=a:b"] {
      #expect(throws: EvaluationError.self) { try ThresholdAim(parsing: text) }
    }
    let three = try randomPredictions(rows: 20, classes: 3, seed: 1)
    #expect(throws: EvaluationError(.twoClassesOnly("a decision threshold", classes: 3))) {
      try ThresholdChoice(aim: .f1, predictions: three)
    }
  }

  @Test func `the simplest candidate within one standard error is kept`() throws {
    // Means 0.5, 0.41, 0.405; the differences 0.02, 0.02, -0.01, -0.01 have sd 0.0173 over four folds.
    let losses = [
      [0.5, 0.5, 0.5, 0.5], [0.42, 0.4, 0.41, 0.41], [0.4, 0.38, 0.42, 0.42], [.nan, 0, 0, 0],
    ]
    let choice = try #require(CandidateChoice.oneStandardError(losses: losses))
    #expect(choice.best == 2)
    #expect(choice.chosen == 1)
    #expect(isNear(choice.standardErrors[1], 0.017320508075688773 / 2))
    #expect(choice.standardErrors[2] == 0)
    #expect(CandidateChoice.oneStandardError(losses: [[], [.infinity]]) == nil)
  }

  @Test func `who is three errors behind leaves the race`() {
    let best = (0..<100).map { Double($0 % 3) }
    let near = best.enumerated().map { $0.element + ($0.offset % 2 == 0 ? 0.5 : -0.45) }
    let far = best.enumerated().map { $0.element + ($0.offset % 2 == 0 ? 0.5 : 0.1) }
    #expect(CandidateChoice.stillInTheRace(losses: [far, best, near]) == [1, 2])
    #expect(CandidateChoice.stillInTheRace(losses: [[1], [2]]) == [0, 1])
    #expect(CandidateChoice.stillInTheRace(losses: [[], []]) == [0, 1])
  }

  @Test func `shuffling a used column costs and shuffling an unused one does not`() {
    var generator = SeededGenerator(seed: 2)
    let used = (0..<400).map { _ in generator.uniform() }
    let importances = PermutationImportance.measured(
      inputs: 2, rowCount: 400, generator: &generator
    ) { input, rows in
      // Predicts `used` from itself; the second input is ignored.
      rows.indices.reduce(0) { sum, row in
        let value = input == 0 ? used[rows[row]] : used[row]
        return sum + (value - used[row]) * (value - used[row])
      } / 400
    }
    #expect(importances.map(\.input) == [0, 1])
    #expect(importances[0].mean > 0.1)
    #expect(importances[1].mean == 0)
  }
}
