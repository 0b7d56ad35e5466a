extension NumberSketch {
  /// Whether every number has a bucket of its own, so that all that is told is exact.
  public var isExact: Bool { exponent == nil }

  /// How far a quantile or the place of a number may be off: the width of a bucket; 0 when exact.
  public var error: Double {
    exponent.map { Double(sign: .plus, exponent: $0, significand: 1) } ?? 0
  }

  /// The buckets that hold numbers: the least number that belongs there, and how many do.
  public var buckets: [(from: Double, count: Int)] {
    zip(edges, counts).map { ($0, $1) }
  }

  /// The quantiles at ascending levels from 0 to 1, linear between ranks as in R's type 7; off by
  /// no more than ``error``. Empty when there is no number.
  ///
  /// The numbers of a bucket count as spread evenly over it.
  public func quantiles(at levels: [Double]) -> [Double] {
    guard count > 0 else { return [] }
    var bucket = 0
    var before = 0
    func value(ofRank rank: Int) -> Double {
      if rank == 0 || rank == count - 1 { return rank == 0 ? minimum : maximum }
      while bucket < counts.count - 1, before + counts[bucket] <= rank {
        before += counts[bucket]
        bucket += 1
      }
      let inside = (Double(rank - before) + 0.5) / Double(counts[bucket])
      return min(maximum, max(minimum, edges[bucket] + error * inside))
    }
    return levels.map { level in
      let place = min(max(level, 0), 1) * Double(count - 1)
      let rank = Int(place)
      let low = value(ofRank: rank)
      let part = place - Double(rank)
      // The next rank is read from a copy of the place, since levels may be close to each other.
      let (savedBucket, savedBefore) = (bucket, before)
      let high = part > 0 ? value(ofRank: min(count - 1, rank + 1)) : low
      (bucket, before) = (savedBucket, savedBefore)
      return low == high ? low : low + (high - low) * part
    }
  }

  /// Numbers in bins between ascending edges, the last of which belongs to the last bin; and those
  /// below and above all bins.
  ///
  /// A bucket belongs to the bin that its middle is in.
  public func histogram(_ bins: [Double]) -> (counts: [Int], below: Int, above: Int) {
    var found = [Int](repeating: 0, count: max(0, bins.count - 1))
    var (below, above) = (0, 0)
    guard let first = bins.first, let last = bins.last, !found.isEmpty else { return (found, 0, 0) }
    var bin = 0
    for (edge, count) in zip(edges, counts) {
      let middle = min(maximum, max(minimum, edge + error / 2))
      if middle < first {
        below += count
      } else if middle > last {
        above += count
      } else {
        while bin < found.count - 1, middle >= bins[bin + 1] { bin += 1 }
        found[bin] += count
      }
    }
    return (found, below, above)
  }
}
