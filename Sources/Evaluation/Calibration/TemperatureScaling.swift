import RowcastLinearAlgebra
import RowcastMachine

/// Calibration of all classes at once by one temperature.
///
/// q = softmax(ln p / T), with T fitted to the log-loss (Guo et al. 2017): T above 1 takes
/// confidence back, below 1 adds some. The predicted class never changes.
public struct TemperatureScaling: Sendable, Hashable, Codable {
  /// The `T` of the formula; 1 changes nothing.
  public var temperature: Double

  /// A temperature must be above 0.
  public init(temperature: Double) { self.temperature = temperature }

  /// Replaces one row of probabilities by the calibrated ones.
  func apply(_ row: Range<Int>, of values: inout [Double]) {
    var largest = -Double.infinity
    for k in row {
      values[k] = Elementary.log(max(values[k], 1e-300)) / temperature
      largest = max(largest, values[k])
    }
    var sum = 0.0
    for k in row {
      values[k] = Elementary.exp(values[k] - largest)
      sum += values[k]
    }
    for k in row { values[k] /= sum }
  }

  /// Fits by Newton steps on the inverse temperature b, in which the log-loss is convex.
  init(_ predictions: Predictions) {
    var b = 1.0
    var bounds = (low: 1e-3, high: 1e3)
    for _ in 0..<60 {
      let (slope, curvature) = TemperatureScaling.derivatives(predictions, b)
      if slope > 0 { bounds.high = min(bounds.high, b) } else { bounds.low = max(bounds.low, b) }
      if slope.magnitude < 1e-12 { break }
      var next = curvature > 0 ? b - slope / curvature : .nan
      if !(next > bounds.low && next < bounds.high) {
        next = (bounds.low * bounds.high).squareRoot()
      }
      if (next - b).magnitude < 1e-12 * b { break }
      b = next
    }
    temperature = 1 / b
  }

  /// First and second derivative of the mean log-loss by the inverse temperature.
  private static func derivatives(
    _ predictions: Predictions, _ b: Double
  ) -> (Double, Double) {
    let classCount = predictions.classCount
    let parts = mapChunks(of: predictions.count, size: Predictions.chunkSize) {
      _, rows -> (Double, Double, Double) in
      var (slope, curvature, total) = (0.0, 0.0, 0.0)
      var z = Array(repeating: 0.0, count: classCount)
      for row in rows {
        let w = predictions.weight(row)
        for k in 0..<classCount {
          z[k] = Elementary.log(max(predictions.probabilities[row, k], RowSums.clip))
        }
        let largest = z.max() ?? 0
        var (sum, first, second) = (0.0, 0.0, 0.0)
        for value in z {
          let e = Elementary.exp(b * (value - largest))
          sum += e
          first += e * value
          second += e * value * value
        }
        let mean = first / sum
        slope += w * (mean - z[predictions.labels[row]])
        curvature += w * (second / sum - mean * mean)
        total += w
      }
      return (slope, curvature, total)
    }
    let total = parts.reduce(0) { $0 + $1.2 }
    return (parts.reduce(0) { $0 + $1.0 } / total, parts.reduce(0) { $0 + $1.1 } / total)
  }
}
