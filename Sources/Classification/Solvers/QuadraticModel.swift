import RowcastLinearAlgebra

/// `g'd + d'Hd / 2 + lasso |x + d|_1`, minimized over `d`.
///
/// Sweeps of coordinate descent find out which coordinates are held at zero; but columns that go
/// together, such as the hinges of one number, make them creep. So between sweeps the coordinates
/// that are free take Newton's step together, as far along as the model decreases.
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
    var lastMove = Double.infinity
    for round in 0..<500 {
      let move = sweep(0..<order, &descent)
      if round == 0 { firstMove = move }
      // Behind the minimum itself only rounding is left.
      if move <= 1e-20 * firstMove || move >= lastMove / 4 { break }
      for _ in 0..<3 { if sweep(descent.free, &descent) <= 1e-6 * move { break } }
      lastMove = round > 0 && settle(&descent) ? move : .infinity
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

  /// Newton's steps over the free coordinates, until one stays within their signs.
  /// - Returns: whether there was one, so that this is the minimum if none is held wrongly.
  private func settle(_ descent: inout Descent) -> Bool {
    for _ in 0..<8 {
      let free = descent.free
      guard let factor = factored(triangle(free), order: free.count) else { return false }
      let step = factor.solution(free.map { -descent.slopeWithinSign($0) })
      guard step.allSatisfy(\.isFinite) else { return false }
      if advance(free, along: step, &descent) { return true }
    }
    return false
  }

  /// Goes along a step to where the model is least: a parabola with a kink wherever a coordinate
  /// changes its sign. Where it is least at a kink, that coordinate is held at zero.
  /// - Returns: whether that was the whole step, within all signs.
  private func advance(_ free: [Int], along step: [Double], _ descent: inout Descent) -> Bool {
    var kinks: [(length: Double, place: Int)] = []
    var slope = 0.0
    for (a, j) in free.enumerated() {
      slope += step[a] * descent.slopeWithinSign(j)
      guard j < descent.penalized, step[a] != 0 else { continue }
      let length = -descent.value(j) / step[a]
      if length > 0 { kinks.append((length, a)) }
    }
    guard slope < 0 else { return true }
    kinks.sort { $0.length < $1.length }
    // The whole step is Newton's: there the slope of the first piece has become 0.
    let bend = -slope
    var length = 0.0
    var held: Int?
    for kink in kinks {
      if length - slope / bend < kink.length { break }
      slope += bend * (kink.length - length)
      length = kink.length
      slope += 2 * descent.lasso * abs(step[kink.place])
      if slope >= 0 {
        held = kink.place
        break
      }
    }
    if held == nil { length -= slope / bend }
    for (a, j) in free.enumerated() where a != held {
      put(j, at: descent.value(j) + length * step[a], &descent)
    }
    if let held { put(free[held], at: 0, &descent) }
    return held == nil && kinks.first.map { $0.length > length } ?? true
  }

  /// Moves one coordinate to a value.
  private func put(_ j: Int, at value: Double, _ descent: inout Descent) {
    let step = value - descent.value(j)
    if step != 0 { take(step, of: j, &descent) }
    if value == 0 { descent.d[j] = -descent.point[j] }
  }

  /// The lower triangle of the Hessian's rows and columns of some coordinates.
  private func triangle(_ chosen: [Int]) -> [Double] {
    let count = chosen.count
    var lower = [Double](repeating: 0, count: count * count)
    for (a, row) in chosen.enumerated() {
      for b in 0...a { lower[a * count + b] = hessian[row * order + chosen[b]] }
    }
    return lower
  }

  /// Moves one coordinate, and the slopes of all with it.
  private func take(_ step: Double, of j: Int, _ descent: inout Descent) {
    descent.d[j] += step
    Vectors.add(step, hessian, from: j * order, to: &descent.slope)
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
