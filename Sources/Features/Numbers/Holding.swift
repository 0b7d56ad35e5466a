/// Keeps numbers where their squares are finite.
extension FittedNumber {
  static func held(_ value: Double) -> Double { min(max(value, -largest), largest) }
}

extension Moments {
  /// Whether some number is larger than squares allow.
  var overflows: Bool { max(maximum, -minimum) > FittedNumber.largest }
}

extension [Double] {
  /// These numbers held within what squares allow, and their moments.
  func held(_ known: Moments?) -> (values: [Double], moments: Moments) {
    let moments = known ?? Moments(of: self)
    guard moments.overflows else { return (self, moments) }
    let values = map { $0.isFinite ? FittedNumber.held($0) : .nan }
    return (values, Moments(of: values))
  }
}
