import RowcastTabular

/// Dates with the day, the month and the year in the order of some country, the year in four
/// digits, perhaps with a time behind.
enum LocalDateSyntax {
  static func readings(
    _ text: UnsafeBufferPointer<UInt8>, among wanted: Readings
  ) -> Readings {
    var result: Readings = []
    for reading in [
      Readings.dayMonthYear, .monthDayYear, .yearMonthDay, .namedMonth,
    ] where wanted.contains(reading) && value(text, reading) != nil {
      result.insert(reading)
    }
    return result
  }

  /// Milliseconds since 1970-01-01, and whether there is a time of day.
  static func value(
    _ text: UnsafeBufferPointer<UInt8>, _ reading: Readings
  ) -> (milliseconds: Int64, hasTime: Bool)? {
    var scanner = Scanner(text: text)
    guard let first = scanner.part(), let separator = scanner.separator() else { return nil }
    guard let second = scanner.part(), let other = scanner.separator(), let third = scanner.part()
    else { return nil }
    let date: CivilDate
    switch (first, second, third) {
    case (.number(let a, let aCount), .number(let b, let bCount), .number(let c, let cCount)):
      guard separator == other, separator != UInt8(ascii: " "), separator != UInt8(ascii: ",")
      else { return nil }
      switch reading {
      case .dayMonthYear where aCount <= 2 && bCount <= 2 && cCount == 4:
        date = CivilDate(year: c, month: b, day: a)
      case .monthDayYear where aCount <= 2 && bCount <= 2 && cCount == 4:
        date = CivilDate(year: c, month: a, day: b)
      case .yearMonthDay where aCount == 4 && bCount <= 2 && cCount <= 2:
        date = CivilDate(year: a, month: b, day: c)
      default: return nil
      }
    case (.number(let day, let count), .month(let month), .number(let year, 4))
    where reading == .namedMonth && count <= 2:
      date = CivilDate(year: year, month: month, day: day)
    case (.month(let month), .number(let day, let count), .number(let year, 4))
    where reading == .namedMonth && count <= 2:
      date = CivilDate(year: year, month: month, day: day)
    default: return nil
    }
    guard date.isValid else { return nil }
    let days = Int64(date.daysSinceEpoch) * CivilDate.millisecondsPerDay
    if scanner.isAtEnd { return (days, false) }
    guard let time = scanner.time() else { return nil }
    return (days + time, true)
  }

  private enum Part {
    case number(Int, Int)
    case month(Int)
  }

  private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var at = 0
    var isAtEnd: Bool { at == text.count }

    /// Digits, or the English name of a month.
    mutating func part() -> Part? {
      let start = at
      var value = 0
      while at < text.count, at - start < 5, NumberSyntax.isDigit(text[at]) {
        value = value * 10 + Int(text[at] - UInt8(ascii: "0"))
        at += 1
      }
      if at > start { return at - start <= 4 ? .number(value, at - start) : nil }
      while at < text.count, text[at] | 0x20 >= UInt8(ascii: "a"),
        text[at] | 0x20 <= UInt8(ascii: "z")
      {
        at += 1
      }
      guard at - start >= 3 else { return nil }
      let name = text[start..<at].map { $0 | 0x20 }
      let index = Self.months.firstIndex { month in
        name.count == 3 ? month.starts(with: name) : month == name
      }
      return index.map { .month($0 + 1) }
    }

    static let months: [[UInt8]] = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ].map { Array($0.utf8) }

    mutating func separator() -> UInt8? {
      guard at < text.count else { return nil }
      let byte = text[at]
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: " "):
        at += 1
        return byte
      case UInt8(ascii: ","):
        at += 1
        if at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
        return byte
      default: return nil
      }
    }

    /// A space or T, and `10:20` or `10:20:30`, perhaps with AM or PM.
    mutating func time() -> Int64? {
      guard text[at] == UInt8(ascii: " ") || text[at] == UInt8(ascii: "T") else { return nil }
      at += 1
      guard case .number(var hour, let count)? = part(), count <= 2, at < text.count,
        text[at] == UInt8(ascii: ":")
      else { return nil }
      at += 1
      guard case .number(let minute, 2)? = part(), minute < 60 else { return nil }
      var second = 0
      if at < text.count, text[at] == UInt8(ascii: ":") {
        at += 1
        guard case .number(let value, 2)? = part(), value < 60 else { return nil }
        second = value
      }
      if at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
      if at + 2 == text.count, text[at + 1] | 0x20 == UInt8(ascii: "m"), hour >= 1, hour <= 12 {
        switch text[at] | 0x20 {
        case UInt8(ascii: "a"): hour = hour % 12
        case UInt8(ascii: "p"): hour = hour % 12 + 12
        default: return nil
        }
        at += 2
      }
      guard hour < 24, isAtEnd else { return nil }
      return Int64(hour * 3600 + minute * 60 + second) * 1000
    }
  }
}
