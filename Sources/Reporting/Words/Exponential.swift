internal import RowcastMachine

/// Log-odds as odds.
enum Exponential {
  static func of(_ x: Double) -> Double { exp(x) }
}
