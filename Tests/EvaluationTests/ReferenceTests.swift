import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

func isNear(_ left: Double?, _ right: Double, _ tolerance: Double = 1e-12) -> Bool {
  guard let left else { return false }
  return (left - right).magnitude <= tolerance * max(1, right.magnitude)
}

@Suite struct ReferenceTests {
  var threshold: AssessmentOptions {
    var options = AssessmentOptions()
    options.decision = .threshold(0.5, positive: 1)
    options.resamples = 0
    return options
  }

  @Test func `two classes with ties give every reference value`() throws {
    let result = Assessment(try ReferenceCases.binary(), options: threshold)
    #expect(result.confusion.values == [11, 4, 2, 7])
    let scores = result.scores
    #expect(isNear(scores.accuracy, 0.75))
    #expect(isNear(result.perClass[1].scores.precision, 0.6363636363636364))
    #expect(isNear(result.perClass[1].scores.recall, 0.7777777777777778))
    #expect(isNear(scores.f1, 0.7))
    #expect(isNear(result.perClass[1].scores.f(beta: 2), 0.7446808510638298))
    #expect(isNear(scores.balancedAccuracy, 0.7555555555555555))
    #expect(isNear(scores.matthewsCorrelation, 0.49660854465066))
    #expect(isNear(scores.cohenKappa, 0.4893617021276596))
    #expect(isNear(scores.rocAUC, 0.7629629629629628))
    #expect(isNear(scores.averagePrecision, 0.6677868427868427))
    #expect(isNear(scores.logLoss, 3.231610314576938))
    #expect(scores.clippedRows == 2)
    #expect(isNear(scores.brierBinary, 0.19666666666666668))
    #expect(isNear(scores.brier, 2 * 0.19666666666666668))
    #expect(isNear(scores.calibrationError, 0.19999999999999996))
    #expect(result.scores.topAccuracy.last == 1)
  }

  @Test func `two classes with row weights give the weighted reference values`() throws {
    let result = Assessment(try ReferenceCases.binary(weighted: true), options: threshold)
    #expect(isNear(result.scores.rocAUC, 0.6589369670890111))
    #expect(isNear(result.scores.averagePrecision, 0.5316645642506501))
    // The reference clips at 2^-52 and here 1e-15 is the limit; the clipped rows weigh 0.48 + 2.99.
    let clipping = (0.48 + 2.99) * 1.5048769942064695 / ReferenceCases.binaryWeights.reduce(0, +)
    #expect(isNear(result.scores.logLoss + clipping, 4.725078551677197, 1e-9))
  }

  @Test func `curves have the reference's points`() throws {
    let result = Assessment(try ReferenceCases.binary(), options: threshold)
    let roc = result.perClass[1].roc
    let fpr = [0, 1, 1, 1, 3, 3, 4, 5, 7, 10, 13, 15].map { Double($0) / 15 }
    let tpr = [0, 0, 3, 4, 4, 6, 7, 8, 8, 8, 8, 9].map { Double($0) / 9 }
    #expect(roc.map(\.falsePositiveRate) == fpr)
    #expect(roc.map(\.truePositiveRate) == tpr)
    #expect(roc.map(\.threshold) == [nil, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0])
    let curve = result.perClass[1].precisionRecall
    let precision = zip(
      [0, 3, 4, 4, 6, 7, 8, 8, 8, 8, 9], [1, 4, 5, 7, 9, 11, 13, 15, 18, 21, 24])
    #expect(curve.map(\.precision) == precision.map { Double($0) / Double($1) })
  }

  @Test func `four classes give every reference value`() throws {
    let result = Assessment(try ReferenceCases.multiclass(), options: AssessmentOptions())
    #expect(result.confusion.values == [5, 3, 1, 1, 3, 5, 0, 0, 0, 0, 4, 1, 2, 4, 1, 0])
    let scores = result.scores
    #expect(isNear(scores.accuracy, 0.4666666666666667))
    #expect(isNear(scores.balancedAccuracy, 0.48125))
    #expect(isNear(result.macro.precision, 0.39583333333333337))
    #expect(isNear(result.macro.recall, 0.48125))
    #expect(isNear(result.macro.f1, 0.4318181818181818))
    #expect(isNear(result.micro.f1, 0.4666666666666667))
    #expect(isNear(result.weighted.precision, 0.38888888888888895))
    #expect(isNear(result.weighted.recall, 0.4666666666666667))
    #expect(isNear(result.weighted.f1, 0.4212121212121212))
    let f1 = [0.5, 0.5, 0.7272727272727273, 0]
    #expect(zip(result.perClass, f1).allSatisfy { isNear($0.0.scores.f1, $0.1) })
    #expect(isNear(scores.matthewsCorrelation, 0.2818727900748777))
    #expect(isNear(scores.cohenKappa, 0.2727272727272727))
    #expect(isNear(scores.cohenKappaLinear, 0.22857142857142854))
    #expect(isNear(scores.cohenKappaQuadratic, 0.17910447761194026))
    let areas = [0.6425, 0.7585227272727273, 0.808, 0.5465838509316769]
    #expect(zip(result.perClass, areas).allSatisfy { isNear($0.0.rocAUC, $0.1) })
    let averages = try #require(scores.multiclassAUC)
    #expect(isNear(averages.macro, 0.6889016445511011))
    #expect(isNear(averages.weighted, 0.6786422924901184))
    #expect(isNear(averages.micro, 0.6777777777777778))
    #expect(isNear(averages.oneVersusOneMacro, 0.6871130952380952))
    #expect(isNear(averages.oneVersusOneWeighted, 0.684861111111111))
    #expect(isNear(scores.averagePrecision, 0.470171810930083))
    #expect(isNear(scores.logLoss, 1.4199223103441048))
    #expect(isNear(scores.brier, 0.7246451999999999))
    #expect(isNear(scores.topAccuracy[1], 0.6333333333333333))
    #expect(isNear(scores.calibrationError, 0.18429999999999996))
  }
}
