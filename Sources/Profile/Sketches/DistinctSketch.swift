/// Different values by their hashes, in bounded memory: all of them while they are few, then a
/// random share of them, each with the exact number of its rows.
///
/// A value has a level, the trailing zero bits of its hash: half of all values have level 0, a
/// quarter level 1. When more than ``capacity`` are held, those of the lowest level go, and never
/// come back. What is left is a sample of the *values*, each 2^level-th of them, of which every row
/// was seen (P. Gibbons, "Distinct sampling for highly-accurate answers to distinct values queries
/// and event reports", VLDB 2001). So the level follows from the set of values alone, and any cutting
/// of the rows, merged in their order, gives the same sketch.
public struct DistinctSketch: Sendable {
  /// A value that is held.
  public struct Entry: Sendable, Hashable {
    /// The hash of the value, never 0.
    public internal(set) var hash: UInt64
    /// What else is known of its first row.
    var mark: UInt64
    /// Its rows.
    public internal(set) var count: Int
    /// The number of its first row.
    public internal(set) var first: UInt32
    /// The number of the first later row that has another mark; 0 when there is none.
    public internal(set) var other: UInt32
  }

  /// The most values that are held.
  public let capacity: Int
  /// The values of this level and above are held; from 1 on the sketch is a sample.
  public private(set) var level = 0
  /// The values that are held, by their first row.
  public private(set) var entries: [Entry] = []
  /// The upper half of a hash, and below it the place of its entry plus 1; 0 is free. Other values are
  /// told by their halves, without a look at entries.
  private var slots: [UInt64] = []

  /// A sketch of no values.
  /// - Parameter level: what is below this level is known not to be held in the end.
  public init(capacity: Int, level: Int = 0) {
    self.capacity = max(16, capacity)
    self.level = level
  }

  /// Counts rows with a value.
  /// - Parameters:
  ///   - hash: well mixed.
  ///   - mark: what tells rows of one value apart.
  ///   - row: the number of the row, or of the first of them.
  ///   - rows: how many.
  ///   - other: the first of them that has another mark; 0 when there is none.
  /// - Returns: whether the value is held now and was not before.
  @inline(__always) @discardableResult
  mutating func add(
    _ hash: UInt64, mark: UInt64, row: UInt32, rows: Int = 1, other: UInt32 = 0
  ) -> Bool {
    guard hash.trailingZeroBitCount >= level else { return false }
    return add(
      Entry(hash: hash == 0 ? 1 << 63 : hash, mark: mark, count: rows, first: row, other: other))
  }

  private mutating func add(_ entry: Entry) -> Bool {
    if slots.isEmpty { slots = Array(repeating: 0, count: 64) }
    let mask = slots.count - 1
    var slot = Self.slot(entry.hash, mask)
    while slots[slot] != 0 {
      let place = Int(slots[slot] & 0xFFFF_FFFF) - 1
      if slots[slot] >> 32 == entry.hash >> 32, entries[place].hash == entry.hash {
        entries[place].count += entry.count
        if entries[place].other == 0 {
          entries[place].other =
            entries[place].mark == entry.mark ? entry.other : entry.first
        }
        return false
      }
      slot = (slot + 1) & mask
    }
    entries.append(entry)
    slots[slot] = Self.filled(entry.hash, place: entries.count - 1)
    if entries.count > capacity { raiseLevel() }
    if entries.count * 2 > slots.count { rehash(slots.count * 4) }
    return true
  }

  /// Adds the rows of another part, which come behind all these.
  public mutating func merge(_ other: DistinctSketch) {
    while level < other.level { raiseLevel() }
    for entry in other.entries where entry.hash.trailingZeroBitCount >= level { _ = add(entry) }
  }

  private mutating func raiseLevel() {
    repeat {
      level += 1
      entries.removeAll { $0.hash.trailingZeroBitCount < level }
    } while entries.count > capacity && level < 64
    rehash(slots.count)
  }

  private mutating func rehash(_ size: Int) {
    guard size > 0 else { return }
    slots = Array(repeating: 0, count: size)
    for (place, entry) in entries.enumerated() {
      var slot = Self.slot(entry.hash, size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Self.filled(entry.hash, place: place)
    }
  }

  @inline(__always)
  private static func filled(_ hash: UInt64, place: Int) -> UInt64 {
    hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(clamping: place + 1))
  }

  /// The low bits are alike among values of a level; the high ones are not.
  @inline(__always)
  private static func slot(_ hash: UInt64, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & mask
  }

  /// The entry of a value that is held.
  public func entry(of hash: UInt64) -> Entry? {
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    var slot = Self.slot(hash, mask)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot] & 0xFFFF_FFFF) - 1]
      if entry.hash == hash { return entry }
      slot = (slot + 1) & mask
    }
    return nil
  }
}

extension DistinctSketch: Equatable {
  /// Whether the same values are held, of the same rows.
  public static func == (a: DistinctSketch, b: DistinctSketch) -> Bool {
    a.level == b.level && a.entries == b.entries
  }
}

/// A count that is exact, or an estimate with its error.
public struct EstimatedCount: Sendable, Hashable {
  /// The count, or the estimate.
  public var value: Int
  /// Twice the standard error of the estimate, relative to it: of 20 estimates 19 are as near. 0 for
  /// an exact count.
  public var error: Double

  /// Whether it is no estimate.
  public var isExact: Bool { error == 0 }
}

extension DistinctSketch {
  /// Whether all values are held.
  public var isWhole: Bool { level == 0 }

  /// How many different values there are.
  public var distinct: EstimatedCount { estimate(entries.count) }

  /// How many values have a single row.
  public var single: EstimatedCount { estimate(entries.count { $0.count == 1 }) }

  /// How many rows repeat the value of a row before them.
  public var repeated: EstimatedCount { estimate(entries.reduce(0) { $0 + $1.count - 1 }) }

  /// Each value is held with the probability `p = 2^-level`, so that the count of those held is
  /// binomial; of `n` held the relative standard error is `sqrt((1 - p) / n)`.
  private func estimate(_ held: Int) -> EstimatedCount {
    guard level > 0 else { return EstimatedCount(value: held, error: 0) }
    let share = Double(sign: .plus, exponent: -level, significand: 1)
    let value = Double(held) / share
    return EstimatedCount(
      value: Int(exactly: value.rounded()) ?? .max,
      error: 2 * ((1 - share) / Double(max(1, entries.count))).squareRoot())
  }
}
