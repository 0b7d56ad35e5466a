/// Numbers as people read them: digits grouped, as many places as matter, a real minus sign.
package enum NumberWords {
  /// A fixed number of decimal places, thousands grouped by commas.
  package static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value < 0 ? "−∞" : "∞" }
    let power = (0..<max(0, places)).reduce(1.0) { result, _ in result * 10 }
    let scaled = (value.magnitude * power).rounded()
    guard scaled < 1e15 else { return value.description }
    let digits = Int64(scaled)
    let whole = grouped(String(digits / Int64(power)))
    let sign = value < 0 && digits != 0 ? "−" : ""
    if places <= 0 { return sign + whole }
    let fraction = String(digits % Int64(power))
    return sign + whole + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }

  /// About `digits` significant digits, without trailing zeros: `0.00123`, `1,235`, `12.3`.
  package static func short(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite else { return fixed(value, 0) }
    let size = value.magnitude
    if size == 0 { return "0" }
    if size >= 1e15 || size < 1e-9 { return value.description }
    var places = digits - 1
    var bound = 10.0
    while size >= bound, places > 0 {
      places -= 1
      bound *= 10
    }
    bound = 1
    while size < bound, places < 12 {
      places += 1
      bound /= 10
    }
    let text = fixed(value, places)
    guard text.contains(".") else { return text }
    var trimmed = Substring(text)
    while trimmed.last == "0" { trimmed.removeLast() }
    if trimmed.last == "." { trimmed.removeLast() }
    return String(trimmed)
  }

  /// As ``short(_:_:)``; of numbers that are all below 10,000, as years are, without marks of thousands.
  static func short(_ value: Double, _ digits: Int = 3, among all: [Double]) -> String {
    let text = short(value, digits)
    return all.allSatisfy { $0.magnitude < 10_000 } ? text.filter { $0 != "," } : text
  }

  /// A share as a percentage: `85.2%`.
  package static func percent(_ share: Double, _ places: Int = 1) -> String {
    share.isFinite ? fixed(share * 100, places) + "%" : "–"
  }

  /// A whole number, thousands grouped.
  package static func count(_ value: Int) -> String {
    (value < 0 ? "−" : "") + grouped(String(value.magnitude))
  }

  /// A sum of weights: whole when it is whole.
  static func weight(_ value: Double) -> String {
    value == value.rounded() ? fixed(value, 0) : fixed(value, 1)
  }

  /// With a sign in any case: `+1.30`, `−0.25`.
  static func signed(_ value: Double, _ places: Int = 2) -> String {
    let text = fixed(value, places)
    return value > 0 && text.contains { $0 >= "1" && $0 <= "9" } ? "+" + text : text
  }

  /// A fixed number of decimal places for a column of a terminal: without groups, with the minus
  /// sign of programs; what so many places would make zero is written `2.03e-6`.
  package static func plain(_ value: Double, _ places: Int) -> String {
    let least = (0..<max(0, places)).reduce(1.0) { result, _ in result / 10 }
    var (mantissa, exponent) = (value.magnitude, 0)
    if value.isFinite, value != 0, value.magnitude < least {
      while mantissa < 1, exponent < 400 { (mantissa, exponent) = (mantissa * 10, exponent + 1) }
    }
    let text = fixed(exponent > 0 ? mantissa : value.magnitude, exponent > 0 ? 2 : places)
      .filter { $0 != "," }
    return (value < 0 && text.contains { "123456789∞".contains($0) } ? "-" : "") + text
      + (exponent > 0 ? "e-\(exponent)" : "")
  }

  /// Seconds in a fitting unit: `0.42 s`, `12 ms`, `3 min 5 s`.
  static func duration(_ seconds: Double) -> String {
    if seconds < 0.1 { return short(seconds * 1000, 2) + " ms" }
    if seconds < 120 { return short(seconds, 3) + " s" }
    let whole = Int(min(seconds, 1e9).rounded())
    return "\(whole / 60) min \(whole % 60) s"
  }

  /// Words as a sentence: a capital first, a full stop last.
  static func sentence(_ words: String) -> String {
    guard let last = words.last else { return "" }
    return words.prefix(1).uppercased() + words.dropFirst() + (".!?".contains(last) ? "" : ".")
  }

  /// `singular` or `plural` behind the number.
  package static func number(_ value: Int, _ singular: String, _ plural: String? = nil) -> String {
    count(value) + " " + (value == 1 ? singular : plural ?? singular + "s")
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
