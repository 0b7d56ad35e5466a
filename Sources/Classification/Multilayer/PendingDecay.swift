import RowcastLinearAlgebra

internal import RowcastMachine

/// The weight decay that the rows of sparse columns have missed since they last occurred.
struct PendingDecay {
  private let units: Int
  private let features: Range<Int>
  /// The last step that each feature took part in.
  private var lastSteps: [Int]
  private var step = 0

  init(_ features: FeatureMatrix, units: Int) {
    self.units = units
    self.features = (features.sparseOffsets.first ?? features.width)..<features.width
    lastSteps = [Int](repeating: 0, count: self.features.count)
  }

  /// Begins a step with some features: they get the decay of the steps they were not in.
  mutating func settle(_ active: [Int], _ parameters: inout [Double], kept: Double) {
    step += 1
    for feature in active { settle(feature, through: step - 1, &parameters, kept) }
    // The step itself decays them.
    for feature in active { lastSteps[feature - features.lowerBound] = step }
  }

  /// Brings every feature up to the last step, before the weights are looked at or the rate changes.
  mutating func settleAll(_ parameters: inout [Double], kept: Double) {
    for feature in features { settle(feature, through: step, &parameters, kept) }
  }

  private mutating func settle(
    _ feature: Int, through end: Int, _ parameters: inout [Double], _ kept: Double
  ) {
    let missed = end - lastSteps[feature - features.lowerBound]
    guard missed > 0, kept != 1 else { return }
    let factor = Elementary.power(kept, missed)
    for i in (feature * units)..<((feature + 1) * units) { parameters[i] *= factor }
    lastSteps[feature - features.lowerBound] = end
  }
}
