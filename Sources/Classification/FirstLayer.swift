public import RowcastLinearAlgebra

/// What a layer makes of rows: the sums that its activation is given, and what comes of them.
public struct LayerValues: Sendable, Equatable {
  /// One row for each row, one column for each unit.
  public var sums: Matrix
  /// What the activation makes of the sums, in the same shape.
  public var outputs: Matrix
}

extension FittedClassifier {
  /// The sums and outputs of each layer for some rows; a linear model has one, whose outputs are
  /// its logits.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func layerValues(_ features: FeatureMatrix) throws(ClassificationError) -> [LayerValues] {
    func one(_ model: LinearClassifier) throws(ClassificationError) -> [LayerValues] {
      let logits = try model.logits(features)
      return [LayerValues(sums: logits, outputs: logits)]
    }
    switch self {
    case .linear(let model): return try one(model)
    case .perceptron(let model): return try one(model.linear)
    case .network(let model): return try model.network.layerValues(features)
    }
  }

  /// How its logits become probabilities.
  public var head: OutputHead {
    func head(_ model: LinearClassifier) -> OutputHead {
      model.form == .logistic ? .sigmoid : .softmax(classCount: model.classCount)
    }
    switch self {
    case .linear(let model): return head(model)
    case .perceptron(let model): return head(model.linear)
    case .network(let model): return model.network.head
    }
  }
}

/// A classifier seen from the sums of its first layer, `weights x + intercepts`.
///
/// Features reach the logits by these sums alone, so whoever asks what a feature does to a
/// prediction follows them: forward to the logits, and back from a slope by the logits.
public struct FirstLayer: Sendable {
  /// One row for each sum, one column for each feature.
  public let weights: Matrix
  /// One for each sum, added to its products of weights and features.
  public let intercepts: [Double]
  /// The layers behind it; nil when the sums are the logits.
  private let network: FlatNetwork?
  private let logitCount: Int

  /// Of a network the layers behind the first are kept for ``logits(_:)``.
  public init(_ classifier: FittedClassifier) {
    func linear(_ model: LinearClassifier) -> (Matrix, [Double], FlatNetwork?) {
      (model.weights, model.intercepts, nil)
    }
    switch classifier {
    case .linear(let model): (weights, intercepts, network) = linear(model)
    case .perceptron(let model): (weights, intercepts, network) = linear(model.linear)
    case .network(let model):
      let first = model.network.layers[0]
      weights = first.weights
      intercepts = first.biases
      network = model.network.layers.count > 1 ? FlatNetwork(model.network) : nil
    }
    logitCount = classifier.head.unitCount
  }

  /// Whether the sums are the logits.
  public var isLast: Bool { network == nil }

  /// The logits at some points.
  /// - Parameter sums: one row for each point, one column for each sum.
  public func logits(_ sums: Matrix) -> Matrix {
    guard let network else { return sums }
    let all = network.forward(from: sums.values, rows: sums.rows) { _, _ in }
    return Matrix(trusted: sums.rows, columns: logitCount, values: all.last ?? [])
  }

  /// The slopes of a function of the logits by the sums, at some points.
  /// - Parameter slope: the function's slopes by the logits of one point.
  public func slopes(_ sums: Matrix, of slope: ([Double]) -> [Double]) -> Matrix {
    guard let network else {
      var result = sums
      for row in 0..<sums.rows {
        for (j, value) in slope(Array(sums.row(row))).enumerated() { result[row, j] = value }
      }
      return result
    }
    let count = logitCount
    let back = network.slopes(from: sums.values, rows: sums.rows) { logits in
      for row in 0..<sums.rows {
        let own = (row * count)..<((row + 1) * count)
        for (j, value) in zip(own, slope(Array(logits[own]))) { logits[j] = value }
      }
    }
    return Matrix(trusted: sums.rows, columns: sums.columns, values: back)
  }
}
