public import RowcastLinearAlgebra

/// A fitted multilayer perceptron: numbers only, ready to predict.
public struct Network: Sendable, Equatable {
  /// A layer of units: each has one weight for each input, and a bias.
  public struct Layer: Sendable, Equatable, Codable {
    /// One row for each unit, one column for each input.
    public var weights: Matrix
    /// One for each unit.
    public var biases: [Double]
    /// Batch normalization before the activation, with its running statistics.
    public var normalization: Normalization?
    /// The learned slope left of zero of each unit (PReLU).
    public var slopes: [Double]?

    /// The number of columns of ``weights``.
    public var inputCount: Int { weights.columns }
    /// The number of rows of ``weights``.
    public var unitCount: Int { weights.rows }
  }

  /// `gain (z - mean) / sqrt(variance + epsilon) + shift`, one of each for each unit.
  public struct Normalization: Sendable, Equatable, Codable {
    /// What is added to a variance, so that a unit that never changes can be divided.
    public static let epsilon = 1e-5

    /// The learned factor of each unit.
    public var gain: [Double]
    /// What each unit learned to add.
    public var shift: [Double]
    /// The running mean of each unit's sums.
    public var mean: [Double]
    /// The running variance of each unit's sums.
    public var variance: [Double]
  }

  /// The hidden layers, and last the layer of the logits.
  public let layers: [Layer]
  /// What every hidden unit applies to its sum.
  public let activation: Activation
  /// How the logits become probabilities.
  public let head: OutputHead

  /// - Precondition: each layer has as many inputs as the one before has units.
  package init(layers: [Layer], activation: Activation, head: OutputHead) {
    self.layers = layers
    self.activation = activation
    self.head = head
  }

  /// The number of features.
  public var width: Int { layers.first?.inputCount ?? 0 }
  /// The number of columns of its probabilities.
  public var classCount: Int { head.classCount }

  /// The sums and outputs of each layer; those of the last are the logits.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func layerValues(_ features: FeatureMatrix) throws(ClassificationError) -> [LayerValues] {
    try check(features)
    let flat = FlatNetwork(self)
    var sums: [[Double]] = []
    let outputs = flat.forward(features, 0..<features.rowCount) { _, z in sums.append(z) }
    func matrix(_ values: [Double], _ layer: Layer) -> Matrix {
      Matrix(trusted: features.rowCount, columns: layer.unitCount, values: values)
    }
    return zip(layers, outputs).enumerated().map { index, layer in
      let output = matrix(layer.1, layer.0)
      return LayerValues(
        sums: index < sums.count ? matrix(sums[index], layer.0) : output, outputs: output)
    }
  }

  /// The logits of each row.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func logits(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    try check(features)
    return Matrix(
      trusted: features.rowCount, columns: head.unitCount,
      values: FlatNetwork(self).logits(features))
  }

  /// One probability for each row and class.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    let logits = try logits(features)
    return Matrix(
      trusted: features.rowCount, columns: classCount,
      values: head.probabilities(logits.values, rows: features.rowCount))
  }

  private func check(_ features: FeatureMatrix) throws(ClassificationError) {
    guard features.width == width else {
      throw ClassificationError(.width(found: features.width, expected: width))
    }
  }
}

extension Network: Codable {
  private enum CodingKeys: String, CodingKey { case layers, activation, head }

  /// - Throws: `DecodingError` when a layer does not fit the one before it, or its own parts.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    layers = try values.decode([Layer].self, forKey: .layers)
    activation = try values.decode(Activation.self, forKey: .activation)
    head = try values.decode(OutputHead.self, forKey: .head)
    try requireDecoded(layers.last?.unitCount == head.unitCount, "one unit for each logit", decoder)
    try requireDecoded(head.classCount >= 2, "at least two classes", decoder)
    for (before, after) in zip(layers, layers.dropFirst()) {
      try requireDecoded(
        before.unitCount == after.inputCount, "one input for each unit before", decoder)
    }
    let (first, hidden) = (layers.first, layers.dropLast())
    for layer in layers {
      try requireDecoded(layer.biases.count == layer.unitCount, "one bias for each unit", decoder)
    }
    for layer in hidden {
      try requireDecoded(
        (layer.normalization == nil) == (first?.normalization == nil)
          && (layer.slopes == nil) == (first?.slopes == nil), "hidden layers of one kind", decoder)
      try requireDecoded(
        (layer.slopes ?? layer.biases).count == layer.unitCount, "one slope for each unit", decoder)
      let normalization = layer.normalization
      for part in [
        normalization?.gain, normalization?.shift, normalization?.mean, normalization?.variance,
      ] {
        try requireDecoded(
          (part ?? layer.biases).count == layer.unitCount, "one of each for each unit", decoder)
      }
    }
    try requireDecoded(
      layers.last?.normalization == nil && layers.last?.slopes == nil, "a plain output", decoder)
  }
}
