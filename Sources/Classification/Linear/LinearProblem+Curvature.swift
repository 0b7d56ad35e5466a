import RowcastLinearAlgebra

// The Hessian of the mean loss is a weighted Gram matrix of the features with a column of ones:
//
//     logistic:  sum_i s_i p_i (1 - p_i) x_i x_i'
//     softmax:   block (k, l) = sum_i s_i p_ik ([k = l] - p_il) x_i x_i'
//
// Up to `fullLimit` parameters the whole of it is factored. Beyond, softmax takes the blocks on the
// diagonal alone. Where factoring would take longer than the passes it saves, only the diagonal is
// used: wide tables of few rows, and words.

extension LinearProblem {
  static let fullLimit = 400

  private var blockOrder: Int { features.width + 1 }
  private var usesAllPairs: Bool { outputs > 1 && dimension <= Self.fullLimit }

  /// Whether a curvature costs no more than some passes.
  var hasCheapCurvature: Bool {
    let order = Double(blockOrder)
    guard isWorthFactoring(for: features.rowCount), outputs == 1 || usesAllPairs else {
      return false
    }
    let pairs = outputs == 1 ? 1 : outputs * (outputs - 1) / 2
    let unknowns = Double(outputs == 1 ? blockOrder : dimension)
    let gram = Double(features.rowCount) * order * order * Double(pairs)
    return gram + unknowns * unknowns * unknowns / 3 <= 3e7
  }

  /// Whether a factored curvature of these rows costs less than a hundred passes over `rowCount`.
  private func isWorthFactoring(for rowCount: Int) -> Bool {
    guard blockOrder <= 4000 else { return false }
    let (order, k) = (Double(blockOrder), Double(outputs))
    let entries = Double(entriesPerRow)
    let gram = Double(features.rowCount) * entries * entries
    let pass = Double(rowCount) * entries * k * 4 + order * k * 50
    return k * (order * order * order / 3 + gram) / 5 <= 100 * pass
  }

  /// The curvature of `meanLoss + ridge / 2 |weights|^2` at a point.
  /// - Parameter rowCount: the rows of the passes it is for, more than here when these are a sample.
  func curvature(at point: [Double], ridge: Double, for rowCount: Int) -> Curvature {
    let probabilities = probabilities(at: point)
    guard isWorthFactoring(for: rowCount) else { return diagonal(probabilities, ridge) }
    if usesAllPairs {
      let hessian = allPairs(probabilities, ridge)
      guard let factor = factored(hessian, order: dimension) else {
        return diagonal(probabilities, ridge)
      }
      return .full(FactoredBlocks(factors: [factor]))
    }
    let factors = diagonalBlocks(probabilities, ridge: ridge) { factored($0, order: $1) }
    guard factors.count == outputs else { return diagonal(probabilities, ridge) }
    return .full(FactoredBlocks(factors: factors))
  }

  /// Whether the whole Hessian fits memory and time.
  var hasHessian: Bool { dimension <= 1600 }

  /// Whether the whole Hessian costs no more than some passes.
  var hasCheapHessian: Bool {
    let order = Double(blockOrder)
    let pairs = outputs == 1 ? 1 : outputs * (outputs - 1) / 2
    return Double(features.rowCount) * order * order * Double(pairs) <= 3e7
  }

  /// The whole Hessian of `meanLoss + ridge / 2 |weights|^2` (lower triangle, by rows).
  func hessian(at point: [Double], ridge: Double) -> [Double] {
    let probabilities = probabilities(at: point)
    if outputs > 1 { return allPairs(probabilities, ridge) }
    return gram(ridge: ridge) { probabilities[$0] * (1 - probabilities[$0]) }
  }

  /// What `body` makes of the Hessian of each output by itself (lower triangle, by rows), until it
  /// makes nothing of one.
  func diagonalBlocks<Result>(
    at point: [Double], _ body: (_ square: [Double], _ order: Int) -> Result?
  ) -> [Result] {
    diagonalBlocks(probabilities(at: point), ridge: 0, body)
  }

  private func diagonalBlocks<Result>(
    _ probabilities: [Double], ridge: Double, _ body: ([Double], Int) -> Result?
  ) -> [Result] {
    let plan = GramPlan(features)
    let lanes = outputs > 1 && features.hasSharedGrams ? GramPlan.lanes : 1
    var results: [Result] = []
    for first in stride(from: 0, to: outputs, by: lanes) {
      let some = first..<min(outputs, first + lanes)
      var squares = plan.squares(factors(of: some, probabilities, lanes), count: some.count)
      squares.reverse()
      // Each is taken out of the array: one that is held there, too, would be copied.
      while var square = squares.popLast() {
        if ridge > 0 { for j in 0..<features.width { square[j * blockOrder + j] += ridge } }
        guard let result = body(square, blockOrder) else { return results }
        results.append(result)
      }
    }
    return results
  }

  /// The factors of the rows in the Hessians of some outputs, `lanes` for each row.
  private func factors(of some: Range<Int>, _ probabilities: [Double], _ lanes: Int) -> [Double] {
    let scale = 1 / rows.totalWeight
    var d = [Double](repeating: 0, count: features.rowCount * lanes)
    for row in 0..<features.rowCount {
      let weight = scale * (rows.weights?[row] ?? 1)
      for output in some {
        let p = probabilities[row * outputs + output]
        d[row * lanes + output - some.lowerBound] = weight * (p * (1 - p))
      }
    }
    return d
  }

  /// One probability for each row in the logistic form, else one for each class.
  private func probabilities(at point: [Double]) -> [Double] {
    var values = features.logits(point, outputs: outputs)
    if outputs == 1 { Losses.sigmoids(&values) } else { Losses.softmax(&values, classes: outputs) }
    return values
  }

  private func gram(ridge: Double, _ factor: (Int) -> Double) -> [Double] {
    let scale = 1 / rows.totalWeight
    let d = (0..<features.rowCount).map { scale * (rows.weights?[$0] ?? 1) * factor($0) }
    var square = features.weightedGram(d)
    if ridge > 0 { for j in 0..<features.width { square[j * blockOrder + j] += ridge } }
    return square
  }

  private func diagonal(_ probabilities: [Double], _ ridge: Double) -> Curvature {
    let scale = 1 / rows.totalWeight
    let d = probabilities.indices.map { i in
      let p = probabilities[i]
      return scale * (rows.weights?[i / outputs] ?? 1) * p * (1 - p)
    }
    var sums = features.weightedSquares(d, outputs: outputs)
    let largest = Vectors.largest(sums)
    for i in sums.indices {
      if i < features.width * outputs { sums[i] += ridge }
      sums[i] = max(sums[i], 1e-6 * largest, .leastNormalMagnitude)
    }
    return .diagonal(sums)
  }

  /// The full softmax Hessian, coordinate `j * outputs + k`: each pair of classes is one Gram
  /// matrix, which is taken off between the two and added to both on the diagonal.
  private func allPairs(_ probabilities: [Double], _ ridge: Double) -> [Double] {
    let (order, k) = (dimension, outputs)
    var hessian = [Double](repeating: 0, count: order * order)
    for a in 0..<k {
      for b in 0..<a {
        let square = gram(ridge: 0) { probabilities[$0 * k + a] * probabilities[$0 * k + b] }
        for i in 0..<blockOrder {
          for j in 0..<blockOrder {
            let value = i >= j ? square[i * blockOrder + j] : square[j * blockOrder + i]
            hessian[(i * k + a) * order + j * k + b] -= value
            hessian[(i * k + b) * order + j * k + a] -= value
            hessian[(i * k + a) * order + j * k + a] += value
            hessian[(i * k + b) * order + j * k + b] += value
          }
        }
      }
    }
    for i in 0..<(features.width * k) { hessian[i * order + i] += ridge }
    return hessian
  }
}
