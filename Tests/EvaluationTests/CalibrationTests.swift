import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation
import RowcastMachine

@Suite struct CalibrationTests {
  /// Labels drawn from `truth(p)` where the model says p.
  func skewed(rows: Int, seed: UInt64, truth: (Double) -> Double) throws -> Predictions {
    var generator = SeededGenerator(seed: seed)
    let scores = (0..<rows).map { _ in 0.02 + 0.96 * generator.uniform() }
    return try Predictions(
      classes: ["no", "yes"],
      probabilities: Matrix(rows: rows, columns: 2, values: scores.flatMap { [1 - $0, $0] }),
      labels: scores.map { generator.uniform() < truth($0) ? 1 : 0 })
  }

  @Test(arguments: CalibrationMethod.allCases)
  func `calibration mends overconfidence on other rows`(method: CalibrationMethod) throws {
    let mild: (Double) -> Double = { Elementary.sigmoid(0.5 * Elementary.logit($0)) }
    let fitted = Calibration(method, fittedTo: try skewed(rows: 20_000, seed: 1, truth: mild))
    let other = try skewed(rows: 20_000, seed: 2, truth: mild)
    let before = Assessment(other, options: .quick).scores
    let after = Assessment(
      try other.replacing(probabilities: fitted.applied(to: other.probabilities)),
      options: .quick
    ).scores
    #expect(before.calibrationError > 0.08)
    #expect(after.calibrationError < 0.02)
    #expect(after.logLoss < before.logLoss - 0.02)
    if method != .isotonic { #expect(isNear(after.rocAUC, before.rocAUC ?? 0, 1e-9)) }
    #expect(fitted.method == method)
  }

  @Test func `the fitted numbers are those the rows were drawn with`() throws {
    let some = try skewed(rows: 60_000, seed: 3) {
      Elementary.sigmoid(0.5 * Elementary.logit($0) + 0.3)
    }
    guard case .platt(let maps) = Calibration(.platt, fittedTo: some) else {
      Issue.record("not Platt")
      return
    }
    #expect((maps[0].slope - 0.5).magnitude < 0.03)
    #expect((maps[0].offset - 0.3).magnitude < 0.04)
    let even = try skewed(rows: 60_000, seed: 4) { Elementary.sigmoid(0.4 * Elementary.logit($0)) }
    guard case .temperature(let scaling) = Calibration(.temperature, fittedTo: even) else {
      Issue.record("not a temperature")
      return
    }
    #expect((scaling.temperature - 2.5).magnitude < 0.15)
  }

  @Test func `isotonic regression pools adjacent violators`() {
    let fitted = IsotonicRegression(
      scores: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8],
      outcomes: [false, true, false, false, true, false, true, true], weights: nil)
    // 0 | 1 0 0 -> 1/3 | 1 0 -> 1/2 | 1 1, kept half a row away from 0 and 1.
    #expect(fitted(0.1) == 1.0 / 16)
    #expect(isNear(fitted(0.3), 1.0 / 3))
    #expect(isNear(fitted(0.55), 0.5))
    #expect(fitted(0.9) == 15.0 / 16)
    #expect(isNear(fitted(0.45), (1.0 / 3 + 0.5) / 2))
    let grid = (0...100).map { fitted(Double($0) / 100) }
    #expect(zip(grid, grid.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(arguments: CalibrationMethod.allCases, [2, 4])
  func `calibrated rows sum to one and stay probabilities`(
    method: CalibrationMethod, classes: Int
  ) throws {
    let some = try randomPredictions(rows: 300, classes: classes, seed: 7)
    let result = Calibration(method, fittedTo: some).applied(to: some.probabilities)
    for row in 0..<300 {
      #expect(isNear(result.row(row).reduce(0, +), 1))
      #expect(result.row(row).allSatisfy { $0 >= 0 && $0 <= 1 })
    }
  }

  @Test func `separable rows give finite numbers`() throws {
    let some = try Predictions(
      classes: ["no", "yes"],
      probabilities: Matrix(rows: 4, columns: 2, values: [1, 0, 1, 0, 0, 1, 0, 1]),
      labels: [0, 0, 1, 1])
    for method in CalibrationMethod.allCases {
      let values = Calibration(method, fittedTo: some).applied(to: some.probabilities).values
      #expect(values.allSatisfy { $0.isFinite && $0 >= 0 && $0 <= 1 })
    }
    #expect(throws: EvaluationError.self) { try CalibrationMethod(parsing: "beta") }
  }

  @Test(arguments: CalibrationMethod.allCases)
  func `rows judge a calibration that others taught`(method: CalibrationMethod) throws {
    // The scores know nothing: what a calibration gains on its own rows is made up.
    let noise = try skewed(rows: 120, seed: 7) { _ in 0.5 }
    let own = Assessment(
      try noise.replacing(
        probabilities: Calibration(method, fittedTo: noise).applied(to: noise.probabilities)),
      options: .quick
    ).scores
    let crossed = try noise.crossCalibrated(method, seed: 3)
    let honest = Assessment(crossed, options: .quick).scores
    #expect(honest.logLoss > own.logLoss)
    if method == .isotonic { #expect(honest.logLoss > own.logLoss + 0.02) }
    #expect(crossed.labels == noise.labels)
    #expect(crossed.probabilities == (try noise.crossCalibrated(method, seed: 3)).probabilities)
    // Rows that cannot be split are calibrated by all.
    let two = try Predictions(
      classes: ["no", "yes"],
      probabilities: Matrix(rows: 2, columns: 2, values: [0.6, 0.4, 0.3, 0.7]),
      labels: [0, 1])
    #expect(try two.crossCalibrated(method, seed: 1).count == 2)
  }
}
