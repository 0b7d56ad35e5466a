public import RowcastClassification
public import RowcastFeatures
public import RowcastLinearAlgebra
public import RowcastTabular

/// Why rows are scored as they are: what each column adds to the score.
///
/// Contributions are measured from the average training row (shares of levels, means of numbers;
/// words from their absence). For linear models they are exact: baseline and contributions sum to
/// the score. For networks they are integrated gradients over 64 points; what the sum misses of the
/// score (usually less than a thousandth) is spread over the columns in proportion, so that it holds
/// there too. The score of two classes is the logit of the positive one; of more it is the logit of
/// the predicted class above the mean of all logits; of a hierarchical softmax the logarithm of its
/// probability. Calibration does not enter.
public struct PredictionReasons: Sendable {
  private let features: FittedFeatures
  private let labels: FittedLabels
  private let path: ReasonPath
  private let names: [String]
  /// For each feature the place of its column among ``names``.
  private let owners: [Int]
  /// The sums of the first layer at the baseline, and each column's part in them.
  private let start: [Double]
  private let parts: [[Double]]

  /// - Precondition: the classifier was fitted to these features.
  public init(features: FittedFeatures, classifier: FittedClassifier, labels: FittedLabels) {
    self.features = features
    self.labels = labels
    let path = ReasonPath(classifier)
    self.path = path
    let names = features.requiredColumns + features.products.map(\.name)
    self.names = names
    let places = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let owners = features.features.map { places[$0.column] ?? 0 }
    self.owners = owners
    let baseline = ReasonBaseline(features).values
    let layer = path.layer
    precondition(layer.weights.columns == owners.count)
    var start = layer.intercepts
    var parts = names.map { _ in [Double](repeating: 0, count: start.count) }
    for (j, value) in baseline.enumerated() where value != 0 {
      for u in start.indices {
        let product = layer.weights[u, j] * value
        start[u] += product
        parts[owners[j]][u] += product
      }
    }
    self.start = start
    self.parts = parts
  }

  /// The reasons of every row.
  ///
  /// - Parameters:
  ///   - matrix: the rows as features.
  ///   - table: the same rows as values, for ``PredictionReason/value``.
  ///   - predicted: the class of each row.
  public func reasons(
    _ matrix: FeatureMatrix, table: Table, predicted: [Int]
  ) -> [ExplainedRow] {
    let values = ReasonValues(features, names: names, table: table)
    return (0..<matrix.rowCount).map { row in
      let label = labels.labels.count == 2 ? labels.positive ?? 1 : predicted[row]
      let moves = moves(matrix, row: row)
      var way = [Double](repeating: 0, count: start.count)
      for move in moves { for u in way.indices { way[u] += move[u] } }
      let slope = path.meanSlope(from: start, by: way, of: label)
      var contributions = moves.map { zip(slope, $0).reduce(0) { $0 + $1.0 * $1.1 } }
      let baseline = path.score(start, of: label)
      let score = path.score(zip(start, way).map { $0 + $1 }, of: label)
      if path.pointCount > 1 {
        let missed = score - baseline - contributions.reduce(0, +)
        let size = contributions.reduce(0) { $0 + $1.magnitude }
        if size > 0 {
          for i in contributions.indices {
            contributions[i] += missed * contributions[i].magnitude / size
          }
        }
      }
      let order = contributions.indices.sorted { a, b in
        let (x, y) = (contributions[a].magnitude, contributions[b].magnitude)
        return x != y ? x > y : a < b
      }
      return ExplainedRow(
        label: labels.labels[label], score: score, baseline: baseline,
        reasons: order.map {
          PredictionReason(
            column: names[$0], value: values.value(row: row, column: $0),
            contribution: contributions[$0])
        })
    }
  }

  /// How far each column moves the sums of the first layer from the baseline.
  private func moves(_ matrix: FeatureMatrix, row: Int) -> [[Double]] {
    let layer = path.layer
    var moves = parts.map { $0.map { -$0 } }
    func add(_ feature: Int, _ value: Double) {
      guard value != 0 else { return }
      for u in start.indices {
        moves[owners[feature]][u] += layer.weights[u, feature] * value
      }
    }
    for j in 0..<matrix.denseWidth { add(j, matrix.dense[row * matrix.denseWidth + j]) }
    for (category, offset) in zip(matrix.categories, matrix.categoryOffsets) {
      let code = Int(category.codes[row])
      if code < category.levels { add(offset + code, 1) }
    }
    for (block, offset) in zip(matrix.sparse, matrix.sparseOffsets) {
      for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
        add(offset + Int(block.columns[entry]), block.values[entry])
      }
    }
    return moves
  }
}
