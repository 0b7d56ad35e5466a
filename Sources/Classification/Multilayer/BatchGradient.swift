import RowcastLinearAlgebra
import RowcastMachine

/// The gradient of one batch, its parts on several threads, added up in their order.
struct BatchGradient {
  let pass: NetworkPass
  let flat: FlatNetwork

  typealias Moments = [(mean: [Double], variance: [Double])]

  private struct Part: Sendable {
    let loss: Double
    let gradient: [Double]
    let moments: Moments
  }

  /// The sum of the losses, its gradient, and the statistics of batch normalization.
  func of(
    _ features: FeatureMatrix, _ rows: TrainingRows, seed: UInt64
  ) -> (loss: Double, gradient: [Double], moments: Moments) {
    let count = features.rowCount
    // Statistics are of the whole batch. A part is worth a thread when it is long, and its gradient
    // does not cost more to add up than to make.
    let isWhole = pass.normalizes || flat.layout.count > 400_000 || count < 64
    let size = isWhole ? count : (count + 3) / 4
    let (pass, parameters) = (pass, flat.parameters)
    let parts = mapChunks(of: count, size: size) { index, range -> Part in
      var generator = SeededGenerator(seed: seed &+ UInt64(index))
      var gradient = [Double](repeating: 0, count: parameters.count)
      let result = pass.lossAndGradient(
        features, rows, rows: range, parameters: parameters, gradient: &gradient,
        generator: &generator)
      return Part(loss: result.loss, gradient: gradient, moments: result.moments)
    }
    guard let first = parts.first else { return (0, [], []) }
    var (loss, gradient) = (first.loss, first.gradient)
    for part in parts.dropFirst() {
      loss += part.loss
      Vectors.add(1, part.gradient, to: &gradient)
    }
    return (loss, gradient, first.moments)
  }
}
