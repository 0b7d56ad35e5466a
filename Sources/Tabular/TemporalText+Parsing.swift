extension TemporalText {
  /// The date, time, date with time or duration of an ISO 8601 text, when milliseconds hold all of
  /// it: no zone, at most three digits behind the second.
  public static func parse(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (kind: Cell.Kind, milliseconds: Int64)? {
    guard text.count >= 3 else { return nil }
    var reader = TemporalReader(text: text)
    if text[0] == UInt8(ascii: "P") || text[0] == UInt8(ascii: "-") {
      return reader.duration().map { (.duration, $0) }
    }
    if text[2] == UInt8(ascii: ":") {
      guard let time = reader.time(), reader.isAtEnd else { return nil }
      return (.time, time)
    }
    guard let days = reader.date() else { return nil }
    let midnight = Int64(days) * CivilDate.millisecondsPerDay
    if reader.isAtEnd { return (.date, midnight) }
    guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: " ")),
      let time = reader.time(), reader.isAtEnd
    else { return nil }
    return (.dateTime, midnight + time)
  }
}

/// Reads the parts of a date or time; every part moves the offset only when it is whole.
private struct TemporalReader {
  let text: UnsafeBufferPointer<UInt8>
  var i = 0

  init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { i == text.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard i < text.count, text[i] == byte else { return false }
    i += 1
    return true
  }

  /// Exactly `count` digits.
  mutating func digits(_ count: Int) -> Int? {
    guard i + count <= text.count else { return nil }
    var value = 0
    for k in i..<(i + count) {
      let digit = text[k] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    i += count
    return value
  }

  /// Days since 1970-01-01 of `2024-03-01`.
  mutating func date() -> Int? {
    guard let year = digits(4), take(UInt8(ascii: "-")), let month = digits(2),
      take(UInt8(ascii: "-")), let day = digits(2)
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    return date.isValid ? date.daysSinceEpoch : nil
  }

  /// Milliseconds of `10:20`, `10:20:30` or `10:20:30.125`.
  mutating func time() -> Int64? {
    guard let hour = digits(2), hour < 24, take(UInt8(ascii: ":")), let minute = digits(2),
      minute < 60
    else { return nil }
    var total = Int64(hour * 3600 + minute * 60) * 1000
    if take(UInt8(ascii: ":")) {
      guard let second = digits(2), second < 60 else { return nil }
      total += Int64(second) * 1000
      if take(UInt8(ascii: ".")) {
        guard let fraction = fraction() else { return nil }
        total += fraction
      }
    }
    return total
  }

  /// The milliseconds of the digits behind a point; nil when there are more than milliseconds.
  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while i < text.count, text[i] &- UInt8(ascii: "0") < 10 {
      let digit = Int64(text[i] &- UInt8(ascii: "0"))
      if count < 3 { value = value * 10 + digit } else if digit != 0 { return nil }
      count += 1
      i += 1
    }
    guard count > 0 else { return nil }
    while count < 3 {
      value *= 10
      count += 1
    }
    return value
  }

  /// Milliseconds of `PT26H3M`, `-PT1.500S`, `P1DT2H`.
  mutating func duration() -> Int64? {
    let isNegative = take(UInt8(ascii: "-"))
    guard take(UInt8(ascii: "P")), !isAtEnd else { return nil }
    var total: Int64 = 0
    var isTime = false
    var parts = 0
    var order = 0
    while !isAtEnd {
      if take(UInt8(ascii: "T")) {
        guard !isTime, !isAtEnd else { return nil }
        isTime = true
        continue
      }
      guard let (amount, fraction) = amount() else { return nil }
      guard i < text.count else { return nil }
      let unit: (rank: Int, milliseconds: Int64)
      switch text[i] {
      case UInt8(ascii: "D") where !isTime: unit = (1, 86_400_000)
      case UInt8(ascii: "H") where isTime: unit = (2, 3_600_000)
      case UInt8(ascii: "M") where isTime: unit = (3, 60_000)
      case UInt8(ascii: "S") where isTime: unit = (4, 1000)
      default: return nil
      }
      guard unit.rank > order, fraction == nil || unit.rank == 4 else { return nil }
      order = unit.rank
      i += 1
      parts += 1
      let (product, overflows) = amount.multipliedReportingOverflow(by: unit.milliseconds)
      guard !overflows, product < .max / 8 else { return nil }
      total += product + (fraction ?? 0)
    }
    return parts > 0 ? (isNegative ? -total : total) : nil
  }

  private mutating func amount() -> (Int64, Int64?)? {
    var value: Int64 = 0
    let start = i
    while i < text.count, text[i] &- UInt8(ascii: "0") < 10 {
      guard i - start < 15 else { return nil }
      value = value * 10 + Int64(text[i] &- UInt8(ascii: "0"))
      i += 1
    }
    guard i > start else { return nil }
    guard take(UInt8(ascii: ".")) else { return (value, nil) }
    return fraction().map { (value, $0) }
  }
}
