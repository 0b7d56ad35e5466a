import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

@Suite struct MetricLawTests {
  /// The area under the ROC curve by its definition: all pairs.
  func pairs(
    _ predictions: Predictions, column: Int, positive: (Int) -> Bool, negative: (Int) -> Bool
  ) -> Double {
    var (won, all) = (0.0, 0.0)
    for i in 0..<predictions.count where positive(predictions.labels[i]) {
      for j in 0..<predictions.count where negative(predictions.labels[j]) {
        let weight = predictions.weight(i) * predictions.weight(j)
        let (left, right) = (
          predictions.probabilities[i, column], predictions.probabilities[j, column]
        )
        all += weight
        won += left > right ? weight : left == right ? weight / 2 : 0
      }
    }
    return won / all
  }

  @Test(arguments: [false, true])
  func `areas are shares of pairs in right order`(weighted: Bool) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let two = try randomPredictions(rows: 90, classes: 2, seed: seed, weighted: weighted)
      let area = Assessment(two, options: .quick).scores.rocAUC
      #expect(isNear(area, pairs(two, column: 1, positive: { $0 == 1 }, negative: { $0 == 0 })))
      let four = try randomPredictions(rows: 120, classes: 4, seed: seed, weighted: weighted)
      let result = Assessment(four, options: .quick)
      for k in 0..<4 {
        #expect(
          isNear(
            result.perClass[k].rocAUC,
            pairs(four, column: k, positive: { $0 == k }, negative: { $0 != k })))
      }
      var sum = 0.0
      for i in 0..<4 {
        for j in 0..<4 where i != j {
          sum += pairs(four, column: i, positive: { $0 == i }, negative: { $0 == j })
        }
      }
      #expect(isNear(result.scores.multiclassAUC?.oneVersusOneMacro, sum / 12))
    }
  }

  @Test(arguments: [2, 5])
  func `the order of rows does not matter`(classes: Int) throws {
    let some = try randomPredictions(rows: 300, classes: classes, seed: 6, weighted: true)
    var generator = SeededGenerator(seed: 8)
    var order = Array(0..<300)
    generator.shuffle(&order)
    let left = Assessment(some, options: .quick).scores
    let right = Assessment(try some.selecting(order), options: .quick).scores
    #expect(isNear(left.logLoss, right.logLoss))
    #expect(isNear(left.brier, right.brier))
    #expect(isNear(left.rocAUC, right.rocAUC ?? -1))
    #expect(isNear(left.averagePrecision, right.averagePrecision ?? -1))
    #expect(isNear(left.calibrationError, right.calibrationError))
    #expect(isNear(left.calibrationErrorEqualMass, right.calibrationErrorEqualMass))
    #expect(isNear(left.cohenKappaQuadratic, right.cohenKappaQuadratic ?? -1))
  }

  @Test(arguments: [2, 3])
  func `a weight of two is the same as the row twice`(classes: Int) throws {
    let plain = try randomPredictions(rows: 80, classes: classes, seed: 2)
    let doubled = try Predictions(
      classes: plain.classes, probabilities: plain.probabilities, labels: plain.labels,
      weights: (0..<80).map { $0 % 3 == 0 ? 2 : 1 })
    let repeated = try plain.selecting((0..<80).flatMap { $0 % 3 == 0 ? [$0, $0] : [$0] })
    let left = Assessment(doubled, options: .quick)
    let right = Assessment(repeated, options: .quick)
    #expect(left.confusion == right.confusion)
    #expect(isNear(left.scores.logLoss, right.scores.logLoss))
    #expect(isNear(left.scores.rocAUC, right.scores.rocAUC ?? -1))
    #expect(isNear(left.scores.averagePrecision, right.scores.averagePrecision ?? -1))
    #expect(isNear(left.scores.matthewsCorrelation, right.scores.matthewsCorrelation))
    #expect(
      isNear(
        left.scores.multiclassAUC?.micro ?? 0, right.scores.multiclassAUC?.micro ?? 0))
    #expect(
      isNear(left.scores.calibrationErrorEqualMass, right.scores.calibrationErrorEqualMass))
  }

  @Test func `perfect predictions have perfect figures`() throws {
    let labels = [0, 1, 2, 1, 0, 2, 2]
    let perfect = try Predictions(
      classes: ["a", "b", "c"],
      probabilities: Matrix(
        rows: 7, columns: 3, values: labels.flatMap { l in (0..<3).map { $0 == l ? 1.0 : 0 } }),
      labels: labels)
    let scores = Assessment(perfect, options: .quick).scores
    #expect(scores.accuracy == 1 && scores.balancedAccuracy == 1 && scores.f1 == 1)
    #expect(scores.logLoss == 0 && scores.brier == 0 && scores.calibrationError == 0)
    #expect(scores.rocAUC == 1 && scores.averagePrecision == 1)
    #expect(isNear(scores.matthewsCorrelation, 1) && scores.cohenKappa == 1)
  }

  @Test func `an absent class leaves its area undefined and says so`() throws {
    let some = try Predictions(
      classes: ["a", "b", "c"],
      probabilities: Matrix(
        rows: 3, columns: 3, values: [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.5, 0.4, 0.1]),
      labels: [0, 1, 1])
    let result = Assessment(some, options: .quick)
    #expect(result.scores.rocAUC == nil)
    #expect(result.scores.multiclassAUC?.oneVersusOneMacro == nil)
    #expect(result.perClass[2].roc.isEmpty)
    #expect(result.scores.balancedAccuracy == 0.75)
    #expect(result.notes.contains(.noRows(ofClass: "c")))
    let one = try Predictions(
      classes: ["a", "b"], probabilities: Matrix(rows: 2, columns: 2, values: [1, 0, 1, 0]),
      labels: [0, 0])
    let single = Assessment(one, options: .quick)
    #expect(single.scores.rocAUC == nil)
    #expect(single.scores.cohenKappa == nil)
    #expect(single.scores.matthewsCorrelation == 0)
  }

  @Test func `the baseline gives the class shares`() throws {
    let some = try randomPredictions(rows: 200, classes: 3, seed: 4)
    var options = AssessmentOptions.quick
    options.trainingShares = [0.5, 0.3, 0.2]
    let result = Assessment(some, options: options)
    let constant = try some.replacing(
      probabilities: Matrix(
        rows: 200, columns: 3, values: (0..<200).flatMap { _ in [0.5, 0.3, 0.2] }))
    let guess = Assessment(constant, options: .quick).scores
    #expect(isNear(result.baseline.logLoss, guess.logLoss))
    #expect(isNear(result.baseline.brier, guess.brier))
    // Whatever the shares say, no constant answer is right more often.
    let counts = result.perClass.map(\.support)
    #expect(isNear(result.baseline.accuracy, (counts.max() ?? 0) / 200))
    #expect(result.baseline.accuracy >= guess.accuracy)
    #expect(isNear(Assessment(constant, options: options).skill, 0))
  }

  @Test func `rows of a class are counted whatever they weigh`() throws {
    let some = try randomPredictions(rows: 90, classes: 3, seed: 7, weighted: true)
    let found = Assessment(some, options: .quick).perClass
    #expect(found.map(\.rows) == (0..<3).map { k in some.labels.count { $0 == k } })
    #expect(found.contains { Double($0.rows ?? 0) != $0.support })
  }

  @Test func `thinned curves keep their ends and their shape`() throws {
    let some = try randomPredictions(rows: 20_000, classes: 2, seed: 4, ties: false)
    var options = AssessmentOptions.quick
    options.curveLimit = 200
    let curve = Assessment(some, options: options).perClass[1].roc
    #expect(curve.count <= 202)
    #expect(curve.first?.truePositiveRate == 0 && curve.last?.truePositiveRate == 1)
    #expect(curve.last?.falsePositiveRate == 1)
    var area = 0.0
    for (left, right) in zip(curve, curve.dropFirst()) {
      #expect(right.falsePositiveRate >= left.falsePositiveRate)
      #expect(right.truePositiveRate >= left.truePositiveRate)
      area +=
        (right.falsePositiveRate - left.falsePositiveRate)
        * (right.truePositiveRate + left.truePositiveRate) / 2
    }
    let exact = try #require(Assessment(some, options: options).scores.rocAUC)
    #expect((area - exact).magnitude < 1e-3)
  }

  @Test func `gain begins at nothing, ends with all and never falls`() throws {
    let some = try randomPredictions(rows: 500, classes: 2, seed: 9)
    let gain = Assessment(some, options: .quick).perClass[1].gain
    #expect(gain.first?.captured == 0 && gain.last?.captured == 1)
    #expect(zip(gain, gain.dropFirst()).allSatisfy { $0.captured <= $1.captured })
  }

  @Test func `equal-mass bins agree with a plain count without ties`() {
    // Ten rows in five bins of two: |right - confidence| by pairs.
    let confidence = [0.51, 0.55, 0.6, 0.62, 0.7, 0.74, 0.8, 0.85, 0.9, 0.99]
    let right = [true, false, true, true, false, true, true, true, true, false]
    var expected = 0.0
    for bin in 0..<5 {
      let rows = (bin * 2)..<(bin * 2 + 2)
      expected += rows.reduce(0) { $0 + (right[$1] ? 1 : 0) - confidence[$1] }.magnitude
    }
    let error = RankedScores(
      count: 10, weights: nil, score: { confidence[$0] }, isPositive: { right[$0] }
    ).equalMassError(bins: 5)
    #expect(isNear(error, expected / 10))
  }

  @Test func `sorting by radix is sorting`() {
    var generator = SeededGenerator(seed: 3)
    for count in [0, 1, 2, 511, 512, 5000] {
      var keys = (0..<count).map { _ in generator.next() >> UInt64(generator.below(60)) }
      let expected = keys.sorted()
      radixSort(&keys)
      #expect(keys == expected)
    }
    var rows = (0..<3000).map { RankedRow(sortKey: UInt64($0 % 7) << 40, row: $0) }
    radixSort(&rows)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { ($0.sortKey, $0.row) < ($1.sortKey, $1.row) })
  }

  @Test func `impossible predictions are refused with their row`() {
    func made(_ values: [Double], _ labels: [Int], _ weights: [Double]? = nil) throws {
      _ = try Predictions(
        classes: ["a", "b"],
        probabilities: Matrix(rows: values.count / 2, columns: 2, values: values), labels: labels,
        weights: weights)
    }
    #expect(throws: EvaluationError(.probability(-0.5), row: 1)) {
      try made([0.5, 0.5, 1.5 - 1, -0.5], [0, 1])
    }
    #expect(throws: EvaluationError(.label(2, classes: 2), row: 0)) { try made([0.5, 0.5], [2]) }
    #expect(throws: EvaluationError(.noRows)) { try made([], []) }
    #expect(throws: EvaluationError(.weight(0))) { try made([0.5, 0.5], [1], [0]) }
    #expect(throws: EvaluationError.self) { try made([.nan, 0.5], [1]) }
    #expect(
      EvaluationError(.probability(1.5), row: 3).description
        == "row 4: 1.5 is not a probability (expected 0 to 1)")
  }
}
