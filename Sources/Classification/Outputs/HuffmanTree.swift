import RowcastMachine

/// A binary tree over the classes, the frequent ones near the root (Morin and Bengio 2005; Mikolov
/// et al. 2013).
///
/// Each inner node has one logit `z`, and sends to the left with `sigmoid(z)`, to the right with
/// `sigmoid(-z)`. A class has the product along its path, so the classes sum to 1 exactly as the
/// tree is built, and a frequent class costs few nodes.
public struct HuffmanTree: Sendable, Hashable {
  /// One turn on the way from the root to a class.
  public struct Turn: Sendable, Hashable, Codable {
    /// The inner node, from 0, whose logit decides.
    public let node: Int
    /// Whether the way goes left, with `sigmoid(z)`.
    public let isLeft: Bool
  }

  /// The way to each class.
  public let paths: [[Turn]]

  /// Builds the tree of some class counts; equal counts are joined in class order.
  /// - Parameter counts: at least one class; zeros are allowed.
  public init(counts: [Int]) {
    var paths = [[Turn]](repeating: [], count: counts.count)
    var groups = counts.enumerated().map {
      (count: $0.element, first: $0.offset, members: [$0.offset])
    }
    var node = max(0, counts.count - 2)
    while groups.count > 1 {
      groups.sort { ($0.count, $0.first) > ($1.count, $1.first) }
      let right = groups.removeLast()
      let left = groups.removeLast()
      for member in left.members { paths[member].append(Turn(node: node, isLeft: true)) }
      for member in right.members { paths[member].append(Turn(node: node, isLeft: false)) }
      groups.append(
        (left.count + right.count, min(left.first, right.first), left.members + right.members))
      node -= 1
    }
    self.paths = paths.map { $0.reversed() }
  }

  /// The number of leaves.
  public var classCount: Int { paths.count }
  /// Inner nodes: one logit each.
  public var nodeCount: Int { max(0, paths.count - 1) }

  /// The probability of each class from the logits of the inner nodes.
  public func probabilities(_ logits: [Double]) -> [Double] {
    paths.map { path in
      path.reduce(1) { product, turn in
        product * Elementary.sigmoid(turn.isLeft ? logits[turn.node] : -logits[turn.node])
      }
    }
  }

  /// `-log P(label)`; `residual` becomes its gradient by the logits.
  public func loss(_ logits: [Double], label: Int, residual: inout [Double]) -> Double {
    for i in residual.indices { residual[i] = 0 }
    var loss = 0.0
    for turn in paths[label] {
      let z = turn.isLeft ? logits[turn.node] : -logits[turn.node]
      loss += Elementary.softplus(-z)
      residual[turn.node] = turn.isLeft ? -Elementary.sigmoid(-z) : Elementary.sigmoid(-z)
    }
    return loss
  }
}

extension HuffmanTree: Codable {
  private enum CodingKeys: String, CodingKey { case paths }

  /// - Throws: `DecodingError` when a path goes through a node that is not there.
  public init(from decoder: any Decoder) throws {
    paths = try decoder.container(keyedBy: CodingKeys.self).decode([[Turn]].self, forKey: .paths)
    try requireDecoded(
      paths.allSatisfy { $0.allSatisfy { $0.node >= 0 && $0.node < paths.count - 1 } },
      "a node for each turn", decoder)
  }
}
