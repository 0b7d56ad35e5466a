extension [Double] {
  /// A quantile of ascending values, linear between ranks (type 7 of R. J. Hyndman, Y. Fan, "Sample
  /// quantiles in statistical packages", 1996); 0 of none.
  /// - Parameter level: from 0 to 1.
  package func quantile(_ level: Double) -> Double {
    guard let last else { return 0 }
    let place = Swift.min(Swift.max(level, 0), 1) * Double(count - 1)
    let rank = Int(place)
    guard rank + 1 < count else { return last }
    return self[rank] + (self[rank + 1] - self[rank]) * (place - Double(rank))
  }
}
