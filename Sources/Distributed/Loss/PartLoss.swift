import RowcastLinearAlgebra
import RowcastMachine

/// The loss of rows and its gradient, without a rounding that depends on their order.
struct PartLoss: Sendable, Equatable, Codable {
  /// Rows read.
  private(set) var rows = 0
  /// Rows without a class, which count for nothing.
  private(set) var dropped = 0
  private(set) var skipped = 0
  private(set) var headers = 0
  private(set) var loss = ExactSum()
  /// One for each weight, feature by feature, and last the intercepts.
  private(set) var gradient: ExactSums

  init(dimension: Int) { gradient = ExactSums(count: dimension) }

  /// All counts of rows.
  var counts: [Int] { [rows, dropped, skipped, headers] }

  /// Counts lines of a block that are no rows.
  mutating func count(headers: Int, skipped: Int) {
    self.headers += headers
    self.skipped += skipped
  }

  mutating func merge(_ other: PartLoss) {
    rows += other.rows
    dropped += other.dropped
    skipped += other.skipped
    headers += other.headers
    loss.merge(other.loss)
    gradient.merge(other.gradient)
  }

  /// Adds rows.
  /// - Parameters:
  ///   - labels: the class of each row, a place among the outputs, or beyond for none.
  ///   - factors: what a row of each class counts; nil when each counts one.
  ///   - point: the weights feature by feature, and last the intercepts.
  mutating func add(
    _ features: FeatureMatrix, labels: [UInt32], classCount: Int, factors: [Double]?,
    at point: [Double]
  ) {
    let outputs = classCount == 2 ? 1 : classCount
    // A sum along each row, in the order of the features, whatever rows stand beside it.
    var z = features.repeated(point, outputs, features.rowCount)
    features.addProducts(0..<features.rowCount, weights: point, outputs: outputs, to: &z)
    var residuals = z
    rows += features.rowCount
    for row in 0..<features.rowCount {
      let label = Int(labels[row])
      guard label < classCount else {
        dropped += 1
        for k in 0..<outputs { residuals[row * outputs + k] = 0 }
        continue
      }
      let factor = factors.map { $0[label] } ?? 1
      if outputs == 1 {
        let margin = label == 1 ? z[row] : -z[row]
        loss.add(factor * Elementary.softplus(-margin))
        let miss = factor * Elementary.sigmoid(-margin)
        residuals[row] = label == 1 ? -miss : miss
      } else {
        add(row, label, factor, &residuals, outputs)
      }
    }
    gradient.addTransposed(features, residuals: residuals, outputs: outputs)
  }

  /// The cross-entropy of a row; its logits become residuals.
  private mutating func add(
    _ row: Int, _ label: Int, _ factor: Double, _ values: inout [Double], _ outputs: Int
  ) {
    let start = row * outputs
    var largest = -Double.infinity
    for k in 0..<outputs { largest = max(largest, values[start + k]) }
    let own = values[start + label] - largest
    var total = 0.0
    for k in 0..<outputs {
      let power = Elementary.exp(values[start + k] - largest)
      values[start + k] = power
      total += power
    }
    loss.add(factor * (Elementary.log(total) - own))
    for k in 0..<outputs {
      values[start + k] = factor * (values[start + k] / total - (k == label ? 1 : 0))
    }
  }
}
