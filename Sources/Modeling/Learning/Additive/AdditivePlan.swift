import RowcastClassification

/// How an additive model is learned: what its penalties are multiplied by, and which products it has.
struct AdditivePlan: Sendable {
  var classWeights: ClassWeights
  /// What strengths are multiplied by; one of them when it is decided.
  var multipliers: [Double]
  var products: Products
  var seed: UInt64

  enum Products: Sendable, Hashable {
    case none
    /// Pairs that the screen finds, at most so many, and triples of them.
    case found(limit: Int, triples: Bool)
    /// The columns of each.
    case asked([[String]])
  }

  /// The most products that are looked for.
  static let pairLimit = 10
  static let tripleLimit = 6
  /// Deviations of the screen below which a product is not tried, and below which none is.
  static let leastDeviation = 2.5
  static let convincingDeviation = 4.0

  /// The most cells of all pairs, or of all triples.
  static func cellLimit(outputs: Int) -> Int { outputs == 1 ? 500 : max(100, 1000 / outputs) }
  /// The most features of an additive model without products.
  static func featureLimit(outputs: Int) -> Int { outputs == 1 ? 1200 : 4000 / outputs }
}
