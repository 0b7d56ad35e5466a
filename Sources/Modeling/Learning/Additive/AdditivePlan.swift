import RowcastClassification
import RowcastMachine

/// How an additive model is learned: what its penalties are multiplied by, and which products it has.
struct AdditivePlan: Sendable {
  var classWeights: ClassWeights
  /// What strengths are multiplied by; one of them when it is decided.
  var multipliers: [Double]
  var products: Products
  var seed: UInt64
  /// Where the solver stops, and after how many steps; nil for its own.
  var tolerance: Double?
  var maxIterations: Int?

  /// What strengths are multiplied by once that is decided; until then by nothing.
  var multiplier: Double { multipliers.count == 1 ? multipliers[0] : 1 }

  enum Products: Sendable, Hashable {
    case none
    /// Pairs that the screen finds, at most so many, and triples of them.
    case found(limit: Int, triples: Bool)
    /// The columns of each.
    case asked([[String]])
  }

  /// Rows up to which several multipliers are tried.
  static let severalMultipliers = 10_000
  /// The most products that are looked for.
  static let pairLimit = 10
  static let tripleLimit = 6
  /// Deviations of the screen below which a product is not tried.
  static let leastDeviation = 2.5

  /// Deviations of the best of so many findings below which none is tried: chance alone makes the best
  /// of many look like something.
  static func convincingDeviation(of count: Int) -> Double {
    max(4, (2 * Elementary.log(Double(max(1, count)))).squareRoot() + 1.5)
  }

  /// The most cells of all pairs, or of all triples.
  static func cellLimit(outputs: Int) -> Int { outputs == 1 ? 500 : max(100, 1000 / outputs) }
  /// The most features of an additive model without products.
  ///
  /// Of more than two classes there is a Hessian for each, and what factoring takes grows with the cube.
  static func featureLimit(outputs: Int) -> Int {
    guard outputs > 1 else { return 1200 }
    var limit = 64
    while Double(outputs) * Double(limit * limit * limit) < factoring { limit += 8 }
    return limit
  }

  /// The most features beside cells, however they are shared out.
  static func widest(outputs: Int) -> Int { featureLimit(outputs: outputs) * 5 / 4 }

  /// The cube of the features, times the Hessians, beyond which a step takes long.
  static let factoring = 2e8
}
