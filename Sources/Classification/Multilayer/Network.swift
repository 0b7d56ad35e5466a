public import LinearAlgebra

/// A fitted multilayer perceptron: numbers only, ready to predict.
public struct Network: Sendable, Equatable, Codable {
  /// A layer of units: each has one weight for each input, and a bias.
  public struct Layer: Sendable, Equatable, Codable {
    /// One row for each unit, one column for each input.
    public var weights: Matrix
    public var biases: [Double]
    /// Batch normalization before the activation, with its running statistics.
    public var normalization: Normalization?
    /// The learned slope left of zero of each unit (PReLU).
    public var slopes: [Double]?

    public var inputCount: Int { weights.columns }
    public var unitCount: Int { weights.rows }
  }

  /// `gain (z - mean) / sqrt(variance + 1e-5) + shift`, one of each for each unit.
  public struct Normalization: Sendable, Equatable, Codable {
    public var gain: [Double]
    public var shift: [Double]
    public var mean: [Double]
    public var variance: [Double]
  }

  /// The hidden layers, and last the layer of the logits.
  public let layers: [Layer]
  /// What every hidden unit applies to its sum.
  public let activation: Activation
  public let head: OutputHead

  /// The number of features.
  public var width: Int { layers.first?.inputCount ?? 0 }
  public var classCount: Int { head.classCount }

  /// The outputs of each hidden layer (rows by units), and last the logits.
  public func outputs(_ features: FeatureMatrix) throws(ClassificationError) -> [Matrix] {
    try check(features)
    let flat = FlatNetwork(self)
    let all = features.withPointers { flat.forward($0, 0..<features.rowCount) }
    return zip(all, layers).map {
      Matrix(rows: features.rowCount, columns: $1.unitCount, values: $0.array)
    }
  }

  /// The logits of each row.
  public func logits(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    try check(features)
    return Matrix(
      rows: features.rowCount, columns: head.unitCount, values: FlatNetwork(self).logits(features))
  }

  /// One probability for each row and class.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    let logits = try logits(features)
    return Matrix(
      rows: features.rowCount, columns: classCount,
      values: head.probabilities(logits.values, rows: features.rowCount))
  }

  private func check(_ features: FeatureMatrix) throws(ClassificationError) {
    guard features.width == width else {
      throw ClassificationError(.width(found: features.width, expected: width))
    }
  }
}
