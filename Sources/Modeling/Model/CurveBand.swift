import RowcastClassification
import RowcastFeatures

/// How sure the curve of a column is: standard errors at its knots, from the posterior covariance of
/// the weights (Marra and Wood 2012).
public struct CurveBand: Sendable, Hashable, Codable {
  /// The input column.
  public internal(set) var column: String
  /// The row of the classifier's weights that the curve is of.
  public internal(set) var output: Int
  /// One for each knot, of the height above the mean over the training rows.
  public internal(set) var errors: [Double]

  /// The bands of all curves of a fit whose first features are these.
  static func all(_ fit: AdditiveFit, features: FittedFeatures, outputs: Int) -> [CurveBand] {
    var hat =
      features.width - features.products.reduce(0) { $0 + $1.width }
      - features.columns.reduce(0) {
        $0 + ($1.text?.terms.count ?? 0) + ($1.number?.curve?.knots.count ?? 0)
      }
    var sums: [(column: String, sums: [[(place: Int, value: Double)]])] = []
    var value = 0
    for column in features.columns {
      defer { value += column.denseWidth }
      guard let number = column.number, let curve = number.curve else { continue }
      let straight = curve.knots.map { number.scaler.scaled(number.bounded($0)) }
      let mean = zip(straight, curve.shares).reduce(0) { $0 + $1.0 * $1.1 }
      sums.append(
        (
          column.name,
          curve.knots.indices.map { knot in
            [(value, straight[knot] - mean)]
              + curve.shares.enumerated().map { (hat + $0, ($0 == knot ? 1 : 0) - $1) }
          }
        ))
      hat += curve.knots.count
    }
    return (0..<outputs).flatMap { output -> [CurveBand] in
      var errors = fit.standardErrors(of: sums.flatMap(\.sums), output: output)[...]
      guard !errors.isEmpty else { return [] }
      return sums.map { entry in
        defer { errors = errors.dropFirst(entry.sums.count) }
        return CurveBand(
          column: entry.column, output: output, errors: Array(errors.prefix(entry.sums.count)))
      }
    }
  }
}
