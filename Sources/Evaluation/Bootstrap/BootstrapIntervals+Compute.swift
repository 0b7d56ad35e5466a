import RowcastLinearAlgebra
import RowcastMachine

extension BootstrapIntervals {
  /// Resamples the rows within each class and takes the 2.5th and 97.5th percentile of each figure.
  ///
  /// Each resample has its own seed, so the result does not depend on the number of threads. Above
  /// the cap of ``BootstrapSample`` the percentiles of the sample are moved by the difference
  /// between the figure of all rows and the figure of the sample.
  init(_ predictions: Predictions, scores: Scores, options: AssessmentOptions, positive: Int) {
    let classCount = predictions.classCount
    let sample = BootstrapSample(
      predictions, decision: options.decision, positive: positive, seed: options.seed)
    let draws = mapChunks(of: options.resamples, size: 50) { _, range in
      range.map { number -> [Double] in
        var generator = SeededGenerator(
          seed: options.seed &+ 0x9E37_79B9_7F4A_7C15 &* UInt64(truncatingIfNeeded: number + 1))
        return ResampledStatistics.drawn(
          from: sample, classCount: classCount, generator: &generator)
      }
    }.flatMap { $0 }
    let center = ResampledStatistics.figures(
      of: sample, weights: sample.weights, classCount: classCount)
    let isCapped = sample.rows.count < predictions.count
    func interval(_ place: Int, estimate: Double?, bounds: ClosedRange<Double>) -> Interval {
      let values = draws.map { $0[place] }.filter { !$0.isNaN }.sorted()
      let shift = isCapped ? (estimate ?? center[place]) - center[place] : 0
      func bound(_ share: Double) -> Double {
        min(max(percentile(values, share) + shift, bounds.lowerBound), bounds.upperBound)
      }
      return Interval(lower: bound(0.025), upper: bound(0.975))
    }
    resamples = options.resamples
    rows = sample.rows.count
    // Rows drawn within each class say nothing of a model that is right in whole classes; a share of
    // rows has an interval of its own.
    accuracy = .wilson(share: scores.accuracy, count: predictions.effectiveCount)
    balancedAccuracy = interval(1, estimate: scores.balancedAccuracy, bounds: 0...1)
    logLoss = interval(2, estimate: scores.logLoss, bounds: 0...Double.infinity)
    brier = interval(3, estimate: scores.brier, bounds: 0...2)
    f1 = interval(4, estimate: scores.f1, bounds: 0...1)
    matthewsCorrelation = interval(5, estimate: scores.matthewsCorrelation, bounds: -1...1)
    rocAUC = scores.rocAUC.map { interval(6, estimate: $0, bounds: 0...1) }
    averagePrecision = scores.averagePrecision.map { interval(7, estimate: $0, bounds: 0...1) }
    rocBand = []
    precisionRecallBand = []
    if classCount == 2, scores.rocAUC != nil {
      let first = ResampledStatistics.names.count
      let steps = ResampledStatistics.bandSteps
      rocBand = (0...steps).map { interval(first + $0, estimate: nil, bounds: 0...1) }
      precisionRecallBand = (0...steps).map {
        interval(first + steps + 1 + $0, estimate: nil, bounds: 0...1)
      }
    }
  }
}

/// The value below which `share` of the sorted values lie, interpolated between neighbors.
func percentile(_ sorted: [Double], _ share: Double) -> Double {
  sorted.isEmpty ? .nan : sorted.quantile(share)
}
