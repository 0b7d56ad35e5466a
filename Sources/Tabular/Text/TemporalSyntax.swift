/// ISO 8601 dates, times and durations (ISO 8601-1, extended format): the one reader of them.
package enum TemporalSyntax {
  /// What a caller accepts besides `2024-03-01`, `10:20`, `10:20:30.5`, and both with `T` or a space
  /// between.
  package struct Tolerance: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `PT26H3M`, `-P1DT2H`.
    package static let durations = Tolerance(rawValue: 1 << 0)
    /// `PT1.5H`: a fraction of any part of a duration, not of its seconds alone.
    package static let anyFraction = Tolerance(rawValue: 1 << 1)
    /// A comma before a fraction.
    package static let comma = Tolerance(rawValue: 1 << 2)
    /// An offset from UTC behind a date with a time: `Z`, `+02:00`.
    package static let zone = Tolerance(rawValue: 1 << 3)
  }

  /// A date, time or duration.
  package struct Parts {
    package var kind: Cell.Kind
    /// Days since 1970-01-01, 0 for times and durations.
    package var days = 0
    /// The time of day, or the duration; rounding a cut fraction is up to the caller.
    package var milliseconds: Int64 = 0
    /// Minutes from UTC, when there is a zone.
    package var offset: Int?
    /// Whether digits behind the third of a second were cut off that are not all zero, and whether
    /// the value is nearer to the next millisecond.
    package var isCut = false
    package var roundsUp = false
    /// How many digits the fraction has.
    package var fractionDigits = 0
    /// Whether it would be written as it is spelled.
    package var isCanonical = true

    /// The payload of a cell of that kind, an offset taken off: of the instant in UTC.
    package var value: Int64 {
      Int64(days) * CivilDate.millisecondsPerDay + milliseconds - Int64(offset ?? 0) * 60_000
    }
  }

  /// What a text is without options.
  package static func kinds(of text: Span<UInt8>) -> ValueKinds? {
    guard text.count >= 5, text.count <= 40, let parts = parts(of: text, accepting: .zone),
      parts.fractionDigits <= 9
    else { return nil }
    var kinds: ValueKinds =
      parts.kind == .date ? .date : parts.kind == .time ? .time : .dateTime
    if !parts.isCanonical { kinds.insert(.respelledTemporal) }
    if parts.fractionDigits > 3 { kinds.insert(.preciseTemporal) }
    if parts.fractionDigits > 6 { kinds.insert(.finestTemporal) }
    if parts.kind == .dateTime { kinds.insert(parts.offset == nil ? .localTime : .zonedTime) }
    return kinds
  }

  /// Microseconds since 1970-01-01T00:00:00 of a date with a time; nil where they do not hold all of it,
  /// and where it has an offset from UTC.
  package static func microseconds(of text: Span<UInt8>) -> Int64? {
    guard let parts = parts(of: text, accepting: []), parts.kind == .dateTime,
      parts.fractionDigits <= 6
    else { return nil }
    var micros: Int64 = 0
    if parts.fractionDigits > 3 {
      // The fraction stands at the end, and its first three digits are in the milliseconds.
      let behind = parts.fractionDigits - 3
      guard let digits = text.number(at: text.count - behind, digits: behind) else { return nil }
      micros = Int64(digits) * (behind == 1 ? 100 : behind == 2 ? 10 : 1)
    }
    return parts.value * 1000 + micros
  }

  /// Reads a whole text; nil when it is nothing of what is accepted.
  package static func parts(of text: Span<UInt8>, accepting accepts: Tolerance) -> Parts? {
    let count = text.count
    guard count >= 3 else { return nil }
    if text[0] == UInt8(ascii: "P") || text[0] == UInt8(ascii: "-") {
      return accepts.contains(.durations) ? DurationReader.parts(of: text, accepts) : nil
    }
    let inTime: TimeOfDay.Tolerance = accepts.contains(.comma) ? .comma : []
    if text[2] == UInt8(ascii: ":") {
      var at = 0
      guard let time = TimeOfDay.read(text, &at, inTime), at == count else { return nil }
      return Parts(kind: .time, days: 0, time)
    }
    guard count >= 10, let days = day(text) else { return nil }
    if count == 10 { return Parts(kind: .date, days: days) }
    let isBlank = text[10] == UInt8(ascii: " ")
    guard isBlank || text[10] == UInt8(ascii: "T") else { return nil }
    var at = 11
    guard
      let time = TimeOfDay.read(text, &at, accepts.contains(.zone) ? inTime.union(.zone) : inTime),
      at == count
    else { return nil }
    var parts = Parts(kind: .dateTime, days: days, time)
    if isBlank { parts.isCanonical = false }
    return parts
  }

  /// The day of `2024-03-01` in the first ten bytes, since 1970-01-01.
  package static func day(_ text: Span<UInt8>) -> Int? {
    guard text.count >= 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = text.number(at: 0, digits: 4), let month = text.number(at: 5, digits: 2),
      let day = text.number(at: 8, digits: 2)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.isValid ? date.daysSinceEpoch : nil
  }
}

extension TemporalSyntax.Parts {
  fileprivate init(kind: Cell.Kind, days: Int, _ time: TimeOfDay) {
    self.kind = kind
    self.days = days
    milliseconds = time.milliseconds
    offset = time.offset
    isCut = time.isCut
    roundsUp = time.roundsUp
    fractionDigits = time.fractionDigits
    let isFractionCanonical =
      time.fractionDigits == 0 || (time.fractionDigits == 3 && time.milliseconds % 1000 != 0)
    isCanonical = time.hasSeconds && isFractionCanonical && time.offset == nil
  }
}

/// Durations of days, hours, minutes and seconds, in that order.
private enum DurationReader {
  static func parts(
    of text: Span<UInt8>, _ accepts: TemporalSyntax.Tolerance
  ) -> TemporalSyntax.Parts? {
    var at = 0
    let isNegative = text[0] == UInt8(ascii: "-")
    if isNegative { at = 1 }
    guard text[at] == UInt8(ascii: "P") else { return nil }
    at += 1
    var parts = TemporalSyntax.Parts(kind: .duration)
    var isTime = false
    var rank = 0
    while at < text.count {
      if !isTime, text[at] == UInt8(ascii: "T") {
        isTime = true
        at += 1
        guard at < text.count else { return nil }
        continue
      }
      guard let (whole, fraction) = amount(text, &at, accepts), at < text.count else { return nil }
      let unit: (rank: Int, seconds: Int64)
      switch text[at] {
      case UInt8(ascii: "D") where !isTime: unit = (1, 86_400)
      case UInt8(ascii: "H") where isTime: unit = (2, 3600)
      case UInt8(ascii: "M") where isTime: unit = (3, 60)
      case UInt8(ascii: "S") where isTime: unit = (4, 1)
      default: return nil
      }
      guard unit.rank > rank, unit.rank == 4 || fraction == nil || accepts.contains(.anyFraction)
      else { return nil }
      rank = unit.rank
      at += 1
      let (product, overflows) = whole.multipliedReportingOverflow(by: unit.seconds * 1000)
      guard !overflows, product < .max / 8 else { return nil }
      parts.milliseconds += product
      if let fraction {
        let rounded = fraction.milliseconds + (fraction.roundsUp && unit.rank < 4 ? 1 : 0)
        parts.milliseconds += rounded * unit.seconds
        parts.fractionDigits = fraction.fractionDigits
        parts.isCut = fraction.isCut
        parts.roundsUp = fraction.roundsUp && unit.rank == 4
      }
    }
    guard rank > 0 else { return nil }
    if parts.roundsUp, isNegative {
      // The next millisecond is the one further from zero.
      parts.milliseconds += 1
      parts.roundsUp = false
    }
    if isNegative { parts.milliseconds.negate() }
    return parts
  }

  /// A whole number of at most 15 digits, and thousandths behind a point.
  private static func amount(
    _ text: Span<UInt8>, _ at: inout Int, _ accepts: TemporalSyntax.Tolerance
  ) -> (Int64, TimeOfDay?)? {
    var value: Int64 = 0
    let start = at
    while at < text.count, isDigit(text[at]) {
      guard at - start < 15 else { return nil }
      value = value * 10 + Int64(text[at] &- UInt8(ascii: "0"))
      at += 1
    }
    guard at > start, at < text.count else { return nil }
    guard
      text[at] == UInt8(ascii: ".") || (accepts.contains(.comma) && text[at] == UInt8(ascii: ","))
    else { return (value, nil) }
    at += 1
    var fraction = TimeOfDay()
    guard fraction.readFraction(text, &at) else { return nil }
    return (value, fraction)
  }
}
