/// A convex function with a gradient, and a picture of its curvature.
protocol SmoothObjective {
  var dimension: Int { get }
  /// The value at a point; `gradient` is overwritten.
  func value(at point: [Double], gradient: inout [Double]) -> Double
  /// An approximation of the inverse Hessian at a point.
  func curvature(at point: [Double]) -> Curvature
  /// Whether building a curvature costs no more than a few values.
  var hasCheapCurvature: Bool { get }
}

/// An approximate Hessian that can be divided by.
enum Curvature: Sendable {
  /// One positive number for each coordinate.
  case diagonal([Double])
  /// A factored matrix over all coordinates.
  case full(FactoredBlocks)

  /// `H^-1 v`.
  func divided(_ v: [Double]) -> [Double] {
    switch self {
    case .diagonal(let diagonal): zip(v, diagonal).map { $0 / $1 }
    case .full(let blocks): blocks.divided(v)
    }
  }
}
