#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Log-odds as odds.
enum Exponential {
  static func of(_ x: Double) -> Double { exp(x) }
}
