public import RowcastLinearAlgebra
import RowcastMachine

/// How probabilities are corrected.
public enum CalibrationMethod: String, Sendable, Hashable, Codable, CaseIterable {
  /// A sigmoid of the logit: two numbers, good for few rows.
  case platt
  /// Any rising function: needs a thousand rows or more.
  case isotonic
  /// One number for all classes; never changes the predicted class.
  case temperature

  /// Reads the method's name.
  /// - Throws: ``EvaluationError`` for a name that no method has.
  public init(parsing text: String) throws(EvaluationError) {
    guard let method = CalibrationMethod(rawValue: text) else {
      throw EvaluationError(
        .unknown(
          what: "calibration", text: text,
          known: CalibrationMethod.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    self = method
  }
}

/// A correction of probabilities, fitted on predictions for rows the model did not learn from.
///
/// Platt and isotonic correct the positive class of two; of more classes each against the rest,
/// after which the row is divided by its sum.
public enum Calibration: Sendable, Hashable, Codable {
  /// One map for the positive class of two, otherwise one for each class.
  case platt([PlattScaling])
  /// One map for the positive class of two, otherwise one for each class.
  case isotonic([IsotonicRegression])
  /// One temperature for all classes.
  case temperature(TemperatureScaling)

  /// Fits a correction; the predictions must be of rows the model did not learn from.
  public init(_ method: CalibrationMethod, fittedTo predictions: Predictions) {
    let targets =
      predictions.classCount == 2 ? [1] : Array(0..<predictions.classCount)
    func scores(_ k: Int) -> [Double] {
      (0..<predictions.count).map { predictions.probabilities[$0, k] }
    }
    func outcomes(_ k: Int) -> [Bool] { predictions.labels.map { $0 == k } }
    switch method {
    case .platt:
      self = .platt(
        targets.map {
          PlattScaling(
            scores: scores($0), outcomes: outcomes($0), weights: predictions.weights)
        })
    case .isotonic:
      self = .isotonic(
        targets.map {
          IsotonicRegression(
            scores: scores($0), outcomes: outcomes($0), weights: predictions.weights)
        })
    case .temperature: self = .temperature(TemperatureScaling(predictions))
    }
  }

  /// Which method this is.
  public var method: CalibrationMethod {
    switch self {
    case .platt: .platt
    case .isotonic: .isotonic
    case .temperature: .temperature
    }
  }

  /// The corrected probabilities; each row sums to 1.
  public func applied(to probabilities: Matrix) -> Matrix {
    var result = probabilities
    let width = probabilities.columns
    for row in 0..<probabilities.rows {
      apply((row * width)..<((row + 1) * width), of: &result.values)
    }
    return result
  }

  private func apply(_ row: Range<Int>, of values: inout [Double]) {
    switch self {
    case .platt(let maps): Self.apply(maps.count, to: row, of: &values) { maps[$0]($1) }
    case .isotonic(let maps): Self.apply(maps.count, to: row, of: &values) { maps[$0]($1) }
    case .temperature(let scaling): scaling.apply(row, of: &values)
    }
  }

  private static func apply(
    _ count: Int, to row: Range<Int>, of values: inout [Double], _ map: (Int, Double) -> Double
  ) {
    let first = row.lowerBound
    if row.count == 2, count == 1 {
      values[first + 1] = map(0, values[first + 1])
      values[first] = 1 - values[first + 1]
      return
    }
    guard row.count == count else { return }
    var sum = 0.0
    for k in row {
      values[k] = map(k - first, values[k])
      sum += values[k]
    }
    for k in row { values[k] = sum > 0 ? values[k] / sum : 1 / Double(row.count) }
  }
}
