/// `g'd + d'Hd / 2 + lasso |x + d|_1`, minimized over `d` one coordinate at a time.
struct QuadraticModel {
  private let order: Int
  /// The whole symmetric matrix, by rows.
  private let hessian: [Double]

  /// Mirrors a lower triangle.
  init(_ lower: [Double], order: Int) {
    self.order = order
    var whole = lower
    for i in 0..<order {
      for j in 0..<i { whole[j * order + i] = whole[i * order + j] }
    }
    hessian = whole
  }

  /// The minimizing `d`; the first `penalized` coordinates have the absolute penalty.
  ///
  /// Sweeps over all coordinates alternate with sweeps over those that are not held at zero, until a
  /// whole sweep moves nothing by more than a 1e-10th of the first sweep's movement.
  func minimized(
    gradient: [Double], from point: [Double], lasso: Double, penalized: Int
  ) -> [Double] {
    var d = [Double](repeating: 0, count: order)
    var slope = gradient
    var active = Array(0..<order)
    var firstMove = 0.0
    for sweep in 0..<2000 {
      let isWhole = active.count == order
      var move = 0.0
      var moved: [Int] = []
      for j in active {
        let bend = hessian[j * order + j]
        guard bend > 0 else { continue }
        let now = point[j] + d[j]
        let free = now - slope[j] / bend
        let threshold = j < penalized ? lasso / bend : 0
        let next = free > threshold ? free - threshold : free < -threshold ? free + threshold : 0
        let step = next - now
        if next != 0 || j >= penalized { moved.append(j) }
        guard step != 0 else { continue }
        d[j] += step
        move = max(move, bend * step * step)
        let row = j * order
        for i in 0..<order { slope[i] += step * hessian[row + i] }
      }
      if sweep == 0 { firstMove = move }
      if move <= 1e-20 * firstMove || move == 0 {
        if isWhole { break }
        active = Array(0..<order)
      } else {
        active = isWhole && sweep > 0 ? moved : active
      }
    }
    return d
  }
}
