import RowcastLinearAlgebra
import RowcastMachine

/// Finds the strengths of penalties by the data themselves: empirical Bayes in Newton's loop.
///
/// After each Newton step of the weights, a group that uses `f` degrees of freedom and whose weights
/// have the quadratic form `q = b' S b` gets the strength `f / q` (Fellner and Schall; Wood and Fasiolo
/// 2017). Groups that mean nothing end at the limit, and their weights at zero.
struct StrengthSearch {
  var objective: AdditiveObjective
  /// What every strength is multiplied by where it is used, but not where it is found.
  let multiplier: Double
  let limit: Int

  static let strongest = 1e7
  static let weakest = 1e-3
  /// The largest factor of one step.
  private static let stride = 30.0
  /// Strengths beyond this one may still move: their weights are zero by now.
  private static let strong = 1e4

  struct Found {
    var point: [Double]
    var strengths: [Double]
    var iterations = 0
    var passes = 1
  }

  func found(from start: [Double], strengths: [Double]) -> Found {
    var found = Found(point: start, strengths: strengths)
    var objective = self.objective
    var gradient = [Double](repeating: 0, count: start.count)
    while found.iterations < limit, !Cancellation.isRequested {
      objective.penalty.strengths = found.strengths.map { $0 * multiplier }
      let factors = objective.factors(at: found.point)
      guard factors.count == objective.problem.outputs else { return found }
      let value = objective.value(at: found.point, gradient: &gradient)
      let step = FactoredBlocks(factors: factors).divided(gradient)
      found.passes += 1
      var length = -1.0
      for _ in 0..<12 {
        var next = found.point
        Vectors.add(length, step, to: &next)
        let nextValue = objective.value(at: next, gradient: &gradient)
        found.passes += 1
        if nextValue <= value + 1e-10 * abs(value) {
          found.point = next
          break
        }
        length /= 2
      }
      found.iterations += 1
      let freedoms = freedoms(factors, objective.penalty)
      var largest = 0.0
      for g in found.strengths.indices {
        let old = found.strengths[g]
        let quadratic = objective.penalty.quadratic(g, at: found.point) * multiplier
        let wanted = max(freedoms[g], 1e-8) / max(quadratic, 1e-12)
        let new = min(
          max(wanted, Self.weakest, old / Self.stride), Self.strongest, old * Self.stride)
        if old < Self.strong || new < Self.strong {
          largest = max(largest, abs(Elementary.log(new / old)))
        }
        found.strengths[g] = new
      }
      if largest < 0.1 { break }
    }
    return found
  }

  /// The degrees of freedom of each group, summed over the outputs.
  func freedoms(_ factors: [Cholesky], _ penalty: GroupedPenalty) -> [Double] {
    let inverses = mapChunks(of: factors.count, size: 1) { index, _ in
      InverseFactor(factors[index]).bands()
    }
    return penalty.groups.indices.map { g in
      inverses.reduce(0) { $0 + penalty.freedom(g, inverse: $1) }
    }
  }
}
