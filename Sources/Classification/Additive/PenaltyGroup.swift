/// Weights of features that belong together, with a penalty `strength / 2 b' S b` of their own.
///
/// The strength has the unit of rows: it stands beside the sum of their losses.
public struct PenaltyGroup: Sendable, Hashable {
  /// What of the weights is kept small.
  public enum Shape: Sendable, Hashable {
    /// Their squares: `S` is the identity.
    case ridge
    /// The squares of their differences of that order (1 or 2) along the features, and a thousandth
    /// of their own squares (P-splines: Eilers and Marx 1996).
    case differences(order: Int)
  }

  /// The features of the group, in the order of the weights.
  public var features: Range<Int>
  /// What is kept small.
  public var shape: Shape
  /// The strength that the search for the best one starts from.
  public var strength: Double

  /// Groups must not overlap; features in none have no penalty.
  public init(features: Range<Int>, shape: Shape, strength: Double) {
    self.features = features
    self.shape = shape
    self.strength = strength
  }
}

/// A group of weights after the fit.
public struct FittedPenalty: Sendable, Hashable, Codable {
  /// The first feature of the group.
  public var first: Int
  /// The features of the group.
  public var count: Int
  /// The strength that the data ask for.
  public var strength: Double
  /// Effective degrees of freedom: what the group uses of its weights, between 0 and their number.
  public var freedom: Double

  /// Figures of a fit; nothing is computed.
  public init(first: Int, count: Int, strength: Double, freedom: Double) {
    self.first = first
    self.count = count
    self.strength = strength
    self.freedom = freedom
  }

  /// The features of the group.
  public var features: Range<Int> { first..<(first + count) }
}

/// The matrix `S` of a group: symmetric, with two diagonals beside the middle one.
struct BandedShape: Sendable {
  /// `bands[d][i]` is the entry `(i + d, i)`.
  let bands: [[Double]]

  static let floor = 1e-3

  init(_ shape: PenaltyGroup.Shape, count: Int) {
    switch shape {
    case .ridge: bands = [[Double](repeating: 1, count: count)]
    case .differences(let order):
      var bands = [[Double]](repeating: [Double](repeating: 0, count: count), count: 3)
      for i in 0..<count { bands[0][i] = Self.floor }
      let steps: [Double] = order == 1 ? [-1, 1] : [1, -2, 1]
      for start in stride(from: 0, through: count - steps.count, by: 1) {
        for (i, a) in steps.enumerated() {
          for (j, b) in steps.enumerated() where j <= i { bands[i - j][start + j] += a * b }
        }
      }
      self.bands = bands
    }
  }

  /// `S b`.
  func times(_ b: [Double]) -> [Double] {
    var product = b
    for i in b.indices { product[i] = bands[0][i] * b[i] }
    for d in bands.indices.dropFirst() {
      for i in stride(from: 0, to: b.count - d, by: 1) {
        product[i + d] += bands[d][i] * b[i]
        product[i] += bands[d][i] * b[i + d]
      }
    }
    return product
  }
}
