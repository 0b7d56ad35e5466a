public import RowcastLinearAlgebra

/// How much worse predictions become when one input is shuffled among the rows.
public struct PermutationImportance: Sendable, Hashable, Codable {
  /// The place of the input that was shuffled.
  public var input: Int
  /// The mean rise of the loss over the shuffles; near 0 when the input is not used.
  public var mean: Double
  /// How much the rise differs between shuffles.
  public var standardDeviation: Double

  /// Shuffles each input in turn (Breiman 2001).
  /// - Parameters:
  ///   - loss: the loss when row `i` takes its value of `input` from row `rows[i]`; with nil the
  ///     loss of the data as they are.
  /// - Returns: one value for each input, most important first.
  /// - Throws: what `loss` throws.
  public static func measured(
    inputs: Int, rowCount: Int, repeats: Int = 5, generator: inout SeededGenerator,
    loss: (_ input: Int?, _ rows: [Int]) throws -> Double
  ) rethrows -> [PermutationImportance] {
    let identity = Array(0..<max(0, rowCount))
    let base = try loss(nil, identity)
    var result: [PermutationImportance] = []
    for input in 0..<max(0, inputs) {
      var rises: [Double] = []
      for _ in 0..<max(1, repeats) {
        var rows = identity
        generator.shuffle(&rows)
        rises.append(try loss(input, rows) - base)
      }
      let spread = CrossValidationSummary.Spread(rises)
      result.append(
        PermutationImportance(
          input: input, mean: spread.mean, standardDeviation: spread.standardDeviation))
    }
    return result.sorted { $0.mean == $1.mean ? $0.input < $1.input : $0.mean > $1.mean }
  }
}
