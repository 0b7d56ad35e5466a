/// Durations as people and programs write them, of any length: `36:15`, `101:02:03`, `2d 3h`, `1 hr 5 min`,
/// `2 days, 3:04:05`, `PT26H3M`.
package enum DurationText {
  /// How a duration is written.
  package enum Style: Sendable, Hashable {
    /// Hours and minutes, or hours, minutes and seconds, with colons.
    case minutes, seconds
    /// Numbers with units; so many of them.
    case units(Int)
    /// ISO 8601.
    case standard
  }

  /// The milliseconds of a trimmed text, and how it is written; nil where it is no duration.
  package static func read(_ text: Span<UInt8>) -> (milliseconds: Double, style: Style)? {
    guard text.count >= 2, text.count <= 40 else { return nil }
    if let parts = TemporalSyntax.parts(of: text, accepting: [.durations, .anyFraction, .comma]),
      parts.kind == .duration
    {
      return (Double(parts.milliseconds), .standard)
    }
    var at = 0
    return clock(text, &at, days: 0) ?? units(text)
  }

  /// `36:15`, `101:02:03.5` up to the end of the text.
  private static func clock(
    _ text: Span<UInt8>, _ at: inout Int, days: Double
  ) -> (milliseconds: Double, style: Style)? {
    var place = at
    guard let hours = number(text, &place), hours.isWhole,
      let minutes = sixtieth(text, &place)
    else { return nil }
    var total = ((days * 24 + hours.value) * 60 + Double(minutes)) * 60_000
    guard place < text.count else { return (total, .minutes) }
    guard let seconds = sixtieth(text, &place) else { return nil }
    total += Double(seconds) * 1000
    if place < text.count {
      var fraction = TimeOfDay()
      guard text[place] == UInt8(ascii: ".") || text[place] == UInt8(ascii: ",") else { return nil }
      place += 1
      guard fraction.readFraction(text, &place), place == text.count else { return nil }
      total += Double(fraction.milliseconds)
    }
    return (total, .seconds)
  }

  /// A colon and two digits below 60.
  private static func sixtieth(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
    guard at < text.count, text[at] == UInt8(ascii: ":"),
      let value = text.number(at: at + 1, digits: 2), value < 60
    else { return nil }
    at += 3
    return value
  }

  /// Numbers each with a unit, from long to short ones.
  private static func units(_ text: Span<UInt8>) -> (milliseconds: Double, style: Style)? {
    var at = 0
    var total = 0.0
    var count = 0
    var last = Double.infinity
    while at < text.count {
      if last == Self.day, let clock = clock(text, &at, days: total / Self.day) { return clock }
      guard let amount = number(text, &at) else { return nil }
      at += text.blank(at: at)
      let start = at
      while at < text.count, text[at] | 0x20 >= UInt8(ascii: "a"),
        text[at] | 0x20 <= UInt8(ascii: "z")
      {
        at += 1
      }
      guard let unit = length(of: text.extracting(start..<at)), unit < last else { return nil }
      total += amount.value * unit
      last = unit
      count += 1
      if at < text.count, text[at] == UInt8(ascii: ",") { at += 1 }
      at += text.blank(at: at)
    }
    return count > 0 ? (total, .units(count)) : nil
  }

  /// At most nine digits, and three behind a point.
  private static func number(
    _ text: Span<UInt8>, _ at: inout Int
  ) -> (value: Double, isWhole: Bool)? {
    let start = at
    var digits = 0.0
    while at < text.count, at - start < 9, isDigit(text[at]) {
      digits = digits * 10 + Double(text[at] &- UInt8(ascii: "0"))
      at += 1
    }
    guard at > start else { return nil }
    guard at + 1 < text.count, text[at] == UInt8(ascii: "."), isDigit(text[at + 1]) else {
      return (digits, true)
    }
    at += 1
    var weight = 1.0
    while at < text.count, weight < 1000, isDigit(text[at]) {
      digits = digits * 10 + Double(text[at] &- UInt8(ascii: "0"))
      weight *= 10
      at += 1
    }
    return (digits / weight, false)
  }

  private static let day = 86_400_000.0

  /// The milliseconds of a unit.
  private static func length(of word: Span<UInt8>) -> Double? {
    for (names, length) in words where names.contains(where: { word.equalsIgnoringCase($0) }) {
      return length
    }
    return nil
  }

  private static let words: [([StaticString], Double)] = [
    (["w", "wk", "wks", "week", "weeks"], 7 * day),
    (["d", "day", "days"], day),
    (["h", "hr", "hrs", "hour", "hours"], 3_600_000),
    (["m", "min", "mins", "minute", "minutes"], 60_000),
    (["s", "sec", "secs", "second", "seconds"], 1000),
  ]
}
