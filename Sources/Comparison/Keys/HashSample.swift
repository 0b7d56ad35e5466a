internal import RowcastMachine

/// The different values of a column by their hashes, or a known share of them when they are many.
///
/// Every hash has a level, each as frequent as all above it together; when there are too many,
/// those of the lowest level go. Equal values have one level: what repeats is found among those that
/// are left, and two samples are of the same values wherever both have them.
struct HashSample: Sendable {
  /// The hashes that are kept have at least this level.
  private(set) var level = 0
  /// The number of hashes that are kept.
  private(set) var count = 0
  /// The hashes of a high enough level that were given, and those that were known already.
  private(set) var given = 0
  private(set) var repeats = 0
  private let limit: Int
  /// 0 is free.
  private var slots: [UInt64]

  /// - Parameter limit: the most hashes that are kept.
  init(limit: Int) {
    self.limit = max(16, limit)
    slots = Array(repeating: 0, count: 64)
  }

  /// Whether nothing repeats, as far as the sample tells.
  var isUnique: Bool { repeats == 0 }
  /// Whether almost nothing repeats: at most one in fifty.
  var isNearlyUnique: Bool { repeats * 50 <= given }
  /// Whether so much repeats that the others will not make up for it.
  private var isHopeless: Bool { repeats > 64 && repeats * 10 > given }

  /// - Returns: false when so much repeats that this is no key.
  mutating func insert(_ hash: UInt64) -> Bool {
    let hash = hash == 0 ? 1 << 63 : hash
    guard hash.trailingZeroBitCount >= level else { return true }
    given += 1
    guard place(hash) else {
      repeats += 1
      return !isHopeless
    }
    if count * 2 > slots.count { rebuild(size: slots.count * 4) }
    while count > limit, level < 60 {
      level += 1
      rebuild(size: slots.count)
    }
    return true
  }

  /// The share of the smaller one's values that the other one has, 0 to 1.
  func overlap(_ other: HashSample) -> Double {
    let level = max(level, other.level)
    let own = slots.lazy.filter { $0 != 0 && $0.trailingZeroBitCount >= level }
    let others = other.slots.lazy.filter { $0 != 0 && $0.trailingZeroBitCount >= level }
    let least = min(own.count { _ in true }, others.count { _ in true })
    guard least > 0 else { return 0 }
    return Double(own.count { other.contains($0) }) / Double(least)
  }

  private func contains(_ hash: UInt64) -> Bool {
    var slot = start(hash)
    while slots[slot] != 0 {
      if slots[slot] == hash { return true }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return false
  }

  private mutating func place(_ hash: UInt64) -> Bool {
    var slot = start(hash)
    while slots[slot] != 0 {
      if slots[slot] == hash { return false }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = hash
    count += 1
    return true
  }

  @inline(__always)
  private func start(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & (slots.count &- 1)
  }

  private mutating func rebuild(size: Int) {
    let old = slots
    slots = Array(repeating: 0, count: size)
    count = 0
    for hash in old where hash != 0 && hash.trailingZeroBitCount >= level { _ = place(hash) }
  }
}
