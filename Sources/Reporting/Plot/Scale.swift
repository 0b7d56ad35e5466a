import RowcastTabular

/// From the values of one axis to places on the page.
struct Scale: Sendable {
  var domain: ClosedRange<Double>
  var range: (from: Double, to: Double)
  var ticks: [Tick] = []

  struct Tick: Sendable {
    var value: Double
    var label: String
  }

  /// The place of a value.
  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    let share = width > 0 ? (value - domain.lowerBound) / width : 0.5
    return range.from + share * (range.to - range.from)
  }

  /// An axis whose ticks are round numbers (1, 2 or 5 times a power of ten) within the domain.
  static func linear(
    _ domain: ClosedRange<Double>, from: Double, to: Double, count: Int = 5,
    label: (Double, Double) -> String = Scale.plain
  ) -> Scale {
    var scale = Scale(domain: domain, range: (from, to))
    scale.ticks = Scale.roundValues(in: domain, count: count).values.map {
      Tick(value: $0, label: label($0, Scale.roundValues(in: domain, count: count).step))
    }
    return scale
  }

  /// An axis widened so that it begins and ends at round numbers.
  static func widened(
    _ domain: ClosedRange<Double>, from: Double, to: Double, count: Int = 5,
    label: (Double, Double) -> String = Scale.plain
  ) -> Scale {
    let step = Scale.roundValues(in: domain, count: count).step
    guard step > 0, step.isFinite else {
      return linear(domain, from: from, to: to, count: count, label: label)
    }
    let low = (domain.lowerBound / step).rounded(.down) * step
    let high = (domain.upperBound / step).rounded(.up) * step
    return linear(low...max(high, low + step), from: from, to: to, count: count, label: label)
  }

  /// The finite ones of these values from lowest to highest, never empty.
  static func domain(_ values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite && $0.magnitude < 1e300 }
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    return low...max(high, low + max(1e-9, low.magnitude * 1e-12))
  }

  /// From 0 to 1, labeled in percent.
  static func share(from: Double, to: Double, count: Int = 5) -> Scale {
    linear(0...1, from: from, to: to, count: count) { value, _ in
      NumberWords.fixed(value * 100, 0) + "%"
    }
  }

  /// A number with as many places as its distance to the next tick needs, below 10,000 without marks
  /// of thousands, as years are.
  static func plain(_ value: Double, step: Double) -> String {
    var places = 0
    var size = step
    while size < 0.999_999, places < 9 {
      places += 1
      size *= 10
    }
    if value.magnitude >= 10_000, step >= 1000 {
      return value.magnitude >= 1e6
        ? NumberWords.short(value / 1e6) + "M" : NumberWords.short(value / 1000) + "k"
    }
    let text = NumberWords.fixed(value, places)
    return value.magnitude < 10_000 ? text.filter { $0 != "," } : text
  }

  static func roundValues(
    in domain: ClosedRange<Double>, count: Int
  ) -> (values: [Double], step: Double) {
    let width = domain.upperBound - domain.lowerBound
    guard width > 0, width.isFinite else { return ([domain.lowerBound], 1) }
    let raw = width / Double(max(1, count))
    var power = 1.0
    while power > raw { power /= 10 }
    while power * 10 <= raw { power *= 10 }
    let factor = [1.0, 2, 5, 10].first { $0 * power >= raw * 0.9 } ?? 10
    let step = factor * power
    var values: [Double] = []
    var index = (domain.lowerBound / step - 1e-9).rounded(.up)
    while index * step <= domain.upperBound + step * 1e-9, values.count < 50 {
      values.append(index * step)
      index += 1
    }
    return (values, step)
  }
}
