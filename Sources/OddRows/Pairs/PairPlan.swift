internal import RowcastMachine

/// Two columns whose values go together, counted in one grid of their coarse codes.
struct PairPlan: Sendable, Hashable, Codable {
  let first: Int
  let second: Int
  /// The mutual information in nats, less what chance gives.
  let strength: Double

  /// The place in the grid.
  @inline(__always)
  static func cell(_ a: Int32, _ b: Int32, width: Int) -> Int { Int(a) * width + Int(b) }
}

/// Finds the pairs of columns that depend on each other.
enum PairScreen {
  /// The rows that are enough for that.
  private static let rows = 8192
  private static let leastStrength = 0.01

  /// The strongest pairs, at most three for each column.
  /// - Parameters:
  ///   - columns: the places of the columns.
  ///   - bins: the coarse codes of each of them.
  ///   - widths: the number of codes of each.
  static func pairs(columns: [Int], bins: [[Int32]], widths: [Int]) -> [PairPlan] {
    let all = columns.indices.flatMap { i in ((i + 1)..<max(i + 1, columns.count)).map { (i, $0) } }
    let found = mapChunks(of: all.count, size: 16) { _, range in
      range.compactMap { index -> PairPlan? in
        let (i, j) = all[index]
        guard let strength = strength(bins[i], bins[j], widths[i], widths[j]) else { return nil }
        return PairPlan(first: columns[i], second: columns[j], strength: strength)
      }
    }.flatMap { $0 }
    return Array(
      found.sorted { ($1.strength, $0.first, $0.second) < ($0.strength, $1.first, $1.second) }
        .prefix(max(20, 3 * columns.count)))
  }

  /// The mutual information beyond chance; nil where the likelihood ratio does not show any.
  private static func strength(_ a: [Int32], _ b: [Int32], _ ka: Int, _ kb: Int) -> Double? {
    // Rows of a sample are in the order of the file: every nth stands for all of it.
    let step = max(1, a.count / rows)
    var counts = [Int](repeating: 0, count: ka * kb)
    var total = 0
    for row in stride(from: 0, to: a.count, by: step) {
      counts[PairPlan.cell(a[row], b[row], width: kb)] += 1
      total += 1
    }
    var (ofA, ofB) = ([Int](repeating: 0, count: ka), [Int](repeating: 0, count: kb))
    for i in 0..<ka {
      for j in 0..<kb {
        ofA[i] += counts[i * kb + j]
        ofB[j] += counts[i * kb + j]
      }
    }
    var ratio = 0.0
    for i in 0..<ka where ofA[i] > 0 {
      for j in 0..<kb where counts[i * kb + j] > 0 {
        let count = Double(counts[i * kb + j])
        ratio += count * Elementary.log(count * Double(total) / (Double(ofA[i]) * Double(ofB[j])))
      }
    }
    let freedom = Double((ofA.count { $0 > 0 } - 1) * (ofB.count { $0 > 0 } - 1))
    guard freedom > 0, 2 * ratio > freedom + 6 * (2 * freedom).squareRoot() + 10 else { return nil }
    let strength = (2 * ratio - freedom) / (2 * Double(total))
    return strength > leastStrength ? strength : nil
  }
}

/// How surprising each cell of a pair's grid is beyond its two margins.
struct PairRarity: Sendable {
  let width: Int
  let surprises: [Double]
  let counts: [UInt32]
  /// The rows of each code of the first and of the second column.
  private let ofFirst: [Double]
  private let ofSecond: [Double]
  private let total: Double

  /// - Parameters:
  ///   - counts: the grid by rows of the first column's codes.
  ///   - isOfLevels: whether codes from 2 on are levels, so that one column may determine the other.
  init(counts: [UInt32], width: Int, isOfLevels: Bool = false) {
    self.counts = counts
    self.width = max(1, width)
    let height = counts.count / self.width
    var (ofFirst, ofSecond) = (
      [Double](repeating: 0, count: height), [Double](repeating: 0, count: self.width)
    )
    for i in 0..<height {
      for j in 0..<self.width {
        ofFirst[i] += Double(counts[i * width + j])
        ofSecond[j] += Double(counts[i * width + j])
      }
    }
    let total = ofFirst.reduce(0, +)
    var ratios = [Double](repeating: 0, count: counts.count)
    var evidence = ratios
    for i in 0..<height {
      for j in 0..<self.width {
        let expected = total > 0 ? ofFirst[i] * ofSecond[j] / total : 0
        let count = Double(counts[i * width + j])
        ratios[i * width + j] = (count + 0.5) / (expected + 0.5)
        evidence[i * width + j] = Rarity.evidence(count, against: expected)
      }
    }
    let rarity = Rarity(
      counts: counts, total: Int(total), by: ratios, isAgainstChance: false)
    var surprises = zip(rarity.surprises, evidence).map { min($0, $1) }
    if isOfLevels, width > 0 {
      let transposed = (0..<width).flatMap { j in (0..<height).map { counts[$0 * width + j] } }
      for (place, surprise) in Self.broken(counts, width: width) {
        surprises[place] = max(surprises[place], surprise)
      }
      for (place, surprise) in Self.broken(transposed, width: height) {
        let cell = place % max(1, height) * width + place / max(1, height)
        surprises[cell] = max(surprises[cell], surprise)
      }
    }
    self.surprises = surprises
    (self.ofFirst, self.ofSecond, self.total) = (ofFirst, ofSecond, total)
  }

  /// The share of rows that may break what is determined otherwise.
  private static let exceptions = 0.005
  /// The rows that a level needs to be known.
  private static let knownRows: Double = 5

  /// The cells in which a level of the first column is not with the only level of the second that
  /// it is with otherwise, where that is so of every level: such a row is not rare, it is wrong.
  private static func broken(
    _ counts: [UInt32], width: Int
  ) -> [(place: Int, surprise: Double)] {
    let height = counts.count / max(1, width)
    guard height > 3, width > 3 else { return [] }
    var (all, kept, levels) = (0.0, 0.0, 0)
    var ofSecond = [Double](repeating: 0, count: width)
    var most = [Int](repeating: -1, count: height)
    var sizes = [Double](repeating: 0, count: height)
    for i in 2..<height {
      let row = (2..<width).map { Double(counts[i * width + $0]) }
      sizes[i] = row.reduce(0, +)
      guard sizes[i] >= knownRows, let top = row.indices.max(by: { row[$0] < row[$1] }) else {
        continue
      }
      most[i] = top + 2
      levels += 1
      all += sizes[i]
      kept += row[top]
      for j in row.indices { ofSecond[j + 2] += row[j] }
    }
    let total = counts.reduce(0.0) { $0 + Double($1) }
    let exceptions = all - kept
    guard levels > 1, all >= 0.9 * total, exceptions <= max(1, Self.exceptions * all),
      let frequent = ofSecond.max(), frequent <= 0.9 * all
    else { return [] }
    let surprise = Elementary.log(all / max(1, exceptions)) + Elementary.log(all)
    return (2..<height).flatMap { i -> [(place: Int, surprise: Double)] in
      guard most[i] >= 0 else { return [] }
      // What few rows show of a level is less evidence.
      let least = min(surprise, 3 * Elementary.log(sizes[i]))
      return (2..<width).compactMap { j in j == most[i] ? nil : (i * width + j, least) }
    }
  }

  /// How many rows a cell would have if the columns had nothing to do with each other.
  func expected(_ a: Int32, _ b: Int32) -> Double {
    total > 0 ? ofFirst[Int(a)] * ofSecond[Int(b)] / total : 0
  }
}
