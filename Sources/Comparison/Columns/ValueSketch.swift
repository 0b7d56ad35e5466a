/// How often the values of a column are there, by their hashes: of all values, or of a known share
/// of the different ones when they are many.
struct ValueSketch: Sendable {
  private(set) var level = 0
  private(set) var counts: [UInt64: Int] = [:]
  /// All values, the missing ones left out.
  private(set) var total = 0
  static let limit = 2048

  mutating func add(_ hash: UInt64) {
    total += 1
    guard hash.trailingZeroBitCount >= level else { return }
    counts[hash, default: 0] += 1
    while counts.count > Self.limit, level < 60 {
      level += 1
      counts = counts.filter { $0.key.trailingZeroBitCount >= level }
    }
  }

  /// About how many different values there are.
  var distinct: Int { counts.count << level }

  /// Whether most values are there once, as those of names and numbers of things are.
  var isMostlyUnique: Bool { distinct * 2 >= total }

  /// How far apart the frequencies are, against what they would be between two samples of one
  /// distribution: about 1 for these, near 0 for the same rows under another name. It is the statistic
  /// of chi-square for each degree of freedom; nil for fewer than two different values.
  func distance(to other: ValueSketch) -> Double? {
    let level = max(level, other.level)
    let hashes = Set(counts.keys).union(other.counts.keys).filter {
      $0.trailingZeroBitCount >= level
    }
    guard hashes.count > 1, total > 0, other.total > 0 else { return nil }
    let ratio = (Double(other.total) / Double(total)).squareRoot()
    // In the order of the hashes, so that the sum is always the same.
    let sum = hashes.sorted().reduce(0.0) { sum, hash in
      let (a, b) = (Double(counts[hash] ?? 0), Double(other.counts[hash] ?? 0))
      let difference = a * ratio - b / ratio
      return sum + difference * difference / (a + b)
    }
    return sum / Double(hashes.count - 1)
  }

  /// How much of both columns is of the same values as often: 0 for nothing, 1 for all. The sum of
  /// the lesser shares over that of the greater ones (the weighted similarity of Jaccard).
  func similarity(to other: ValueSketch) -> Double {
    let level = max(level, other.level)
    let (n, m) = (Double(max(1, total)), Double(max(1, other.total)))
    var (least, most) = (0.0, 0.0)
    // In the order of the hashes, so that the sums are always the same.
    for (hash, count) in counts.sorted(by: { $0.key < $1.key })
    where hash.trailingZeroBitCount >= level {
      let (own, its) = (Double(count) / n, Double(other.counts[hash] ?? 0) / m)
      least += min(own, its)
      most += max(own, its)
    }
    for (hash, count) in other.counts.sorted(by: { $0.key < $1.key })
    where hash.trailingZeroBitCount >= level {
      if counts[hash] == nil { most += Double(count) / m }
    }
    return most > 0 ? least / most : 0
  }
}
