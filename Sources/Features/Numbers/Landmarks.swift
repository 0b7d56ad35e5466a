/// The empirical distribution of numbers at evenly spaced quantiles.
enum Landmarks {
  /// The number of quantiles kept for many rows.
  static let limit = 1001

  /// The quantiles of the values from the smallest to the largest.
  static func fitted(to values: [Double]) -> [Double] {
    let count = min(limit, max(2, values.count))
    return Quantiles.at((0..<count).map { Double($0) / Double(count - 1) }, of: values)
  }

  /// The share of training values below a number, linear between landmarks; where landmarks
  /// repeat, the middle of the shares they cover.
  static func share(of value: Double, among landmarks: [Double]) -> Double {
    guard let low = landmarks.first, let high = landmarks.last, low < high else { return 0 }
    if value <= low { return 0 }
    if value >= high { return 1 }
    let last = Double(landmarks.count - 1)
    let above = firstIndex(in: landmarks) { $0 > value }
    let from = firstIndex(in: landmarks) { $0 >= value }
    if from < above { return (Double(from) + Double(above - 1)) / 2 / last }
    let (a, b) = (landmarks[above - 1], landmarks[above])
    return (Double(above - 1) + (value - a) / (b - a)) / last
  }

  /// The first place where a condition that stays true once it is true holds.
  private static func firstIndex(in values: [Double], _ condition: (Double) -> Bool) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
