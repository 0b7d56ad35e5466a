internal import RowcastMachine

/// What nearly all rows obey to the last digit: a number that is computed from others of its row, or
/// a value that is never greater than another. A row that does not is odd, however small the
/// difference is on the scale of the column; one that does is not to be accused by an estimate.
struct RowRule: Sendable, Hashable, Codable {
  /// How the first of ``columns`` follows from the others.
  enum Kind: String, Sendable, Hashable, Codable {
    /// The second and the third added up.
    case sum
    /// One times the other.
    case product
    /// One by the other.
    case quotient
    /// So much of the second, and a fixed amount.
    case line
    /// Not greater than the second.
    case order

    /// What it is likelier to be when two hold alike.
    var rank: Int {
      switch self {
      case .sum, .product: 0
      case .quotient: 1
      case .line, .order: 2
      }
    }
  }

  let kind: Kind
  /// The places of the columns: what follows, and from what.
  let columns: [Int]
  /// Of a line: the slope and the fixed amount.
  let slope: Double
  let offset: Double
  /// Half a unit in the last place of each column; 0 where rounding of it does not matter.
  let halves: [Double]
  /// The rows that were looked at, and those of them that do not obey.
  let rows: Int
  let exceptions: Int

  /// Whether it holds only when what it is computed from may have been rounded.
  var isLoose: Bool { halves.dropFirst().contains { $0 > 0 } }

  /// Whether a value follows, and is not only bounded.
  var isFormula: Bool { kind != .order }

  /// `-log` of the share of rows that break it, and as much again as so many rows are evidence; it
  /// counts more than what is rare, since it is wrong.
  var surprise: Double {
    let rows = Double(max(2, rows))
    return 1.5 * (Elementary.log(rows / Double(max(1, exceptions))) + Elementary.log(rows))
  }

  /// What the first column would be.
  @inline(__always)
  func result(_ x: Double, _ y: Double) -> Double {
    switch kind {
    case .sum: x + y
    case .product: x * y
    case .quotient: x / y
    case .line: slope * x + offset
    case .order: x
    }
  }

  /// How far off the result may be by the rounding of what it is computed from.
  @inline(__always)
  func rounding(_ x: Double, _ y: Double) -> Double {
    switch kind {
    case .sum: halves[1] + halves[2]
    case .product: halves[1] * y.magnitude + halves[2] * x.magnitude
    case .quotient: halves[1] / y.magnitude + halves[2] * x.magnitude / (y.magnitude * y.magnitude)
    case .line: halves[1] * slope.magnitude
    case .order: 0
    }
  }

  /// How far off it may be by all rounding, that of the arithmetic too.
  @inline(__always)
  private func tolerance(_ z: Double, _ x: Double, _ y: Double) -> Double {
    let own = halves[0] * (1 + 1e-6) + 1e-9 * max(z.magnitude, 1e-300)
    let least =
      switch kind {
      case .sum: 1e-9 * max(x.magnitude, y.magnitude)
      case .line: 1e-9 * offset.magnitude
      case .product, .quotient, .order: 0.0
      }
    return own + (rounding(x, y) + least)
  }

  /// How a row stands to it: 0 obeys, 1 is within what rounding in two ways could do, 2 does not obey;
  /// nil where a value is missing.
  func standing(_ row: Int, _ values: [[Double]]) -> Int? {
    standing(
      values[columns[0]][row], values[columns[1]][row],
      columns.count > 2 ? values[columns[2]][row] : 0)
  }

  /// How a row stands to it with another value at a place of ``columns``.
  func standing(_ row: Int, _ values: [[Double]], with value: Double, at place: Int) -> Int? {
    var own = columns.map { values[$0][row] }
    own[place] = value
    return standing(own[0], own[1], own.count > 2 ? own[2] : 0)
  }

  private func standing(_ z: Double, _ x: Double, _ y: Double) -> Int? {
    guard z.isFinite, x.isFinite, y.isFinite, kind != .quotient || y != 0 else { return nil }
    if kind == .order { return z <= x ? 0 : 2 }
    let (off, tolerance) = ((z - result(x, y)).magnitude, tolerance(z, x, y))
    // A sum of what is written rounds nothing: one unit off is wrong.
    let most = kind == .sum && !isLoose ? 1.05 : 2.0
    return off <= tolerance * 1.05 ? 0 : off <= tolerance * most ? 1 : 2
  }

  /// What the column at a place of ``columns`` would be for the rule to be obeyed; nil where nothing
  /// follows.
  func implied(_ place: Int, _ row: Int, _ values: [[Double]]) -> Double? {
    let z = values[columns[0]][row]
    let x = values[columns[1]][row]
    let y = columns.count > 2 ? values[columns[2]][row] : 0
    let value: Double
    switch (kind, place) {
    case (.order, _): return nil
    case (_, 0): value = result(x, y)
    case (.sum, 1): value = z - y
    case (.sum, _): value = z - x
    case (.product, 1): value = z / y
    case (.product, _): value = z / x
    case (.quotient, 1): value = z * y
    case (.quotient, _): value = x / z
    case (.line, _): value = (z - offset) / slope
    }
    guard value.isFinite else { return nil }
    // As it would be written.
    let unit = 2 * halfUnits[place]
    return unit > 0 ? DecimalPlaces.rounded(value, unit: unit) : value
  }

  /// Half a unit in the last place of each column, also where the rounding of it does not matter.
  let halfUnits: [Double]

  func isSound(columns count: Int) -> Bool {
    columns.count == (kind == .line || kind == .order ? 2 : 3)
      && columns.allSatisfy { (0..<count).contains($0) } && Set(columns).count == columns.count
      && halves.count == columns.count && halfUnits.count == columns.count
      && (halves + halfUnits).allSatisfy { $0.isFinite && $0 >= 0 } && slope.isFinite
      && offset.isFinite && rows >= 0 && exceptions >= 0
  }
}
