import RowcastLinearAlgebra

/// The penalties of all groups at given strengths, beside a mean loss.
struct GroupedPenalty: Sendable {
  let groups: [PenaltyGroup]
  private let shapes: [BandedShape]
  let outputs: Int
  /// One over the weight of all rows: strengths are counted in rows.
  let scale: Double
  var strengths: [Double]

  init(_ groups: [PenaltyGroup], strengths: [Double], outputs: Int, scale: Double) {
    self.groups = groups
    shapes = groups.map { BandedShape($0.shape, count: $0.features.count) }
    self.outputs = outputs
    self.scale = scale
    self.strengths = strengths
  }

  private func weights(_ point: [Double], _ group: Int, _ output: Int) -> [Double] {
    groups[group].features.map { point[$0 * outputs + output] }
  }

  /// `1/2 sum strength b' S b`, its gradient added to `gradient`.
  func value(at point: [Double], addingTo gradient: inout [Double]) -> Double {
    var value = 0.0
    for (g, group) in groups.enumerated() {
      let strength = strengths[g] * scale
      for output in 0..<outputs {
        let b = weights(point, g, output)
        let product = shapes[g].times(b)
        value += strength / 2 * Vectors.dot(b, product)
        for (i, j) in group.features.enumerated() {
          gradient[j * outputs + output] += strength * product[i]
        }
      }
    }
    return value
  }

  /// `b' S b` of a group, summed over the outputs.
  func quadratic(_ group: Int, at point: [Double]) -> Double {
    (0..<outputs).reduce(0) { sum, output in
      let b = weights(point, group, output)
      return sum + Vectors.dot(b, shapes[group].times(b))
    }
  }

  /// Adds the second derivatives to the lower triangle of one output's Hessian.
  func add(to square: inout [Double], order: Int) {
    for (g, group) in groups.enumerated() {
      let strength = strengths[g] * scale
      for (d, band) in shapes[g].bands.enumerated() {
        for i in stride(from: 0, to: band.count - d, by: 1) {
          let j = group.features.lowerBound + i
          square[(j + d) * order + j] += strength * band[i]
        }
      }
    }
  }

  /// The degrees of freedom that a group uses in one output: its size, less `strength tr(H^-1 S)`.
  /// - Parameter inverse: the diagonals of the inverse Hessian of the mean objective.
  func freedom(_ group: Int, inverse: [[Double]]) -> Double {
    let first = groups[group].features.lowerBound
    var trace = 0.0
    for (d, band) in shapes[group].bands.enumerated() {
      for i in stride(from: 0, to: band.count - d, by: 1) {
        trace += (d == 0 ? 1 : 2) * band[i] * inverse[d][first + i]
      }
    }
    return Double(groups[group].features.count) - strengths[group] * scale * trace
  }
}

/// The mean loss of a linear model and the penalties of its groups.
struct AdditiveObjective: SmoothObjective {
  let problem: LinearProblem
  var penalty: GroupedPenalty
  /// The second derivatives of the loss at a point, where they are known.
  var known: KnownSquares?

  var dimension: Int { problem.dimension }
  /// Of two classes the factored matrix is the Hessian; of more it stands for it.
  var hasCheapCurvature: Bool { problem.outputs == 1 }

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    let loss = problem.meanLoss(at: point, gradient: &gradient)
    return loss + penalty.value(at: point, addingTo: &gradient)
  }

  func curvature(at point: [Double]) -> Curvature {
    let factors = self.factors(at: point)
    guard factors.count == problem.outputs else {
      return .diagonal(Array(repeating: 1, count: dimension))
    }
    return .full(FactoredBlocks(factors: factors))
  }

  /// The factored penalized Hessian of each output by itself; fewer when numbers are not finite.
  func factors(at point: [Double]) -> [Cholesky] {
    func factor(_ square: [Double], order: Int) -> Cholesky? {
      var square = square
      penalty.add(to: &square, order: order)
      return factored(square, order: order)
    }
    guard let known, known.point == point else {
      return problem.diagonalBlocks(at: point, factor)
    }
    var factors: [Cholesky] = []
    for square in known.squares {
      guard let found = factor(square, order: problem.features.width + 1) else { return factors }
      factors.append(found)
    }
    return factors
  }
}

/// The second derivatives of a loss at a point, of each output by itself.
struct KnownSquares: Sendable {
  let point: [Double]
  /// Lower triangles, by rows.
  let squares: [[Double]]
}

extension LinearProblem {
  /// The second derivatives at a point, to be used more than once.
  func squares(at point: [Double]) -> KnownSquares {
    KnownSquares(point: point, squares: diagonalBlocks(at: point) { square, _ in square })
  }
}
