import RowcastLinearAlgebra

/// One step of a network: `activation(weights x + intercepts)`.
struct PlanLayer: Sendable {
  /// One row for each output, one column for each input.
  var weights: Matrix
  var intercepts: [Double]
  var activation: PlanActivation

  var inputs: Int { weights.columns }
  var outputs: Int { weights.rows }

  /// The weight with which a unit counts an input.
  func weight(_ unit: Int, _ input: Int) -> Double { weights[unit, input] }
}
