// e^x for eight numbers at once, for arguments that are not above 700.
//
// Cody and Waite: n = round(x / ln 2), r = x - n ln 2 in two parts, e^x = 2^n e^r with |r| <= 0.347,
// and e^r by its Taylor polynomial of degree 13 (the next term is 4e-18). Errors stay below two
// units in the last place; below -708 the result is 0. Without a call and without a branch, it
// compiles to plain vector code on every machine.

/// The exponential of each lane; lanes must be at most 700.
@inline(__always)
func exponential(_ x: SIMD8<Double>) -> SIMD8<Double> {
  typealias V = SIMD8<Double>
  let clamped = x.replacing(with: V(repeating: -708), where: x .< -708)
  let shift = V(repeating: 0x1.8p52)
  let shifted = clamped * 1.4426950408889634 + shift
  let n = shifted - shift
  let r = (clamped - n * 6.93145751953125e-1) - n * 1.4286068203094173e-6
  // 13 terms of e^r, in pairs (Estrin) so that the multiplications do not wait for each other.
  let r2 = r * r
  let r4 = r2 * r2
  let r8 = r4 * r4
  let p01 = r + 1
  let p23 = r * (1.0 / 6) + 0.5
  let p45 = r * (1.0 / 120) + (1.0 / 24)
  let p67 = r * (1.0 / 5040) + (1.0 / 720)
  let p89 = r * (1.0 / 362880) + (1.0 / 40320)
  let pab = r * (1.0 / 39_916_800) + (1.0 / 3_628_800)
  let pcd = r * (1.0 / 6_227_020_800) + (1.0 / 479_001_600)
  let low = (p45 + p67 * r2) * r4 + p23 * r2
  let high = (p89 + pab * r2) + pcd * r4
  let power = (high * r8 + low) + p01
  // 2^n is built from the low bits of `shifted`, where the rounding left n.
  let exponent = (unsafeBitCast(shifted, to: SIMD8<Int64>.self) &+ 1023) &<< 52
  let result = power * unsafeBitCast(exponent, to: V.self)
  return result.replacing(with: 0, where: x .< -708)
}

/// Replaces each of `count` numbers (at most 700) by its exponential.
func exponentiate(_ values: UnsafeMutablePointer<Double>, count: Int) {
  var i = 0
  while i + 8 <= count {
    let raw = UnsafeMutableRawPointer(values + i)
    raw.storeBytes(
      of: exponential(UnsafeRawPointer(raw).loadUnaligned(as: SIMD8<Double>.self)),
      as: SIMD8<Double>.self)
    i += 8
  }
  if i < count {
    var last = SIMD8<Double>()
    for j in i..<count { last[j - i] = values[j] }
    last = exponential(last)
    for j in i..<count { values[j] = last[j - i] }
  }
}
