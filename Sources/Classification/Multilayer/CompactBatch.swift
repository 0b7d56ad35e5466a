import RowcastLinearAlgebra

/// A batch of rows in which only those sparse columns have a place that occur in it.
///
/// A few dozen texts use a small part of all words. The network that learns from them has the rows of
/// the first layer's weights that they use, so a step costs what the batch holds, not what the
/// vocabulary does. The moments of a word's weights move only when it occurs, and its weight decay
/// is made up for then (as in lazy or sparse Adam).
struct CompactBatch {
  let features: FeatureMatrix
  /// For each compact sparse column the feature it stands for, ascending.
  let active: [Int]
  private let head: Int

  /// The rows with their sparse columns numbered anew, in the old order.
  init(_ batch: FeatureMatrix) {
    var active: [Int] = []
    let blocks = zip(batch.sparse, batch.sparseOffsets).map { block, offset in
      var places = [UInt32](repeating: .max, count: block.width)
      for column in block.columns where Int(column) < block.width { places[Int(column)] = 0 }
      var next: UInt32 = 0
      for column in places.indices where places[column] == 0 {
        places[column] = next
        active.append(offset + column)
        next += 1
      }
      let columns = block.columns.map { Int($0) < block.width ? places[Int($0)] : UInt32.max }
      return FeatureMatrix.Sparse(
        rowOffsets: block.rowOffsets, columns: columns, values: block.values, width: Int(next))
    }
    features = FeatureMatrix(
      trusted: batch.rowCount, dense: batch.dense, denseWidth: batch.denseWidth,
      categories: batch.categories, sparse: blocks)
    head = batch.sparseOffsets.first ?? batch.width
    self.active = active
  }

  /// Whether so much of the first layer belongs to sparse columns that it is worth the trouble.
  static func isWorth(_ features: FeatureMatrix, units: Int) -> Bool {
    features.sparse.reduce(0) { $0 + $1.width } * units > 50_000
  }

  /// The network with the first layer's weights of this batch's features alone.
  func network(_ whole: FlatNetwork) -> FlatNetwork {
    let layers = whole.layout.layers
    let layout = NetworkLayout(
      inputs: features.width, hidden: layers.dropLast().map(\.outputs),
      outputs: whole.head.unitCount, normalizes: whole.normalizes,
      learnsSlopes: layers.first.map { !$0.slopes.isEmpty } ?? false)
    let units = layers[0].outputs
    var parameters: [Double] = []
    parameters.reserveCapacity(layout.count)
    parameters += whole.parameters[0..<(head * units)]
    for feature in active {
      parameters += whole.parameters[(feature * units)..<((feature + 1) * units)]
    }
    parameters += whole.parameters[layers[0].weights.upperBound...]
    return FlatNetwork(
      layout: layout, activation: whole.activation, head: whole.head, parameters: parameters,
      running: whole.running)
  }

  /// Where the compact network's parameters lie in the whole one.
  func runs(_ compact: NetworkLayout, in whole: NetworkLayout) -> [ParameterRun] {
    let units = compact.layers[0].outputs
    var runs = [ParameterRun(whole: 0, part: 0..<(head * units), decays: true)]
    for (place, feature) in active.enumerated() {
      let start = (head + place) * units
      runs.append(
        ParameterRun(whole: feature * units, part: start..<(start + units), decays: true))
    }
    let shift = whole.layers[0].weights.upperBound - compact.layers[0].weights.upperBound
    runs += compact.runs.dropFirst().map {
      ParameterRun(whole: $0.whole + shift, part: $0.part, decays: $0.decays)
    }
    return runs
  }
}
