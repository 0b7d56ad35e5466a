/// Counts what the units of a layer do over many rows.
struct UnitTally {
  private let units: Int
  private var isAlive: [Bool]
  private var zeros = 0
  private var saturated = 0
  private var sum = 0.0
  private var count = 0

  init(units: Int) {
    self.units = units
    isAlive = [Bool](repeating: false, count: units)
  }

  mutating func add(
    _ inputs: [Double], _ outputs: [Double], activation: Activation, slopes: [Double],
    steepest: Double
  ) {
    for i in inputs.indices {
      let z = inputs[i]
      let slope =
        slopes.isEmpty ? activation.derivative(z) : z > 0 ? 1 : slopes[i % units]
      if slope != 0 { isAlive[i % units] = true }
      if abs(slope) < 0.05 * steepest { saturated += 1 }
      if outputs[i] == 0 { zeros += 1 }
      sum += outputs[i]
    }
    count += inputs.count
  }

  func health(gradientNorm: Double) -> LayerHealth {
    let total = Double(max(1, count))
    return LayerHealth(
      units: units, deadUnits: count == 0 ? 0 : isAlive.count { !$0 },
      zeroShare: Double(zeros) / total, saturatedShare: Double(saturated) / total,
      meanOutput: sum / total, gradientNorm: gradientNorm)
  }
}

extension Activation {
  /// The largest derivative.
  var steepest: Double {
    switch self {
    case .sigmoid: 0.25
    case .selu: Self.seluScale * Self.seluAlpha
    default: 1
    }
  }
}
