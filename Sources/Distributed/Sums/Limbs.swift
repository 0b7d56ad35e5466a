// The hot loop of exact sums: a double is cut into three pieces of 32 bits, which are added to three
// neighboring limbs. Two shifts and three additions; no carry is looked at before `patience` of them.
//
//     mantissa   |......................53......................|      << shift (0 to 31)
//     limbs      | k + 2: the rest | k + 1: 32 bits | k: 32 bits |

/// Runs of limbs in an array.
enum Limbs {
  /// Enough for the largest double, and for more of them than there can be rows.
  static let count = 70
  /// Additions after which a limb of 64 bits may be full: each adds less than 2^32.
  static let patience = 1 << 30

  /// Adds a finite number to the limbs that begin at a place.
  /// - Precondition: there are ``count`` of them; of the largest double the last one is `start + 65`.
  @inline(__always)
  static func add(_ x: Double, to limbs: inout MutableSpan<Int64>, at start: Int) {
    assert(x.isFinite && start >= 0 && start + count <= limbs.count)
    let bits = x.bitPattern
    let exponent = Int(truncatingIfNeeded: (bits >> 52) & 0x7FF)
    let fraction = bits & 0xF_FFFF_FFFF_FFFF
    let mantissa = exponent == 0 ? fraction : fraction | 1 << 52
    let place = exponent == 0 ? 0 : exponent - 1
    let shift = UInt64(truncatingIfNeeded: place & 31)
    let low = Int64(truncatingIfNeeded: (mantissa << shift) & 0xFFFF_FFFF)
    let rest = mantissa >> (32 - shift)
    let middle = Int64(truncatingIfNeeded: rest & 0xFFFF_FFFF)
    let high = Int64(truncatingIfNeeded: rest >> 32)
    // All ones for a negative number: (v ^ sign) - sign is -v.
    let sign = Int64(bitPattern: bits) >> 63
    let limb = start &+ place >> 5
    limbs[limb] &+= (low ^ sign) &- sign
    limbs[limb &+ 1] &+= (middle ^ sign) &- sign
    limbs[limb &+ 2] &+= (high ^ sign) &- sign
  }

  /// Moves what is beyond 32 bits to the next limb; the last one keeps the sign.
  static func carry(_ limbs: inout [Int64], at start: Int) {
    for i in start..<(start + count - 1) {
      let carried = limbs[i] >> 32
      limbs[i] -= carried << 32
      limbs[i + 1] += carried
    }
  }
}
