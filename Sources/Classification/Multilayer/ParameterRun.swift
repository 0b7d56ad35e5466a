/// A run of parameters that a step moves: where it lies in the network, and where in the gradient.
struct ParameterRun: Sendable {
  let whole: Int
  let part: Range<Int>
  /// Whether weight decay acts on it.
  let decays: Bool
}

extension NetworkLayout {
  /// All parameters, in the order of the layers; the gradient has the same layout.
  var runs: [ParameterRun] {
    layers.flatMap { layer in
      [
        ParameterRun(whole: layer.weights.lowerBound, part: layer.weights, decays: true),
        ParameterRun(
          whole: layer.weights.upperBound,
          part: layer.weights.upperBound..<layer.slopes.upperBound, decays: false),
      ]
    }
  }
}
