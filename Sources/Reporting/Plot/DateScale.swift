import RowcastTabular

extension Scale {
  /// An axis of moments (milliseconds since 1970), labeled by year, month or day.
  static func dates(_ domain: ClosedRange<Double>, from: Double, to: Double) -> Scale {
    var scale = Scale(domain: domain, range: (from, to))
    let count = 4
    scale.ticks = (0...count).map { i in
      let value =
        domain.lowerBound + (domain.upperBound - domain.lowerBound) * Double(i) / Double(count)
      return Tick(
        value: value, label: dateText(value, span: domain.upperBound - domain.lowerBound))
    }
    return scale
  }

  /// A day of the calendar, as exact as the span asks for.
  static func dateText(_ milliseconds: Double, span: Double = 0) -> String {
    guard milliseconds.isFinite, milliseconds.magnitude < 8e15 else { return "–" }
    let days = Int((milliseconds / 86_400_000).rounded(.down))
    let date = CivilDate(daysSinceEpoch: days)
    let year = String(date.year)
    if span > 86_400_000 * 365 * 8 { return year }
    let month = (date.month < 10 ? "0" : "") + String(date.month)
    if span > 86_400_000 * 200 { return year + "-" + month }
    return year + "-" + month + "-" + (date.day < 10 ? "0" : "") + String(date.day)
  }
}
