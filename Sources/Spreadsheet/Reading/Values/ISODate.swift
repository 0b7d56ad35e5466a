import RowcastTabular

/// Dates as Strict workbooks write them: `2024-03-01`, `2024-03-01T10:20:30.5Z`, `10:20:30`, `PT26H3M`.
enum ISODate {
  static func parsed(_ text: [UInt8]) -> (Cell.Kind, Int64)? {
    var reader = Reader(text: text)
    if text.first == UInt8(ascii: "P") || text.starts(with: "-P".utf8) {
      return reader.duration().map { (.duration, $0) }
    }
    if text.count > 2, text[2] == UInt8(ascii: ":") {
      guard let time = reader.time(), reader.isAtEnd else { return nil }
      return (.time, time)
    }
    guard let day = reader.date() else { return nil }
    let start = Int64(day) * CivilDate.millisecondsPerDay
    if reader.isAtEnd { return (.date, start) }
    guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: " ")),
      let time = reader.time()
    else { return nil }
    _ = reader.take(UInt8(ascii: "Z"))
    return reader.isAtEnd ? (.dateTime, start + time) : nil
  }

  private struct Reader {
    let text: [UInt8]
    var at = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { at == text.count }

    mutating func take(_ byte: UInt8) -> Bool {
      guard at < text.count, text[at] == byte else { return false }
      at += 1
      return true
    }

    mutating func digits(_ count: ClosedRange<Int>) -> Int? {
      let start = at
      var value = 0
      while at < text.count, at - start < count.upperBound, text[at] &- 48 < 10 {
        value = value * 10 + Int(text[at] - 48)
        at += 1
      }
      return count.contains(at - start) ? value : nil
    }

    mutating func date() -> Int? {
      guard let year = digits(4...4), take(UInt8(ascii: "-")), let month = digits(2...2),
        take(UInt8(ascii: "-")), let day = digits(2...2)
      else { return nil }
      let date = CivilDate(year: year, month: month, day: day)
      return date.isValid ? date.daysSinceEpoch : nil
    }

    mutating func time() -> Int64? {
      guard let hour = digits(2...2), take(UInt8(ascii: ":")), let minute = digits(2...2),
        hour < 24, minute < 60
      else { return nil }
      var total = Int64(hour * 3600 + minute * 60) * 1000
      if take(UInt8(ascii: ":")) {
        guard let second = digits(2...2), second < 60, let fraction = fraction() else { return nil }
        total += Int64(second) * 1000 + fraction
      }
      return total
    }

    /// `.5` as milliseconds, rounded; 0 when there is none.
    mutating func fraction() -> Int64? {
      guard take(UInt8(ascii: ".")) || take(UInt8(ascii: ",")) else { return 0 }
      let start = at
      guard digits(1...18) != nil else { return nil }
      let value = Double("0." + String(decoding: text[start..<at], as: UTF8.self)) ?? 0
      return Int64((value * 1000).rounded())
    }

    /// `PT26H3M4.5S`, `P1DT2H`: days, hours, minutes and seconds only.
    mutating func duration() -> Int64? {
      let isNegative = take(UInt8(ascii: "-"))
      guard take(UInt8(ascii: "P")) else { return nil }
      var total: Int64 = 0
      var isTime = false
      var parts = 0
      while !isAtEnd {
        if !isTime, take(UInt8(ascii: "T")) {
          isTime = true
          continue
        }
        guard let value = digits(1...9), let fraction = fraction(), at < text.count else {
          return nil
        }
        let unit = text[at]
        at += 1
        let seconds: Int64
        switch (unit, isTime) {
        case (UInt8(ascii: "D"), false): seconds = 86_400
        case (UInt8(ascii: "H"), true): seconds = 3_600
        case (UInt8(ascii: "M"), true): seconds = 60
        case (UInt8(ascii: "S"), true): seconds = 1
        default: return nil
        }
        total += (Int64(value) * 1000 + fraction) * seconds
        parts += 1
      }
      return parts == 0 ? nil : isNegative ? -total : total
    }
  }
}
