internal import RowcastMachine

/// Dates with the day, the month and the year in the order of some country, perhaps with a weekday
/// in front and a time behind: `31/12/2024`, `Dec 31, 2024 5:30 PM`, `2024年12月31日`.
package struct LocalDateSyntax {
  /// What a caller accepts besides four digits for the year and one separator in a date of numbers.
  package struct Tolerance: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// `31/12/24`: 69 to 99 are of the 20th century, as POSIX says.
    static let shortYears = Tolerance(rawValue: 1 << 0)
    /// `31. 12/2024`: separators that differ, with blanks.
    static let mixedSeparators = Tolerance(rawValue: 1 << 1)
    /// `T10:20:30.5Z`: fractions of a second and offsets behind a time.
    static let isoTimes = Tolerance(rawValue: 1 << 2)
    /// What learning reads.
    package static let learned: Tolerance = [.shortYears, .mixedSeparators, .isoTimes]
  }

  /// One of the three parts of a date.
  private struct Part {
    var value: Int
    var digits: Int
    var isName: Bool { digits == 0 }
  }

  private let first: Part
  private let second: Part
  private let third: Part
  private let isEastAsian: Bool
  private let time: TimeOfDay?
  private let accepts: Tolerance

  /// Takes a text apart; nil when it is no date in any order.
  package init?(_ text: Span<UInt8>, accepting accepts: Tolerance = []) {
    guard text.count >= 6, text.count <= 48 else { return nil }
    self.accepts = accepts
    var at = MonthNames.weekdayLength(text, at: 0)
    guard let first = Self.part(text, &at) else { return nil }
    self.first = first
    isEastAsian = Self.take("年", "년", text, &at)
    if isEastAsian { at += text.blank(at: at) }
    let separator = isEastAsian ? 0 : Self.separator(text, &at)
    guard let separator, let second = Self.part(text, &at) else { return nil }
    self.second = second
    if isEastAsian {
      guard Self.take("月", "월", text, &at) else { return nil }
      at += text.blank(at: at)
    }
    let other = isEastAsian ? 0 : Self.separator(text, &at)
    guard let other, let third = Self.part(text, &at) else { return nil }
    self.third = third
    if isEastAsian {
      guard Self.take("日", "일", text, &at) || Self.take("号", "號", text, &at) else { return nil }
    } else if first.digits > 0, second.digits > 0, third.digits > 0 {
      let isUniform = separator == other && separator != UInt8(ascii: " ")
      guard isUniform || accepts.contains(.mixedSeparators) else { return nil }
    }
    if at == text.count {
      time = nil
      return
    }
    let blank = text.blank(at: at)
    guard blank > 0 || text[at] == UInt8(ascii: "T") else { return nil }
    at += max(blank, 1)
    guard
      let time = TimeOfDay.read(
        text, &at,
        accepts.contains(.isoTimes) ? [.shortHours, .halfDays, .zone] : [.shortHours, .halfDays]),
      at == text.count, accepts.contains(.isoTimes) || time.fractionDigits == 0
    else { return nil }
    self.time = time
  }

  /// Whether a month stands there by its name.
  package var hasMonthName: Bool { first.isName || second.isName || third.isName }

  /// Milliseconds since 1970-01-01 (of the instant in UTC, when there is an offset), and whether
  /// there is a time of day; nil when there is no such day in that order.
  package func value(in order: DateOrder) -> (milliseconds: Int64, hasTime: Bool)? {
    let (year, month, day) =
      switch order {
      case .yearMonthDay: (first, second, third)
      case .monthDayYear: (third, first, second)
      case .dayMonthYear: (third, second, first)
      }
    guard !isEastAsian || order == .yearMonthDay, !year.isName, !day.isName, day.digits <= 2,
      month.digits <= 2
    else { return nil }
    var full = year.value
    if year.digits == 2, order != .yearMonthDay, accepts.contains(.shortYears) {
      full += full >= 69 ? 1900 : 2000
    } else if year.digits != 4 {
      return nil
    }
    let date = CivilDate(year: full, month: month.value, day: day.value)
    guard date.isValid else { return nil }
    let midnight = Int64(date.daysSinceEpoch) * CivilDate.millisecondsPerDay
    guard let time else { return (midnight, false) }
    return (midnight + time.milliseconds - Int64(time.offset ?? 0) * 60_000, true)
  }

  /// The same by a reading: a date with a month's name may have the day on either side of it.
  package func value(as reading: Readings) -> (milliseconds: Int64, hasTime: Bool)? {
    switch reading {
    case .namedMonth: hasMonthName ? value(in: .dayMonthYear) ?? value(in: .monthDayYear) : nil
    case .dayMonthYear: hasMonthName ? nil : value(in: .dayMonthYear)
    case .monthDayYear: hasMonthName ? nil : value(in: .monthDayYear)
    case .yearMonthDay: hasMonthName ? nil : value(in: .yearMonthDay)
    default: nil
    }
  }

  /// As what dates a text could be read.
  static func readings(_ text: Span<UInt8>) -> Readings {
    guard let date = LocalDateSyntax(text) else { return [] }
    var result: Readings = []
    for reading in [Readings.dayMonthYear, .monthDayYear, .yearMonthDay, .namedMonth]
    where date.value(as: reading) != nil {
      result.insert(reading)
    }
    return result
  }

  /// A number of up to four digits, or the name of a month.
  private static func part(_ text: Span<UInt8>, _ at: inout Int) -> Part? {
    let start = at
    var value = 0
    while at < text.count, at - start < 5, isDigit(text[at]) {
      value = value * 10 + Int(text[at] &- UInt8(ascii: "0"))
      at += 1
    }
    if at > start { return at - start <= 4 ? Part(value: value, digits: at - start) : nil }
    guard let name = MonthNames.month(text, at: at) else { return nil }
    at += name.length
    return Part(value: name.month, digits: 0)
  }

  /// One of `/`, `-` and `.`; a space for these with blanks behind, for blanks, and for a comma.
  private static func separator(_ text: Span<UInt8>, _ at: inout Int) -> UInt8? {
    guard at < text.count else { return nil }
    let byte = text[at]
    let isMark =
      byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    guard isMark || byte == UInt8(ascii: ",") || text.blank(at: at) > 0 else { return nil }
    if isMark || byte == UInt8(ascii: ",") { at += 1 }
    let hasBlank = text.blank(at: at) > 0
    while text.blank(at: at) > 0 { at += text.blank(at: at) }
    return isMark && !hasBlank ? byte : UInt8(ascii: " ")
  }

  /// Moves over one of two characters of the same length.
  private static func take(
    _ character: StaticString, _ other: StaticString, _ text: Span<UInt8>, _ at: inout Int
  ) -> Bool {
    guard text.holds(character, at: at) || text.holds(other, at: at) else { return false }
    at += character.utf8CodeUnitCount
    return true
  }
}
