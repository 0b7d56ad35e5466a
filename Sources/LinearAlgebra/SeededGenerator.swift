/// A seeded random generator: xoshiro256**, its state filled by SplitMix64.
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2021).
/// The same seed gives the same numbers on every machine and in every release.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Any seed is good, 0 too.
  public init(seed: UInt64) {
    var mix = seed
    func next() -> UInt64 {
      defer { mix &+= SplitMix64.step }
      return SplitMix64.mixed(mix)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
    let result = rotated(state.1 &* 5, 7) &* 9
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = rotated(state.3, 45)
    return result
  }

  /// A number in [0, 1) with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in `0..<bound`, without bias (Lemire 2019).
  public mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let n = UInt64(bound)
    var product = next().multipliedFullWidth(by: n)
    if product.low < n {
      let threshold = (0 &- n) % n
      while product.low < threshold { product = next().multipliedFullWidth(by: n) }
    }
    return Int(product.high)
  }

  /// Shuffles in place (Fisher and Yates).
  public mutating func shuffle<Element>(_ values: inout [Element]) {
    guard values.count > 1 else { return }
    for i in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(i, below(i + 1))
    }
  }
}

/// Numbers that look random, from any numbers: seeds, marks of rows.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators" (2014).
package enum SplitMix64 {
  /// What a generator adds to its state for each number.
  package static var step: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// The number that follows a state.
  @inlinable @inline(__always)
  package static func mixed(_ state: UInt64) -> UInt64 {
    var z = state &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
