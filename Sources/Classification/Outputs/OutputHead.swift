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

  /// Turns logits into residuals in place; the sum of the weighted losses.
  func loss(
    _ logits: UnsafeMutablePointer<Double>, labels: ArraySlice<Int>, weights: ArraySlice<Double>?
  ) -> Double {
    let weights = weights.map(Array.init)
    switch self {
    case .sigmoid:
      return logisticLoss(
        logits: logits, signs: labels.map { $0 == 1 ? 1 : -1 }, weights: weights,
        count: labels.count)
    case .softmax(let classCount):
      return softmaxLoss(
        logits: logits, labels: labels.map { Int32(truncatingIfNeeded: $0) }, weights: weights,
        count: labels.count, classCount: classCount)
    case .hierarchicalSoftmax(let tree):
      return treeLoss(tree, logits, labels: labels, weights: weights)
    }
  }

  private func treeLoss(
    _ tree: HuffmanTree, _ logits: UnsafeMutablePointer<Double>, labels: ArraySlice<Int>,
    weights: [Double]?
  ) -> Double {
    let k = tree.nodeCount
    var residual = [Double](repeating: 0, count: k)
    var sum = 0.0
    for (i, label) in labels.enumerated() {
      let row = logits + i * k
      let weight = weights?[i] ?? 1
      sum += weight * tree.loss((0..<k).map { row[$0] }, label: label, residual: &residual)
      for j in 0..<k { row[j] = weight * residual[j] }
    }
    return sum
  }

  /// The probabilities of rows of logits.
  func probabilities(_ logits: [Double], rows: Int) -> [Double] {
    switch self {
    case .sigmoid:
      var pairs = [Double](repeating: 0, count: 2 * rows)
      for i in 0..<rows { (pairs[2 * i], pairs[2 * i + 1]) = (-logits[i], logits[i]) }
      sigmoidInPlace(&pairs)
      return pairs
    case .softmax(let classCount):
      var values = logits
      softmaxInPlace(&values, classes: classCount)
      return values
    case .hierarchicalSoftmax(let tree):
      let k = tree.nodeCount
      return (0..<rows).flatMap { tree.probabilities(Array(logits[($0 * k)..<(($0 + 1) * k)])) }
    }
  }
}
