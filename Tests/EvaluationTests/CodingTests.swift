import RowcastJSONText
import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

@Suite struct CodingTests {
  @Test func `an assessment survives JSON to the last bit`() throws {
    for some in [try ReferenceCases.binary(weighted: true), try ReferenceCases.multiclass()] {
      let result = Assessment(some, options: .resampled(200))
      let json = try JSONCoding.encode(result)
      #expect(try JSONCoding.decode(Assessment.self, from: json) == result)
    }
  }

  @Test(arguments: CalibrationMethod.allCases)
  func `a calibration survives JSON`(method: CalibrationMethod) throws {
    let fitted = Calibration(method, fittedTo: try ReferenceCases.multiclass())
    let json = try JSONCoding.encode(fitted)
    #expect(try JSONCoding.decode(Calibration.self, from: json) == fitted)
  }

  @Test func `plans, choices and summaries survive JSON`() throws {
    let plan = try SplitPlan(parsing: "cv=5x2")
    #expect(try JSONCoding.decode(SplitPlan.self, from: JSONCoding.encode(plan)) == plan)
    let choice = try ThresholdChoice(aim: .balanced, predictions: try ReferenceCases.binary())
    #expect(try JSONCoding.decode(ThresholdChoice.self, from: JSONCoding.encode(choice)) == choice)
    let scores = Assessment(try ReferenceCases.binary(), options: .quick).scores
    let summary = CrossValidationSummary(
      folds: [.init(trainingRows: 9, validationRows: 3, scores: scores)])
    #expect(
      try JSONCoding.decode(CrossValidationSummary.self, from: JSONCoding.encode(summary))
        == summary)
    #expect(summary.accuracy.standardDeviation == 0)
  }
}
