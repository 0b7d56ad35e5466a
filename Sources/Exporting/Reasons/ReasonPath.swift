import RowcastClassification

/// The slope of a row's score by the sums of the first layer, along the way from the baseline.
///
/// Integrated gradients (Sundararajan, Taly, Yan 2017): the mean slope on the straight path, times
/// the way each column moves the sums. For a linear model the slope is the same everywhere, so one
/// point gives it exactly.
struct ReasonPath {
  let layers: [PlanLayer]
  let link: PlanLink
  /// Points on the path; 1 for a linear model.
  let pointCount: Int

  init(_ classifier: FittedClassifier) {
    (layers, link) = classifier.layers
    if case .tree = link { pointCount = 64 } else { pointCount = layers.count == 1 ? 1 : 64 }
  }

  /// What the score of a class is: the logit (two classes), the logit above the mean of all logits,
  /// or the logarithm of the probability (a tree).
  func score(_ sums: [Double], of label: Int) -> Double {
    let z = logits(sums).last ?? []
    switch link {
    case .logistic: return label == 1 ? z[0] : -z[0]
    case .softmax: return z[label] - z.reduce(0, +) / Double(z.count)
    case .tree(let paths):
      return paths[label].reduce(0) {
        $0 + Outputs.logSigmoid($1.isLeft ? z[$1.node] : -z[$1.node])
      }
    }
  }

  /// The sums of every layer, from those of the first one.
  func logits(_ first: [Double]) -> [[Double]] {
    var all = [first]
    for index in layers.indices.dropFirst() {
      let before = layers[index - 1].activation
      let input = all[index - 1].enumerated().map { before.value($1, unit: $0) }
      let layer = layers[index]
      all.append(
        layer.intercepts.indices.map { k in
          var sum = layer.intercepts[k]
          for j in input.indices { sum += layer.weight(k, j) * input[j] }
          return sum
        })
    }
    return all
  }

  /// The mean slope of the score between two points.
  func meanSlope(from start: [Double], by way: [Double], of label: Int) -> [Double] {
    var mean = [Double](repeating: 0, count: start.count)
    for point in 0..<pointCount {
      let share = (Double(point) + 0.5) / Double(pointCount)
      let slope = slope(at: zip(start, way).map { $0 + share * $1 }, of: label)
      for u in mean.indices { mean[u] += slope[u] / Double(pointCount) }
    }
    return mean
  }

  private func slope(at first: [Double], of label: Int) -> [Double] {
    let all = logits(first)
    var slope = headSlope(all[all.count - 1], of: label)
    for index in stride(from: layers.count - 1, to: 0, by: -1) {
      let layer = layers[index]
      let before = layers[index - 1].activation
      slope = (0..<layer.inputs).map { j in
        var sum = 0.0
        for k in slope.indices { sum += layer.weight(k, j) * slope[k] }
        return sum * before.derivative(all[index - 1][j], unit: j)
      }
    }
    return slope
  }

  private func headSlope(_ z: [Double], of label: Int) -> [Double] {
    switch link {
    case .logistic: return [label == 1 ? 1 : -1]
    case .softmax: return z.indices.map { ($0 == label ? 1 : 0) - 1 / Double(z.count) }
    case .tree(let paths):
      var slope = [Double](repeating: 0, count: z.count)
      for turn in paths[label] {
        slope[turn.node] =
          turn.isLeft ? Outputs.sigmoid(-z[turn.node]) : -Outputs.sigmoid(z[turn.node])
      }
      return slope
    }
  }
}

extension PlanActivation {
  /// The derivative; for functions with a known one of Classification, by it.
  func derivative(_ z: Double, unit: Int) -> Double {
    switch self {
    case .identity: 1
    case .rectified(let slopes): z > 0 ? 1 : slope(slopes, of: unit)
    case .exponential(let alpha, let scale): scale * Activation.elu(alpha: alpha).derivative(z)
    case .sigmoid: Activation.sigmoid.derivative(z)
    case .tanh: Activation.tanh.derivative(z)
    case .softplus: Activation.softplus.derivative(z)
    case .softsign: Activation.softsign.derivative(z)
    case .silu: Activation.silu.derivative(z)
    case .gelu: Activation.gelu.derivative(z)
    case .step, .sign: 0
    }
  }
}
