/// How strongly two columns go together, from 0 (nothing) to 1 (one tells the other).
public struct Association: Sendable, Hashable {
  /// What it is measured by; raw values are for programs.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// Of two columns of numbers or days: Spearman's rank correlation, here without its sign.
    case rankCorrelation = "rank_correlation"
    /// Of two columns of categories: Cramér's V without its bias (W. Bergsma, 2013).
    case cramersV = "cramers_v"
    /// Of a category and a number: the correlation ratio of ranks without its bias (T. Kelley,
    /// 1935).
    case rankCorrelationRatio = "rank_correlation_ratio"
  }

  /// The earlier column.
  public var first: String
  /// The later column.
  public var second: String
  /// What it is measured by.
  public var measure: Measure
  /// From 0 to 1.
  public var strength: Double
  /// Whether one falls as the other rises; of two columns of numbers.
  public var isFalling: Bool
  /// The rows with both values that it was measured in.
  public var rows: Int
}

/// A sampled column, ready to be held against others.
struct MeasuredColumn: Sendable {
  /// Its name.
  var name: String
  /// Ranks of numbers from 0, equal ones sharing their mean; NaN without a value. Empty for levels.
  var ranks: [Double] = []
  /// Codes of levels; -1 without a value. Empty for numbers.
  var codes: [Int32] = []
  var levels: [String] = []
  /// The numbers.
  var values: [Double] = []
  /// Whether numbers are milliseconds since 1970.
  var isDay = false

  var isNumber: Bool { codes.isEmpty }

  /// The levels that are told apart; rarer ones are one.
  static let mostLevels = 60
  /// The fewest rows with both values.
  private static let fewestRows = 20

  func association(with other: MeasuredColumn) -> Association? {
    let found: (strength: Double, isFalling: Bool, rows: Int)?
    let measure: Association.Measure
    switch (isNumber, other.isNumber) {
    case (true, true):
      measure = .rankCorrelation
      found = Self.correlation(ranks, other.ranks)
    case (false, false):
      measure = .cramersV
      found = Self.cramersV(codes, levels.count, other.codes, other.levels.count)
    case (true, false):
      measure = .rankCorrelationRatio
      found = Self.ratio(ranks, other.codes, other.levels.count)
    case (false, true):
      measure = .rankCorrelationRatio
      found = Self.ratio(other.ranks, codes, levels.count)
    }
    guard let found, found.rows >= Self.fewestRows, found.strength.isFinite else { return nil }
    return Association(
      first: name, second: other.name, measure: measure,
      // Four digits are more than a sample tells.
      strength: (min(1, max(0, found.strength)) * 1e4).rounded() / 1e4,
      isFalling: found.isFalling, rows: found.rows)
  }

  /// Pearson's correlation of ranks.
  private static func correlation(
    _ a: [Double], _ b: [Double]
  ) -> (strength: Double, isFalling: Bool, rows: Int)? {
    var (n, sumA, sumB) = (0.0, 0.0, 0.0)
    for row in a.indices where !a[row].isNaN && !b[row].isNaN {
      n += 1
      sumA += a[row]
      sumB += b[row]
    }
    guard n > 1 else { return nil }
    let (meanA, meanB) = (sumA / n, sumB / n)
    var (aa, bb, ab) = (0.0, 0.0, 0.0)
    for row in a.indices where !a[row].isNaN && !b[row].isNaN {
      let (x, y) = (a[row] - meanA, b[row] - meanB)
      aa += x * x
      bb += y * y
      ab += x * y
    }
    guard aa > 0, bb > 0 else { return nil }
    let r = ab / (aa * bb).squareRoot()
    return (r.magnitude, r < 0, Int(n))
  }

  /// `sqrt(max(0, φ² - (k-1)(r-1)/(n-1)) / min(k' - 1, r' - 1))`, `k' = k - (k-1)²/(n-1)`.
  private static func cramersV(
    _ a: [Int32], _ ka: Int, _ b: [Int32], _ kb: Int
  ) -> (strength: Double, isFalling: Bool, rows: Int)? {
    var counts = [Double](repeating: 0, count: ka * kb)
    var (ofA, ofB) = ([Double](repeating: 0, count: ka), [Double](repeating: 0, count: kb))
    var n = 0.0
    for row in a.indices where a[row] >= 0 && b[row] >= 0 {
      let (i, j) = (Int(a[row]), Int(b[row]))
      counts[i * kb + j] += 1
      ofA[i] += 1
      ofB[j] += 1
      n += 1
    }
    let (r, k) = (Double(ofA.count { $0 > 0 }), Double(ofB.count { $0 > 0 }))
    guard n > 1, r > 1, k > 1 else { return nil }
    var square = 0.0
    for i in 0..<ka where ofA[i] > 0 {
      for j in 0..<kb where counts[i * kb + j] > 0 {
        square += counts[i * kb + j] * counts[i * kb + j] / (ofA[i] * ofB[j])
      }
    }
    let phi = max(0, square - 1 - (k - 1) * (r - 1) / (n - 1))
    let least = min(k - (k - 1) * (k - 1) / (n - 1), r - (r - 1) * (r - 1) / (n - 1)) - 1
    return least > 0 ? ((phi / least).squareRoot(), false, Int(n)) : nil
  }

  /// `sqrt(1 - (1 - η²)(n - 1)/(n - k))`, η² the share of the ranks' variance between levels.
  private static func ratio(
    _ ranks: [Double], _ codes: [Int32], _ count: Int
  ) -> (strength: Double, isFalling: Bool, rows: Int)? {
    var (sums, sizes) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    var (n, sum) = (0.0, 0.0)
    for row in codes.indices where codes[row] >= 0 && !ranks[row].isNaN {
      sums[Int(codes[row])] += ranks[row]
      sizes[Int(codes[row])] += 1
      sum += ranks[row]
      n += 1
    }
    let k = Double(sizes.count { $0 > 0 })
    guard n > k, k > 1 else { return nil }
    let mean = sum / n
    var all = 0.0
    for row in codes.indices where codes[row] >= 0 && !ranks[row].isNaN {
      all += (ranks[row] - mean) * (ranks[row] - mean)
    }
    guard all > 0 else { return nil }
    var between = 0.0
    for (sum, size) in zip(sums, sizes) where size > 0 {
      between += size * (sum / size - mean) * (sum / size - mean)
    }
    let rest = (1 - between / all) * (n - 1) / (n - k)
    return (max(0, 1 - rest).squareRoot(), false, Int(n))
  }
}
