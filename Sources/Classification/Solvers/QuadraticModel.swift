import LinearAlgebra

/// `g'd + d'Hd / 2 + lasso |x + d|_1`, minimized over `d`.
///
/// Sweeps of coordinate descent find out which coordinates are held at zero; but columns that go
/// together, such as the hinges of one number, make them creep. So between sweeps the coordinates
/// that are free, whose signs are known, take Newton's step together: to the minimum itself, or to
/// where the first of them changes its sign and is held at zero, too.
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
  /// Ends when a sweep moves nothing by more than a 1e-10th of the first sweep's movement.
  func minimized(
    gradient: [Double], from point: [Double], lasso: Double, penalized: Int
  ) -> [Double] {
    var descent = Descent(
      d: [Double](repeating: 0, count: order), slope: gradient, point: point, lasso: lasso,
      penalized: penalized)
    var firstMove = 0.0
    for round in 0..<500 {
      let move = sweep(0..<order, &descent)
      if round == 0 { firstMove = move }
      if move <= 1e-20 * firstMove { break }
      for _ in 0..<3 { if sweep(descent.free, &descent) <= 1e-6 * move { break } }
      if round > 0 { settle(&descent) }
    }
    return descent.d
  }

  /// Minimizes over one coordinate after the other.
  /// - Returns: the largest movement, squared and weighted by the curvature.
  private func sweep(_ coordinates: some Sequence<Int>, _ descent: inout Descent) -> Double {
    var move = 0.0
    for j in coordinates {
      let bend = hessian[j * order + j]
      guard bend > 0 else { continue }
      let now = descent.value(j)
      let free = now - descent.slope[j] / bend
      let threshold = j < descent.penalized ? descent.lasso / bend : 0
      let next = free > threshold ? free - threshold : free < -threshold ? free + threshold : 0
      let step = next - now
      guard step != 0 else { continue }
      move = max(move, bend * step * step)
      take(step, of: j, &descent)
    }
    return move
  }

  /// Newton's steps over the free coordinates within their signs, until one goes all the way.
  private func settle(_ descent: inout Descent) {
    for _ in 0..<8 {
      let free = descent.free
      var lower = [Double](repeating: 0, count: free.count * free.count)
      for (a, i) in free.enumerated() {
        for b in 0...a { lower[a * free.count + b] = hessian[i * order + free[b]] }
      }
      guard let factor = factored(lower, order: free.count) else { return }
      let step = factor.solution(free.map { -descent.slopeWithinSign($0) })
      var length = 1.0
      for (a, j) in free.enumerated() where j < descent.penalized {
        let now = descent.value(j)
        if now * (now + step[a]) < 0 { length = min(length, now / -step[a]) }
      }
      guard length > 0, step.allSatisfy(\.isFinite) else { return }
      for (a, j) in free.enumerated() {
        let now = descent.value(j)
        let next = now + length * step[a]
        let isHeld = j < descent.penalized && now * (now + step[a]) < 0 && now / -step[a] <= length
        take(isHeld ? -now : next - now, of: j, &descent)
        if isHeld { descent.d[j] = -descent.point[j] }
      }
      if length == 1 { return }
    }
  }

  /// Moves one coordinate, and the slopes of all with it.
  private func take(_ step: Double, of j: Int, _ descent: inout Descent) {
    descent.d[j] += step
    hessian.withUnsafeBufferPointer { hessian in
      descent.slope.withUnsafeMutableBufferPointer { slope in
        guard let row = hessian.baseAddress, let slope = slope.baseAddress else { return }
        for i in 0..<order { slope[i] += step * row[j * order + i] }
      }
    }
  }

  /// Where the descent is.
  private struct Descent {
    var d: [Double]
    /// The slope of the smooth part at `d`.
    var slope: [Double]
    let point: [Double]
    let lasso: Double
    let penalized: Int

    func value(_ j: Int) -> Double { point[j] + d[j] }

    /// The coordinates that are not held at zero.
    var free: [Int] { d.indices.filter { $0 >= penalized || value($0) != 0 } }

    /// The slope of all, as long as the coordinate keeps its sign.
    func slopeWithinSign(_ j: Int) -> Double {
      guard j < penalized else { return slope[j] }
      return slope[j] + (value(j) > 0 ? lasso : -lasso)
    }
  }
}
