internal import RowcastTabular

/// In which order a local date is written.
public enum DateOrder: String, Sendable, Hashable, Codable, CaseIterable {
  case yearMonthDay, monthDayYear, dayMonthYear

  /// The order in words: `year-month-day`.
  public var words: String {
    switch self {
    case .yearMonthDay: "year, month, day"
    case .monthDayYear: "month, day, year"
    case .dayMonthYear: "day, month, year"
    }
  }
}

/// Dates as people write them, in one local order: `2007-11-11`, `3/14/2021 10:20`, `5 Jan 99`.
struct DateText {
  var order: DateOrder

  /// Milliseconds since 1970-01-01, or nil when the trimmed text is no date of that order.
  func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard text.count >= 6, text.count <= 40 else { return nil }
    var scan = Scan(text: text)
    guard let first = scan.part(), scan.separator(), let second = scan.part(),
      scan.separator(), let third = scan.part()
    else { return nil }
    guard let date = day(first, second, third), date.isValid else { return nil }
    guard let time = scan.time() else { return nil }
    return Double(Int64(date.daysSinceEpoch) * CivilDate.millisecondsPerDay + time)
  }

  private func day(_ a: Scan.Part, _ b: Scan.Part, _ c: Scan.Part) -> CivilDate? {
    var parts = (a, b, c)
    switch order {
    case .yearMonthDay: break
    case .monthDayYear: parts = (c, a, b)
    case .dayMonthYear: parts = (c, b, a)
    }
    let (year, month, day) = parts
    guard !year.isName, !day.isName, day.digits <= 2, month.isName || month.digits <= 2
    else { return nil }
    switch year.digits {
    case 4: return CivilDate(year: year.value, month: month.value, day: day.value)
    case 2 where order != .yearMonthDay:
      // POSIX: 69 to 99 are of the 20th century.
      let full = year.value + (year.value >= 69 ? 1900 : 2000)
      return CivilDate(year: full, month: month.value, day: day.value)
    default: return nil
    }
  }

  /// A place in a date's text.
  struct Scan {
    struct Part {
      var value: Int
      var digits: Int
      var isName: Bool
    }

    let text: UnsafeBufferPointer<UInt8>
    var i = 0

    private func isDigit(_ byte: UInt8) -> Bool {
      byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    mutating func number(upTo limit: Int) -> (value: Int, digits: Int)? {
      var value = 0
      let start = i
      while i < text.count, isDigit(text[i]), i - start < limit {
        value = value * 10 + Int(text[i] - UInt8(ascii: "0"))
        i += 1
      }
      return i > start ? (value, i - start) : nil
    }

    /// A number of up to four digits, or the name of a month in English.
    mutating func part() -> Part? {
      if let number = number(upTo: 4) {
        return Part(value: number.value, digits: number.digits, isName: false)
      }
      let start = i
      while i < text.count, (text[i] | 0x20) >= UInt8(ascii: "a"),
        (text[i] | 0x20) <= UInt8(ascii: "z")
      { i += 1 }
      guard i - start >= 3 else { return nil }
      let head = text[start..<(start + 3)].map { $0 | 0x20 }
      let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]
      guard let month = names.firstIndex(where: { Array($0.utf8) == head }) else { return nil }
      return Part(value: month + 1, digits: 0, isName: true)
    }

    mutating func separator() -> Bool {
      guard i < text.count else { return false }
      switch text[i] {
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): i += 1
      case UInt8(ascii: " "), UInt8(ascii: ","):
        while i < text.count, text[i] == UInt8(ascii: " ") || text[i] == UInt8(ascii: ",") {
          i += 1
        }
        return true
      default: return false
      }
      if i < text.count, text[i] == UInt8(ascii: " ") { i += 1 }
      return true
    }

    /// The time behind the day as milliseconds, 0 when there is none, nil when it is no time.
    mutating func time() -> Int64? {
      if i == text.count { return 0 }
      guard text[i] == UInt8(ascii: "T") || text[i] == UInt8(ascii: " ") else { return nil }
      i += 1
      guard let hour = number(upTo: 2), i < text.count, text[i] == UInt8(ascii: ":") else {
        return nil
      }
      i += 1
      guard let minute = number(upTo: 2), minute.value < 60 else { return nil }
      var milliseconds = 0
      if i < text.count, text[i] == UInt8(ascii: ":") {
        i += 1
        guard let second = number(upTo: 2), second.value <= 60 else { return nil }
        milliseconds = second.value * 1000
        if i < text.count, text[i] == UInt8(ascii: ".") {
          i += 1
          guard let fraction = number(upTo: 9) else { return nil }
          var value = fraction.value
          for _ in fraction.digits..<9 { value *= 10 }
          milliseconds += value / 1_000_000
        }
      }
      var hours = hour.value
      let rest = String(decoding: text[i...], as: UTF8.self)
      switch rest.uppercased() {
      case "", "Z", "+00:00", "+0000": break
      case " AM", "AM": hours = hours == 12 ? 0 : hours
      case " PM", "PM": hours = hours == 12 ? 12 : hours + 12
      default: return nil
      }
      guard hours < 24 else { return nil }
      return Int64((hours * 60 + minute.value) * 60_000 + milliseconds)
    }
  }
}
