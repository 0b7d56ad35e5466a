import RowcastLinearAlgebra

/// What stands at the end of a network: how many logits, and how they become probabilities.
public enum OutputHead: Sendable, Hashable, Codable {
  /// One logit for two classes.
  case sigmoid
  /// One logit for each class.
  case softmax(classCount: Int)
  /// One logit for each inner node of a tree.
  case hierarchicalSoftmax(HuffmanTree)

  /// The number of columns of its probabilities.
  public var classCount: Int {
    switch self {
    case .sigmoid: 2
    case .softmax(let classCount): classCount
    case .hierarchicalSoftmax(let tree): tree.classCount
    }
  }

  /// The number of logits.
  public var unitCount: Int {
    switch self {
    case .sigmoid: 1
    case .softmax(let classCount): classCount
    case .hierarchicalSoftmax(let tree): tree.nodeCount
    }
  }

  /// The head in the field's words.
  public var name: String {
    switch self {
    case .sigmoid: "sigmoid"
    case .softmax: "softmax"
    case .hierarchicalSoftmax: "hierarchical softmax"
    }
  }

  /// Turns the logits of some rows into residuals in place; the sum of the weighted losses.
  func loss(_ logits: inout [Double], _ rows: TrainingRows, _ range: Range<Int>) -> Double {
    switch self {
    case .sigmoid:
      return Losses.logistic(&logits, signs: rows.signs, weights: rows.weights, range)
    case .softmax(let classCount):
      return Losses.softmax(
        &logits, labels: rows.labels, weights: rows.weights, range, classes: classCount)
    case .hierarchicalSoftmax(let tree): return treeLoss(tree, &logits, rows, range)
    }
  }

  private func treeLoss(
    _ tree: HuffmanTree, _ logits: inout [Double], _ rows: TrainingRows, _ range: Range<Int>
  ) -> Double {
    let k = tree.nodeCount
    var residual = [Double](repeating: 0, count: k)
    var sum = 0.0
    for (i, row) in range.enumerated() {
      let weight = rows.weights?[row] ?? 1
      sum +=
        weight
        * tree.loss(
          Array(logits[(i * k)..<((i + 1) * k)]), label: rows.labels[row], residual: &residual)
      for j in 0..<k { logits[i * k + j] = weight * residual[j] }
    }
    return sum
  }

  /// The probabilities of rows of logits.
  func probabilities(_ logits: [Double], rows: Int) -> [Double] {
    switch self {
    case .sigmoid:
      var pairs = [Double](repeating: 0, count: 2 * rows)
      for i in 0..<rows { (pairs[2 * i], pairs[2 * i + 1]) = (-logits[i], logits[i]) }
      Losses.sigmoids(&pairs)
      return pairs
    case .softmax(let classCount):
      var values = logits
      Losses.softmax(&values, classes: classCount)
      return values
    case .hierarchicalSoftmax(let tree):
      let k = tree.nodeCount
      return (0..<rows).flatMap { tree.probabilities(Array(logits[($0 * k)..<(($0 + 1) * k)])) }
    }
  }
}
