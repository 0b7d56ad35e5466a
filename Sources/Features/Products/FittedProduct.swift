/// Two or three columns whose effect on each other is learned: a grid with a weight for each cell.
///
/// A row touches one cell for its levels; of numbers, which stand between two knots, the two beside
/// them, so that the surface is straight along each number (a tensor product of coarse hats).
public struct FittedProduct: Sendable, Hashable, Codable {
  /// The columns, in the order of the table.
  public var axes: [ProductAxis]
  /// The mean of each cell over the training rows, the last axis running fastest.
  public var shares: [Double]

  /// One share for each cell.
  public init(axes: [ProductAxis], shares: [Double]) {
    self.axes = axes
    self.shares = shares
  }

  /// `age × hours`.
  public var name: String { axes.map(\.column).joined(separator: " × ") }

  /// The cells.
  public var width: Int { shares.count }

  /// How many cells apart neighbors along each axis are.
  public var strides: [Int] {
    var strides = [Int](repeating: 1, count: axes.count)
    for i in stride(from: axes.count - 2, through: 0, by: -1) {
      strides[i] = strides[i + 1] * axes[i + 1].count
    }
    return strides
  }

  /// The entries of a row: two for each number, times each other.
  var entryCount: Int { axes.reduce(1) { $0 * ($1.isNumber ? 2 : 1) } }

  /// The places along each axis of a cell.
  public func places(of cell: Int) -> [Int] {
    zip(strides, axes).map { cell / $0 % $1.count }
  }

  /// Whether the axes make as many cells as there are shares.
  var isSound: Bool {
    guard (2...3).contains(axes.count), axes.allSatisfy(\.isSound) else { return false }
    var cells = 1
    for axis in axes {
      cells *= axis.count
      guard cells <= 1_000_000 else { return false }
    }
    return cells == shares.count && shares.allSatisfy(\.isFinite)
  }
}

/// One column of a product, coarser than its own features: few knots, or few levels.
public struct ProductAxis: Sendable, Hashable, Codable {
  /// The column's name in the table.
  public var column: String
  /// The knots of a column of numbers, ascending, among those of its curve; empty for categories.
  public var knots: [Double]
  /// Whether a missing number has a place of its own, behind the knots; else it counts as what stands
  /// for it.
  public var hasMissing: Bool
  /// For each one-hot feature of a category its place, and last that of no feature; -1 for none.
  public var places: [Int]

  /// An axis of numbers has knots, one of a category places.
  public init(column: String, knots: [Double] = [], hasMissing: Bool = false, places: [Int] = []) {
    self.column = column
    self.knots = knots
    self.hasMissing = hasMissing
    self.places = places
  }

  /// Whether the column holds numbers.
  public var isNumber: Bool { !knots.isEmpty }

  /// The places along the axis.
  public var count: Int {
    isNumber ? knots.count + (hasMissing ? 1 : 0) : (places.max() ?? -1) + 1
  }

  /// The place of a number and how far it is on the way to the next one; NaN is missing.
  public func place(of x: Double, fill: Double) -> (place: Int, share: Double) {
    if !x.isFinite, hasMissing { return (knots.count - 1, 1) }
    let (knot, share) = FittedCurve.place(of: x.isFinite ? x : fill, among: knots)
    return (knot, share)
  }

  var isSound: Bool {
    isNumber
      ? places.isEmpty && FittedCurve(knots: knots, shares: knots).isSound
      : count > 0 && places.allSatisfy { (-1..<1_000_000).contains($0) }
  }
}
