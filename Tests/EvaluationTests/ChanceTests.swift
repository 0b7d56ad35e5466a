import RowcastLinearAlgebra
import Testing

@testable import RowcastEvaluation

@Suite struct `What chance can explain` {
  /// Rows whose probability of the second class is drawn, and whose class is drawn by it, or by it
  /// moved to `1 - share` and `share`.
  func predictions(_ rows: Int, seed: UInt64, moved share: Double? = nil) throws -> Predictions {
    var generator = SeededGenerator(seed: seed)
    var values: [Double] = []
    var labels: [Int] = []
    for _ in 0..<rows {
      let p = 0.05 + 0.9 * generator.uniform()
      values += [1 - p, p]
      let truth = share.map { p < 0.5 ? 1 - $0 : $0 } ?? p
      labels.append(generator.uniform() < truth ? 1 : 0)
    }
    return try Predictions(
      classes: ["no", "yes"], probabilities: Matrix(rows: rows, columns: 2, values: values),
      labels: labels)
  }

  @Test(arguments: [60, 400, 8000])
  func `probabilities that are exactly right are rarely blamed`(rows: Int) throws {
    let blamed = try (0..<20).count { seed in
      let assessment = Assessment(try predictions(rows, seed: UInt64(seed)))
      let chance = try #require(assessment.chance)
      #expect(chance.calibrationError < chance.calibrationLimit)
      return !chance.explains(calibrationError: assessment.scores.calibrationError)
    }
    #expect(blamed <= 4)
  }

  @Test func `probabilities that are wrong are blamed when there are rows enough`() throws {
    func blamed(_ rows: Int) throws -> Int {
      try (0..<12).count { seed in
        let found = Assessment(try predictions(rows, seed: UInt64(seed), moved: 0.6))
        return try !#require(found.chance)
          .explains(calibrationError: found.scores.calibrationError)
      }
    }
    #expect(try blamed(10) < 12)
    #expect(try blamed(2000) == 12)
  }

  @Test func `two right rows prove nothing, a hundred do`() throws {
    func right(_ rows: Int) throws -> Chance {
      let values = (0..<rows).flatMap { $0 % 2 == 0 ? [0.9, 0.1] : [0.1, 0.9] }
      let predictions = try Predictions(
        classes: ["no", "yes"], probabilities: Matrix(rows: rows, columns: 2, values: values),
        labels: (0..<rows).map { $0 % 2 })
      return try #require(Assessment(predictions).chance)
    }
    #expect(try !right(2).isBetterThanGuessing)
    #expect(try !right(4).isBetterThanGuessing)
    #expect(try right(100).isBetterThanGuessing)
  }

  @Test func `what guessing reaches is not better than guessing`() throws {
    var generator = SeededGenerator(seed: 7)
    let better = try (0..<40).count { _ in
      var values: [Double] = []
      for _ in 0..<100 {
        let p = 0.4 + 0.2 * generator.uniform()
        values += [1 - p, p]
      }
      let predictions = try Predictions(
        classes: ["no", "yes"], probabilities: Matrix(rows: 100, columns: 2, values: values),
        labels: (0..<100).map { _ in generator.below(2) })
      return try #require(Assessment(predictions).chance).isBetterThanGuessing
    }
    #expect(better <= 2)
  }
}
