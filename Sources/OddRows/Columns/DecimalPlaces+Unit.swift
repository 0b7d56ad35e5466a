extension DecimalPlaces {
  /// The nearest multiple of a unit that is a power of ten.
  static func rounded(_ value: Double, unit: Double) -> Double {
    guard unit > 0, (value / unit).magnitude < 0x1p51 else { return value }
    // By a whole number of units to one, so that 20.88 comes out as it is written.
    let units = (1 / unit).rounded()
    return units >= 1 ? (value * units).rounded() / units : (value / unit).rounded() * unit
  }

  /// Half a unit in the last decimal place that at least one in a hundred of ascending or other
  /// values has; 0 where they have more than can be told.
  static func halfUnit(of values: [Double]) -> Double {
    var counts = [Int](repeating: 0, count: count)
    var present = 0
    let step = max(1, values.count / 4096)
    for index in stride(from: 0, to: values.count, by: step) where values[index].isFinite {
      counts[Int(of(values[index]))] += 1
      present += 1
    }
    let most = counts.lastIndex { $0 * 100 > present } ?? 0
    guard most < count - 1 else { return 0 }
    return 0.5 / (0..<most).reduce(1.0) { power, _ in power * 10 }
  }
}
