import RowcastClassification
import RowcastFeatures
import RowcastLinearAlgebra

/// Every number between a row and its probabilities, as the formulas of a workbook show them.
struct RowValues {
  /// One number for each input: the value read, NaN when missing or not a number.
  var raw: [Double]
  /// Whether the cell of each input is filled.
  var given: [Bool]
  /// The place of each category's level among its rows of the model sheet, from 1.
  var places: [Int]
  var dense: [Double]
  var indicators: [Double]
  /// The sums of each layer, and what its activation makes of them.
  var sums: [[Double]] = []
  var outputs: [[Double]] = []
  var powers: [Double] = []
  var uncalibrated: [Double] = []
  var mapped: [Double] = []
  var probabilities: [Double] = []

  init(_ plan: ScoringPlan, matrix: FeatureMatrix, row: Int, raw: [Double], given: [Bool]) {
    self.raw = raw
    self.given = given
    dense = Array(
      matrix.dense[(row * matrix.denseWidth)..<((row + 1) * matrix.denseWidth)])
    var category = 0
    places = plan.inputs.map { input in
      guard !input.isNumeric else { return 0 }
      defer { category += 1 }
      return min(Int(matrix.categories[category].codes[row]), input.levels.count) + 1
    }
    let flags = plan.inputs.compactMap(\.indicator)
    indicators = Array(repeating: 0, count: flags.count)
    if !flags.isEmpty, let block = matrix.sparse.first {
      for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
        indicators[Int(block.columns[entry])] = block.values[entry]
      }
    }
    computeLayers(plan)
    computeProbabilities(plan)
  }

  private mutating func computeLayers(_ plan: ScoringPlan) {
    for (index, layer) in plan.layers.enumerated() {
      var sums = layer.intercepts
      for k in sums.indices {
        if index == 0 {
          for (j, value) in dense.enumerated() { sums[k] += layer.weight(k, j) * value }
          var flag = 0
          for (i, input) in plan.inputs.enumerated() {
            if let place = input.indicator {
              sums[k] += layer.weight(k, place) * indicators[flag]
              flag += 1
            }
            if places[i] > 0, places[i] <= input.levels.count {
              sums[k] += layer.weight(k, input.levels.lowerBound + places[i] - 1)
            }
          }
        } else {
          for (j, value) in outputs[index - 1].enumerated() {
            sums[k] += layer.weight(k, j) * value
          }
        }
      }
      self.sums.append(sums)
      outputs.append(sums.enumerated().map { layer.activation.value($1, unit: $0) })
    }
  }

  private mutating func computeProbabilities(_ plan: ScoringPlan) {
    var z = outputs[outputs.count - 1]
    if case .temperature(let t) = plan.model.calibration { z = z.map { $0 / t } }
    switch plan.link {
    case .logistic: uncalibrated = [Elementary.sigmoid(-z[0]), Elementary.sigmoid(z[0])]
    case .softmax:
      let top = z.max() ?? 0
      powers = z.map { Elementary.exponential($0 - top) }
      let sum = powers.reduce(0, +)
      uncalibrated = powers.map { $0 / sum }
    case .tree(let paths):
      uncalibrated = paths.map { path in
        path.reduce(1) { $0 * Elementary.sigmoid($1.isLeft ? z[$1.node] : -z[$1.node]) }
      }
    }
    calibrate(plan)
  }

  private mutating func calibrate(_ plan: ScoringPlan) {
    let isBinary = plan.labels.count == 2
    func own(_ map: Int) -> Double { uncalibrated[isBinary ? 1 : map] }
    switch plan.model.calibration {
    case nil, .temperature:
      probabilities = uncalibrated
      return
    case .platt(let maps):
      mapped = maps.enumerated().map {
        Elementary.sigmoid($1.slope * Elementary.logit(own($0)) + $1.offset)
      }
    case .isotonic(let maps): mapped = maps.enumerated().map { $1.value(own($0)) }
    }
    let sum = mapped.reduce(0, +)
    probabilities =
      isBinary
      ? [1 - mapped[0], mapped[0]]
      : mapped.map { sum > 0 ? $0 / sum : 1 / Double(mapped.count) }
  }

  /// The index of the predicted class.
  func predicted(_ decision: ExportDecision) -> Int {
    if case .threshold(let threshold, let positive) = decision {
      return probabilities[positive] >= threshold ? positive : 1 - positive
    }
    var best = 0
    for k in probabilities.indices where probabilities[k] > probabilities[best] { best = k }
    return best
  }
}

extension ExportCalibration.Corners {
  /// The value at a probability.
  func value(_ p: Double) -> Double {
    guard let first = scores.first, let last = scores.last, scores.count == values.count else {
      return p
    }
    if p <= first { return values[0] }
    if p >= last { return values[values.count - 1] }
    let high = scores.firstIndex { $0 > p } ?? scores.count - 1
    let share = (p - scores[high - 1]) / (scores[high] - scores[high - 1])
    return values[high - 1] + share * (values[high] - values[high - 1])
  }
}
