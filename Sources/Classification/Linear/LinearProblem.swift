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
  private let labels: [Int32]
  private let plan: PassPlan

  init(_ features: FeatureMatrix, _ rows: TrainingRows, outputs: Int) {
    self.features = features
    self.rows = rows
    self.outputs = outputs
    signs = outputs == 1 ? rows.labels.map { $0 == 1 ? 1 : -1 } : []
    labels = outputs == 1 ? [] : rows.labels.map { Int32(truncatingIfNeeded: $0) }
    plan = PassPlan(features, outputs: outputs)
  }

  /// The numbers that a pass reads for each row.
  var entriesPerRow: Int { features.entriesPerRow }

  /// The number of weights and intercepts.
  var dimension: Int { (features.width + 1) * outputs }

  /// The given rows alone.
  func selecting(_ indices: [Int]) -> LinearProblem {
    LinearProblem(features.selecting(indices), rows.selecting(indices), outputs: outputs)
  }

  /// The mean loss at a point; `gradient` is overwritten.
  func meanLoss(at point: [Double], gradient: inout [Double]) -> Double {
    let parts = features.withPointers { pointers in
      mapChunks(of: features.rowCount, size: plan.chunkRows) { _, range in
        part(pointers, range, point)
      }
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

  private func part(_ pointers: FeaturePointers, _ range: Range<Int>, _ point: [Double]) -> Part {
    var part = Part(gradient: [Double](repeating: 0, count: dimension))
    let logits = UnsafeMutablePointer<Double>.allocate(capacity: plan.blockRows * outputs)
    defer { logits.deallocate() }
    point.withUnsafeBufferPointer { point in
      part.gradient.withUnsafeMutableBufferPointer { gradient in
        guard let point = point.baseAddress, let gradient = gradient.baseAddress else { return }
        var start = range.lowerBound
        while start < range.upperBound {
          let block = start..<min(range.upperBound, start + plan.blockRows)
          start = block.upperBound
          fill(logits, count: block.count, with: point + features.width * outputs)
          pointers.addProducts(block, weights: point, outputs: outputs, to: logits)
          part.loss += losses(logits, block)
          pointers.addTransposed(block, residuals: logits, outputs: outputs, to: gradient)
          let intercepts = gradient + features.width * outputs
          for i in 0..<block.count {
            for k in 0..<outputs { intercepts[k] += logits[i * outputs + k] }
          }
        }
      }
    }
    return part
  }

  private func fill(
    _ logits: UnsafeMutablePointer<Double>, count: Int, with intercepts: UnsafePointer<Double>
  ) {
    for i in 0..<count {
      for k in 0..<outputs { logits[i * outputs + k] = intercepts[k] }
    }
  }

  /// Turns a block's logits into residuals; the sum of its losses.
  private func losses(_ logits: UnsafeMutablePointer<Double>, _ block: Range<Int>) -> Double {
    func withWeights(_ body: (UnsafePointer<Double>?) -> Double) -> Double {
      guard let weights = rows.weights else { return body(nil) }
      return weights.withUnsafeBufferPointer { body($0.baseAddress.map { $0 + block.lowerBound }) }
    }
    return withWeights { weights in
      if outputs == 1 {
        return signs.withUnsafeBufferPointer { signs in
          signs.baseAddress.map {
            logisticLoss(
              logits: logits, signs: $0 + block.lowerBound, weights: weights, count: block.count)
          } ?? 0
        }
      }
      return labels.withUnsafeBufferPointer { labels in
        labels.baseAddress.map {
          softmaxLoss(
            logits: logits, labels: $0 + block.lowerBound, weights: weights, count: block.count,
            classCount: outputs)
        } ?? 0
      }
    }
  }
}
