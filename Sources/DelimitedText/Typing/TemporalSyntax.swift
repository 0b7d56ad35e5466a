import RowcastTabular

/// ISO 8601 dates and times (ISO 8601-1, extended format).
enum TemporalSyntax {
  /// A text's parts; the time in milliseconds.
  struct Parts {
    var kinds: ValueKinds
    var days: Int = 0
    var milliseconds: Int64 = 0

    /// The payload of a cell of that kind.
    var value: Int64 { Int64(days) * CivilDate.millisecondsPerDay + milliseconds }
  }

  static func kinds(of text: UnsafeBufferPointer<UInt8>) -> ValueKinds? {
    parts(of: text)?.kinds
  }

  /// Reads `2024-03-01`, `10:20`, `10:20:30.5`, and both with `T` or a space between, with a zone.
  static func parts(of text: UnsafeBufferPointer<UInt8>) -> Parts? {
    let count = text.count
    guard count >= 5, count <= 40 else { return nil }
    if text[2] == UInt8(ascii: ":") {
      guard let time = time(text, from: 0), !time.hasZone else { return nil }
      var kinds: ValueKinds = .time
      if time.isRespelled { kinds.insert(.respelledTemporal) }
      if time.isPrecise { kinds.insert(.preciseTemporal) }
      return Parts(kinds: kinds, milliseconds: time.milliseconds)
    }
    guard count >= 10, let days = day(text) else { return nil }
    if count == 10 { return Parts(kinds: .date, days: days) }
    let separator = text[10]
    guard separator == UInt8(ascii: "T") || separator == UInt8(ascii: " "), count >= 16,
      let time = time(text, from: 11)
    else { return nil }
    var kinds: ValueKinds = .dateTime
    if time.isRespelled || separator == UInt8(ascii: " ") { kinds.insert(.respelledTemporal) }
    if time.isPrecise || time.hasZone { kinds.insert(.preciseTemporal) }
    return Parts(kinds: kinds, days: days, milliseconds: time.milliseconds)
  }

  /// The day of `2024-03-01` in the first ten bytes, since 1970-01-01.
  @inline(__always)
  static func day(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let century = two(text, 0), let year = two(text, 2), let month = two(text, 5),
      let day = two(text, 8)
    else { return nil }
    let date = CivilDate(year: century * 100 + year, month: month, day: day)
    guard day <= 28 ? (day >= 1 && month >= 1 && month <= 12) : date.isValid else { return nil }
    return date.daysSinceEpoch
  }

  private struct Time {
    var milliseconds: Int64 = 0
    var isRespelled = false
    var isPrecise = false
    var hasZone = false
  }

  private static func time(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Time? {
    var at = start + 5
    guard at <= text.count, text[start + 2] == UInt8(ascii: ":"), let hour = two(text, start),
      let minute = two(text, start + 3), hour < 24, minute < 60
    else { return nil }
    var time = Time()
    var seconds = hour * 3600 + minute * 60
    if at < text.count, text[at] == UInt8(ascii: ":") {
      guard at + 3 <= text.count, let second = two(text, at + 1), second < 60 else { return nil }
      seconds += second
      at += 3
    } else {
      time.isRespelled = true
    }
    time.milliseconds = Int64(seconds) * 1000
    if at < text.count, text[at] == UInt8(ascii: "."), !time.isRespelled {
      guard let end = fraction(text, from: at + 1, into: &time) else { return nil }
      at = end
    }
    if at == text.count { return time }
    guard let end = zone(text, from: at), end == text.count else { return nil }
    time.hasZone = true
    return time
  }

  /// The digits behind the point of a second; three of them are kept.
  private static func fraction(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int, into time: inout Time
  ) -> Int? {
    var at = start
    var weight: Int64 = 100
    var fraction: Int64 = 0
    while at < text.count, NumberSyntax.isDigit(text[at]) {
      fraction += weight * Int64(text[at] - UInt8(ascii: "0"))
      weight /= 10
      at += 1
    }
    guard at > start, at - start <= 9 else { return nil }
    time.milliseconds += fraction
    if at - start != 3 || fraction == 0 { time.isRespelled = true }
    if at - start > 3 { time.isPrecise = true }
    return at
  }

  /// `Z`, `+02:00`, `+0200`, `+02`: where it ends.
  private static func zone(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if text[start] == UInt8(ascii: "Z") { return start + 1 }
    guard text[start] == UInt8(ascii: "+") || text[start] == UInt8(ascii: "-"),
      let hours = two(text, start + 1), hours <= 15
    else { return nil }
    if text.count == start + 3 { return start + 3 }
    let minutes = text[start + 3] == UInt8(ascii: ":") ? start + 4 : start + 3
    guard let value = two(text, minutes), value < 60 else { return nil }
    return minutes + 2
  }

  @inline(__always)
  static func two(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at + 2 <= text.count else { return nil }
    let tens = text[at] &- UInt8(ascii: "0")
    let ones = text[at + 1] &- UInt8(ascii: "0")
    guard tens < 10, ones < 10 else { return nil }
    return Int(tens) * 10 + Int(ones)
  }
}
