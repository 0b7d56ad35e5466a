import RowcastLinearAlgebra
import RowcastMachine

/// The mean loss of a linear model over its rows, with its gradient, in one pass over the matrix.
///
/// Parameters stand feature by feature: the `outputs` weights of feature `j` at `j * outputs`, and
/// last the intercepts. One output is the logistic form, more are the softmax form.
struct LinearProblem: Sendable {
  let features: FeatureMatrix
  let rows: TrainingRows
  let outputs: Int
  /// +1 for class 1 and -1 for class 0, in the logistic form.
  private let signs: [Double]
  private let plan: PassPlan

  init(_ features: FeatureMatrix, _ rows: TrainingRows, outputs: Int) {
    self.features = features
    self.rows = rows
    self.outputs = outputs
    signs = outputs == 1 ? rows.signs : []
    plan = PassPlan(features, outputs: outputs)
  }

  /// The numbers that a pass reads for each row.
  var entriesPerRow: Int { features.entriesPerRow }

  /// The number of weights and intercepts.
  var dimension: Int { (features.width + 1) * outputs }

  /// The given rows alone.
  func selecting(_ indices: [Int]) -> LinearProblem {
    LinearProblem(features.selecting(trusted: indices), rows.selecting(indices), outputs: outputs)
  }

  /// The mean loss at a point; `gradient` is overwritten.
  func meanLoss(at point: [Double], gradient: inout [Double]) -> Double {
    let parts = mapChunks(of: features.rowCount, size: plan.chunkRows) { _, range in
      part(range, point)
    }
    var loss = 0.0
    for i in gradient.indices { gradient[i] = 0 }
    for part in parts {
      loss += part.loss
      Vectors.add(1, part.gradient, to: &gradient)
    }
    let scale = 1 / rows.totalWeight
    for i in gradient.indices { gradient[i] *= scale }
    return loss * scale
  }

  private struct Part: Sendable {
    var loss = 0.0
    var gradient: [Double]
  }

  private func part(_ range: Range<Int>, _ point: [Double]) -> Part {
    var part = Part(gradient: [Double](repeating: 0, count: dimension))
    var start = range.lowerBound
    while start < range.upperBound {
      let block = start..<min(range.upperBound, start + plan.blockRows)
      start = block.upperBound
      var logits = features.repeated(point, outputs, block.count)
      features.addProducts(block, weights: point, outputs: outputs, to: &logits)
      part.loss += losses(&logits, block)
      features.addTransposed(block, residuals: logits, outputs: outputs, to: &part.gradient)
      Vectors.addRows(
        logits, rows: block.count, width: outputs, to: &part.gradient,
        at: features.width * outputs)
    }
    return part
  }

  /// Turns a block's logits into residuals; the sum of its losses.
  private func losses(_ logits: inout [Double], _ block: Range<Int>) -> Double {
    outputs == 1
      ? Losses.logistic(&logits, signs: signs, weights: rows.weights, block)
      : Losses.softmax(
        &logits, labels: rows.labels, weights: rows.weights, block, classes: outputs)
  }
}
