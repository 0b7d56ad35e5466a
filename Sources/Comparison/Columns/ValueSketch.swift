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

  /// How much of both columns is of the same values as often: 0 for nothing, 1 for all. The sum of
  /// the lesser shares over that of the greater ones (the weighted similarity of Jaccard).
  func similarity(to other: ValueSketch) -> Double {
    let level = max(level, other.level)
    let (n, m) = (Double(max(1, total)), Double(max(1, other.total)))
    var (least, most) = (0.0, 0.0)
    for (hash, count) in counts where hash.trailingZeroBitCount >= level {
      let (own, its) = (Double(count) / n, Double(other.counts[hash] ?? 0) / m)
      least += min(own, its)
      most += max(own, its)
    }
    for (hash, count) in other.counts where hash.trailingZeroBitCount >= level {
      if counts[hash] == nil { most += Double(count) / m }
    }
    return most > 0 ? least / most : 0
  }
}
