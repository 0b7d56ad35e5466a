/// A time of day in a text, with what its spelling tells: the one reader of `10:20:30.5+02:00`.
package struct TimeOfDay {
  /// What is accepted besides `hh:mm`, `hh:mm:ss` and a fraction behind a point.
  struct Tolerance: OptionSet {
    let rawValue: UInt8
    /// `9:05`.
    static let shortHours = Tolerance(rawValue: 1 << 0)
    /// `9:05 PM`.
    static let halfDays = Tolerance(rawValue: 1 << 1)
    /// A comma before the fraction.
    static let comma = Tolerance(rawValue: 1 << 2)
    /// `Z`, `+02:00`, `+0200`, `+02`.
    static let zone = Tolerance(rawValue: 1 << 3)
  }

  /// Milliseconds since midnight; digits behind the third of a fraction are cut off.
  var milliseconds: Int64 = 0
  var hasSeconds = false
  /// How many digits the fraction has.
  var fractionDigits = 0
  /// Whether a digit that was cut off is not zero, and whether the first of them is 5 or more.
  var isCut = false
  var roundsUp = false
  /// Minutes from UTC, when there is a zone.
  var offset: Int?

  /// The milliseconds since midnight of a text that is a time as people write it: `9:05`, `13:08:30`,
  /// `1:08 PM`.
  package static func milliseconds(_ text: Span<UInt8>) -> Int64? {
    guard text.count >= 4, text.count <= 20 else { return nil }
    var at = 0
    let time = read(text, &at, [.shortHours, .halfDays])
    return at == text.count ? time?.milliseconds : nil
  }

  /// Reads a time at `at` and moves behind it; nil when there is none.
  static func read(_ text: Span<UInt8>, _ at: inout Int, _ accepts: Tolerance) -> TimeOfDay? {
    var time = TimeOfDay()
    let isShort =
      accepts.contains(.shortHours) && at + 1 < text.count && text[at + 1] == UInt8(ascii: ":")
    guard var hour = text.number(at: at, digits: isShort ? 1 : 2) else { return nil }
    at += isShort ? 1 : 2
    guard take(UInt8(ascii: ":"), text, &at), let minute = text.number(at: at, digits: 2),
      minute < 60
    else { return nil }
    at += 2
    var second = 0
    if take(UInt8(ascii: ":"), text, &at) {
      guard let value = text.number(at: at, digits: 2), value < 60 else { return nil }
      second = value
      at += 2
      time.hasSeconds = true
      if take(UInt8(ascii: "."), text, &at)
        || (accepts.contains(.comma) && take(UInt8(ascii: ","), text, &at))
      {
        guard time.readFraction(text, &at) else { return nil }
      }
    }
    if accepts.contains(.halfDays) {
      guard let adjusted = halfDay(text, &at, hour: hour) else { return nil }
      hour = adjusted
    }
    guard hour < 24 else { return nil }
    time.milliseconds += Int64((hour * 60 + minute) * 60 + second) * 1000
    if accepts.contains(.zone), at < text.count {
      guard let offset = zone(text, &at) else { return nil }
      time.offset = offset
    }
    return time
  }

  private static func take(_ byte: UInt8, _ text: Span<UInt8>, _ at: inout Int) -> Bool {
    guard at < text.count, text[at] == byte else { return false }
    at += 1
    return true
  }

  /// Adds the digits behind a point; false when there are none, or more than 18.
  mutating func readFraction(_ text: Span<UInt8>, _ at: inout Int) -> Bool {
    var weight: Int64 = 100
    let start = at
    while at < text.count, isDigit(text[at]) {
      let digit = Int64(text[at] &- UInt8(ascii: "0"))
      if at - start == 3 { roundsUp = digit >= 5 }
      if at - start >= 3, digit != 0 { isCut = true }
      milliseconds += weight * digit
      weight /= 10
      at += 1
    }
    fractionDigits = at - start
    return fractionDigits > 0 && fractionDigits <= 18
  }

  /// The hour of the day by the AM or PM that may follow; nil when the hour has none such.
  private static func halfDay(_ text: Span<UInt8>, _ at: inout Int, hour: Int) -> Int? {
    let place = at + text.blank(at: at)
    guard place + 2 == text.count, text[place + 1] | 0x20 == UInt8(ascii: "m") else { return hour }
    let isAfternoon = text[place] | 0x20 == UInt8(ascii: "p")
    guard isAfternoon || text[place] | 0x20 == UInt8(ascii: "a"), hour >= 1, hour <= 12 else {
      return nil
    }
    at = place + 2
    return hour % 12 + (isAfternoon ? 12 : 0)
  }

  /// The minutes from UTC of `Z`, `+02:00`, `+0200` or `-02`.
  static func zone(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
    if take(UInt8(ascii: "Z"), text, &at) { return 0 }
    let isNegative = text[at] == UInt8(ascii: "-")
    guard isNegative || text[at] == UInt8(ascii: "+"),
      let hours = text.number(at: at + 1, digits: 2), hours <= 15
    else { return nil }
    at += 3
    var minutes = 0
    if at < text.count {
      if text[at] == UInt8(ascii: ":") { at += 1 }
      guard let value = text.number(at: at, digits: 2), value < 60 else { return nil }
      minutes = value
      at += 2
    }
    return (hours * 60 + minutes) * (isNegative ? -1 : 1)
  }
}
