import RowcastLinearAlgebra
import RowcastMachine
import Testing

@testable import RowcastEvaluation

@Suite(.serialized) struct BootstrapTests {
  @Test func `intervals hold the estimate and are as wide as theory says`() throws {
    let some = try randomPredictions(rows: 2000, classes: 2, seed: 5, ties: false)
    let result = Assessment(some, options: .resampled(1000))
    let intervals = try #require(result.intervals)
    #expect(intervals.rows == 2000 && intervals.resamples == 1000)
    let accuracy = result.scores.accuracy
    #expect(intervals.accuracy.lower < accuracy && accuracy < intervals.accuracy.upper)
    let expected = 2 * 1.96 * (accuracy * (1 - accuracy) / 2000).squareRoot()
    let width = intervals.accuracy.upper - intervals.accuracy.lower
    #expect((width / expected - 1).magnitude < 0.15)
    let area = try #require(result.scores.rocAUC)
    let band = try #require(intervals.rocAUC)
    #expect(band.lower < area && area < band.upper)
    #expect(intervals.rocBand.count == 51)
    #expect(intervals.rocBand.allSatisfy { $0.lower <= $0.upper })
  }

  @Test(arguments: [2, 4])
  func `a capped sample gives the width that all rows would give`(classes: Int) throws {
    let small = try randomPredictions(rows: 2000, classes: classes, seed: 5, ties: false)
    let large = try randomPredictions(rows: 30_000, classes: classes, seed: 6, ties: false)
    let left = try #require(Assessment(small, options: .resampled(500)).intervals)
    let result = Assessment(large, options: .resampled(500))
    let right = try #require(result.intervals)
    #expect(right.rows < 30_000)
    func ratio(_ value: (BootstrapIntervals) -> Interval) -> Double {
      (value(left).upper - value(left).lower) / (value(right).upper - value(right).lower)
    }
    // Fifteen times the rows: a quarter of the width, sqrt(15) = 3.87.
    for path in [
      \BootstrapIntervals.accuracy, \.logLoss, \.brier, \.f1, \.matthewsCorrelation,
      \.balancedAccuracy,
    ] {
      let found = ratio { $0[keyPath: path] }
      #expect(found > 3.2 && found < 4.6)
    }
    let area = ratio { $0.rocAUC ?? Interval(lower: 0, upper: 0) }
    #expect(area > 3.2 && area < 4.6)
    #expect(right.logLoss.lower < result.scores.logLoss)
    #expect(result.scores.logLoss < right.logLoss.upper)
  }

  @Test func `the number of threads changes nothing`() throws {
    let some = try randomPredictions(rows: 20_000, classes: 3, seed: 1, weighted: true, ties: false)
    let one = WorkerCount.with(1) { Assessment(some, options: .resampled(120)) }
    let three = WorkerCount.with(3) { Assessment(some, options: .resampled(120)) }
    #expect(one == three)
  }

  @Test func `a small class is sampled whole`() {
    #expect(BootstrapSample.shared(100, among: [10, 1000, 5000]) == [10, 45, 45])
    #expect(BootstrapSample.shared(100, among: [10, 20, 30]) == [10, 20, 30])
    #expect(BootstrapSample.shared(2, among: [5, 5, 5]).allSatisfy { $0 >= 1 })
  }

  @Test func `percentiles are interpolated`() {
    #expect(percentile([1, 2, 3, 4, 5], 0.5) == 3)
    #expect(percentile([1, 2, 3, 4, 5], 0.125) == 1.5)
    #expect(percentile([7], 0.975) == 7)
  }

  @Test func `rows that are all right leave the accuracy open downwards`() throws {
    let perfect = try Predictions(
      classes: ["a", "b"],
      probabilities: Matrix(
        rows: 20, columns: 2, values: (0..<20).flatMap { $0 % 2 == 0 ? [0.9, 0.1] : [0.1, 0.9] }),
      labels: (0..<20).map { $0 % 2 })
    let accuracy = try #require(Assessment(perfect, options: .resampled(50)).intervals?.accuracy)
    // Wilson: 20 / (20 + 1.96^2).
    #expect((accuracy.lower - 20 / (20 + 3.841458820694124)).magnitude < 1e-12)
    #expect(accuracy.upper == 1)
  }

  @Test func `a row that several folds judge counts once, with the mean of its probabilities`()
    throws
  {
    func part(_ shares: [Double]) throws -> Predictions {
      try Predictions(
        classes: ["a", "b"],
        probabilities: Matrix(
          rows: shares.count, columns: 2, values: shares.flatMap { [1 - $0, $0] }),
        labels: shares.map { _ in 1 })
    }
    let parts = [try part([0.5, 0.25]), try part([0.75]), try part([0.5]), try part([1, 0.75])]
    let pooled = try Predictions.pooled(parts, rows: [[4, 2], [0], [2], [0, 4]])
    #expect(pooled.count == 3)
    #expect((0..<3).map { pooled.probabilities[$0, 1] } == [0.625, 0.375, 0.875])
    #expect(
      try Predictions.pooled([parts[0]], rows: [[1, 0]]).probabilities == parts[0].probabilities)
  }
}
