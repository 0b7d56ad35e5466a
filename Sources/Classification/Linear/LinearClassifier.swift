public import RowcastLinearAlgebra

/// A fitted linear model: logits are `weights x + intercepts`.
///
/// In the logistic form there is one weight vector and a logit above 0 means class 1; in the softmax
/// form there is one for each class.
public struct LinearClassifier: Sendable, Equatable {
  /// How logits become probabilities.
  public enum Form: String, Sendable, Codable {
    /// Two classes, one logit: `P(1) = 1 / (1 + e^-z)`.
    case logistic
    /// `P(k) = e^(z_k) / sum_j e^(z_j)`.
    case softmax
  }

  /// How logits become probabilities.
  public let form: Form
  /// One row for each logit, one column for each feature.
  public let weights: Matrix
  /// One for each logit; in the softmax form they sum to zero.
  public let intercepts: [Double]
  /// How the fit went.
  public let fit: LinearFit
  /// The groups of weights with penalties of their own; nil when all have the same one.
  public let penalties: [FittedPenalty]?

  /// A model of known weights: one row of them in the logistic form, one for each class in the softmax
  /// form.
  /// - Throws: ``ClassificationError`` when the intercepts are not as many, or the form has another
  ///   number of rows.
  public init(
    form: Form, weights: Matrix, intercepts: [Double], fit: LinearFit,
    penalties: [FittedPenalty]? = nil
  ) throws(ClassificationError) {
    guard weights.rows == intercepts.count else {
      throw ClassificationError(
        .rowCount(of: "intercepts", found: intercepts.count, expected: weights.rows))
    }
    guard form == .logistic ? weights.rows == 1 : weights.rows > 1 else {
      throw ClassificationError(
        .option("\(weights.rows) rows of weights", expected: Self.rows(of: form)))
    }
    self.init(
      trusted: form, weights: weights, intercepts: intercepts, fit: fit, penalties: penalties)
  }

  private static func rows(of form: Form) -> String {
    form == .logistic ? "one in the logistic form" : "one for each class in the softmax form"
  }

  /// - Precondition: as many intercepts as rows of weights, one in the logistic form.
  package init(
    trusted form: Form, weights: Matrix, intercepts: [Double], fit: LinearFit,
    penalties: [FittedPenalty]? = nil
  ) {
    precondition(weights.rows == intercepts.count)
    precondition(form == .softmax || weights.rows == 1)
    self.form = form
    self.weights = weights
    self.intercepts = intercepts
    self.fit = fit
    self.penalties = penalties
  }

  /// A model of weights that stand feature by feature with the intercepts last.
  init(
    form: Form, point: [Double], fit: LinearFit, penalties: [FittedPenalty]? = nil, outputs k: Int
  ) {
    let width = point.count / k - 1
    var weights = Matrix(rows: k, columns: width)
    for output in 0..<k {
      for j in 0..<width { weights[output, j] = point[j * k + output] }
    }
    var intercepts = Array(point.suffix(k))
    if form == .softmax {
      // Free by a constant; fixed to sum to zero.
      let mean = intercepts.reduce(0, +) / Double(k)
      for i in intercepts.indices { intercepts[i] -= mean }
    }
    self.init(
      trusted: form, weights: weights, intercepts: intercepts, fit: fit, penalties: penalties)
  }

  /// The number of columns of its probabilities; 2 in the logistic form.
  public var classCount: Int { form == .logistic ? 2 : weights.rows }
  /// The number of features.
  public var width: Int { weights.columns }
  /// The model in the field's words.
  public var name: String { form == .logistic ? "logistic regression" : "softmax regression" }

  /// The weights feature by feature with the intercepts last, as the kernels want them.
  var parameters: [Double] {
    let k = weights.rows
    var values = [Double](repeating: 0, count: (width + 1) * k)
    for output in 0..<k {
      for j in 0..<width { values[j * k + output] = weights.values[output * width + j] }
      values[width * k + output] = intercepts[output]
    }
    return values
  }

  /// One logit for each row in the logistic form, else one for each row and class.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func logits(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    guard features.width == width else {
      throw ClassificationError(.width(found: features.width, expected: width))
    }
    let k = weights.rows
    return Matrix(
      trusted: features.rowCount, columns: k, values: features.logits(parameters, outputs: k))
  }

  /// One probability for each row and class.
  /// - Throws: ``ClassificationError`` when the features have another width.
  public func probabilities(_ features: FeatureMatrix) throws(ClassificationError) -> Matrix {
    var values = try logits(features).values
    if form == .softmax {
      Losses.softmax(&values, classes: classCount)
      return Matrix(trusted: features.rowCount, columns: classCount, values: values)
    }
    // Both classes by the sigmoid, never one as 1 minus the other.
    var pairs = [Double](repeating: 0, count: 2 * values.count)
    for i in values.indices {
      pairs[2 * i] = -values[i]
      pairs[2 * i + 1] = values[i]
    }
    Losses.sigmoids(&pairs)
    return Matrix(trusted: features.rowCount, columns: 2, values: pairs)
  }
}

extension LinearClassifier: Codable {
  private enum CodingKeys: String, CodingKey { case form, weights, intercepts, fit, penalties }

  /// - Throws: `DecodingError` when the intercepts do not fit the weights.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let form = try values.decode(Form.self, forKey: .form)
    let weights = try values.decode(Matrix.self, forKey: .weights)
    let intercepts = try values.decode([Double].self, forKey: .intercepts)
    try requireDecoded(
      weights.rows == intercepts.count, "one intercept for each row of weights", decoder)
    try requireDecoded(
      weights.values.allSatisfy(\.isFinite) && intercepts.allSatisfy(\.isFinite),
      "weights that are finite", decoder)
    try requireDecoded(
      form == .logistic ? weights.rows == 1 : weights.rows > 1,
      "one row of weights in the logistic form, more in the softmax form", decoder)
    self.init(
      trusted: form, weights: weights, intercepts: intercepts,
      fit: try values.decode(LinearFit.self, forKey: .fit),
      penalties: try values.decodeIfPresent([FittedPenalty].self, forKey: .penalties))
    try requireDecoded(
      (penalties ?? []).allSatisfy {
        $0.first >= 0 && $0.count >= 0 && $0.first <= width && $0.count <= width - $0.first
      }, "penalties on features that are there", decoder)
  }
}
