import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra

/// What a model says of some rows, with every number on the way: asked of the model itself.
struct EvaluatedRows {
  let matrix: FeatureMatrix
  let layers: [LayerValues]
  /// Before calibration by maps; a temperature is within.
  let uncalibrated: Matrix
  let probabilities: Matrix

  init(_ plan: ScoringPlan, _ matrix: FeatureMatrix) throws(ExportError) {
    self.matrix = matrix
    do throws(ClassificationError) {
      layers = try plan.model.classifier.layerValues(matrix)
      let raw = try plan.model.classifier.probabilities(matrix)
      probabilities = plan.model.calibration?.applied(to: raw) ?? raw
      uncalibrated = plan.model.calibration?.mapCount == nil ? probabilities : raw
    } catch {
      throw ExportError(
        .mismatch(what: "features", found: matrix.width, expected: plan.width))
    }
  }
}

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
  var sums: [[Double]]
  var outputs: [[Double]]
  var uncalibrated: [Double]
  var mapped: [Double]
  var probabilities: [Double]
  /// The class that the model decides for.
  var predicted: Int

  /// The powers of e that a softmax divides by their sum; that of the largest logit is 1.
  var powers: [Double] {
    let top = uncalibrated.max() ?? 1
    return uncalibrated.map { $0 / top }
  }

  init(_ plan: ScoringPlan, _ rows: EvaluatedRows, row: Int, raw: [Double], given: [Bool]) {
    self.raw = raw
    self.given = given
    let matrix = rows.matrix
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
    sums = rows.layers.map { Array($0.sums.row(row)) }
    outputs = rows.layers.map { Array($0.outputs.row(row)) }
    let uncalibrated = Array(rows.uncalibrated.row(row))
    self.uncalibrated = uncalibrated
    probabilities = Array(rows.probabilities.row(row))
    predicted = plan.model.decision.predicted(rows.probabilities, row: row)
    func own(_ map: Int) -> Double { uncalibrated[uncalibrated.count == 2 ? 1 : map] }
    switch plan.model.calibration {
    case nil, .temperature: mapped = []
    case .platt(let maps): mapped = maps.enumerated().map { $1(own($0)) }
    case .isotonic(let maps): mapped = maps.enumerated().map { $1(own($0)) }
    }
  }
}
