import RowcastClassification
import RowcastLinearAlgebra
import RowcastMachine

/// The slope of a row's score by the sums of the first layer, along the way from the baseline.
///
/// Integrated gradients (Sundararajan, Taly, Yan 2017): the mean slope on the straight path, times
/// the way each column moves the sums. For a linear model the slope is the same everywhere, so one
/// point gives it exactly.
struct ReasonPath {
  let layer: FirstLayer
  let head: OutputHead
  /// Points on the path; 1 for a linear model.
  let pointCount: Int

  init(_ classifier: FittedClassifier) {
    layer = FirstLayer(classifier)
    head = classifier.head
    if case .hierarchicalSoftmax = head {
      pointCount = 64
    } else {
      pointCount = layer.isLast ? 1 : 64
    }
  }

  /// What the score of a class is: the logit (two classes), the logit above the mean of all logits,
  /// or the logarithm of the probability (a tree).
  func score(_ sums: [Double], of label: Int) -> Double {
    let z = layer.logits(Matrix(trusted: 1, columns: sums.count, values: sums)).values
    switch head {
    case .sigmoid: return label == 1 ? z[0] : -z[0]
    case .softmax: return z[label] - z.reduce(0, +) / Double(z.count)
    case .hierarchicalSoftmax(let tree):
      return tree.paths[label].reduce(0) {
        $0 + Elementary.logSigmoid($1.isLeft ? z[$1.node] : -z[$1.node])
      }
    }
  }

  /// The mean slope of the score between two points.
  func meanSlope(from start: [Double], by way: [Double], of label: Int) -> [Double] {
    var points = Matrix(rows: pointCount, columns: start.count)
    for point in 0..<pointCount {
      let share = (Double(point) + 0.5) / Double(pointCount)
      for u in start.indices { points[point, u] = start[u] + share * way[u] }
    }
    let slopes = layer.slopes(points) { headSlope($0, of: label) }
    var mean = [Double](repeating: 0, count: start.count)
    for point in 0..<pointCount {
      for u in mean.indices { mean[u] += slopes[point, u] / Double(pointCount) }
    }
    return mean
  }

  private func headSlope(_ z: [Double], of label: Int) -> [Double] {
    switch head {
    case .sigmoid: return [label == 1 ? 1 : -1]
    case .softmax: return z.indices.map { ($0 == label ? 1 : 0) - 1 / Double(z.count) }
    case .hierarchicalSoftmax(let tree):
      var slope = [Double](repeating: 0, count: z.count)
      for turn in tree.paths[label] {
        slope[turn.node] =
          turn.isLeft ? Elementary.sigmoid(-z[turn.node]) : -Elementary.sigmoid(z[turn.node])
      }
      return slope
    }
  }
}
