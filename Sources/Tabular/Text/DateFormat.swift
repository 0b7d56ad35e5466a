/// A date format that was named: `%d/%m/%Y %H:%M`.
///
/// `%Y` four digits, `%y` two (69 to 99 are 19xx), `%m`, `%d`, `%H`, `%M`, `%S` one or two digits,
/// `%f` a fraction of a second, `%p` AM or PM, `%b` and `%B` an English month, `%s` seconds since
/// 1970-01-01T00:00:00 UTC, and by itself; `%z` an offset from UTC (`Z`, `+02:00`, `-0700`), which is
/// taken off; the rest as it is.
package struct DateFormat: Sendable, Hashable {
  private static let epochSeconds = Array("%s".utf8)
  private let pattern: [UInt8]
  private let hasDate: Bool
  private let hasTime: Bool
  /// Whether values have an offset from UTC, and are moved there.
  package let hasOffset: Bool

  /// Nil when a `%` is followed by something else.
  package init?(_ pattern: String) {
    self.pattern = Array(pattern.utf8)
    var date = false
    var time = false
    var offset = false
    var at = 0
    while at < self.pattern.count {
      guard self.pattern[at] == UInt8(ascii: "%") else {
        at += 1
        continue
      }
      guard at + 1 < self.pattern.count else { return nil }
      switch self.pattern[at + 1] {
      case UInt8(ascii: "Y"), UInt8(ascii: "y"), UInt8(ascii: "m"), UInt8(ascii: "d"),
        UInt8(ascii: "b"), UInt8(ascii: "B"):
        date = true
      case UInt8(ascii: "H"), UInt8(ascii: "I"), UInt8(ascii: "M"), UInt8(ascii: "S"),
        UInt8(ascii: "f"), UInt8(ascii: "p"):
        time = true
      case UInt8(ascii: "s"):
        date = true
        time = true
      case UInt8(ascii: "z"): offset = true
      case UInt8(ascii: "%"): break
      default: return nil
      }
      at += 2
    }
    guard !offset || (date && time) else { return nil }
    guard date || time else { return nil }
    guard self.pattern == Self.epochSeconds || !pattern.contains("%s") else { return nil }
    hasDate = date
    hasTime = time
    hasOffset = offset
  }

  /// What is said of a pattern that is no format.
  package static func refusal(of pattern: String) -> String {
    "\"\(pattern)\" is no date format (for example %d/%m/%Y)"
      + (unknownCode(in: pattern).map { ": \($0) means nothing" } ?? "")
  }

  /// The first `%` of a pattern with what follows it that has no meaning; nil when that is not why it is no
  /// format.
  private static func unknownCode(in pattern: String) -> String? {
    var characters = pattern[...]
    while let percent = characters.firstIndex(of: "%") {
      characters = characters[percent...].dropFirst()
      guard let code = characters.first else { return "%" }
      if !"YymdbBHIMSfpsz%".contains(code) { return "%\(code)" }
      characters.removeFirst()
    }
    return nil
  }

  /// The kind of the cells it gives.
  package var kind: ColumnKind { hasDate ? hasTime ? .dateTime : .date : .time }

  /// The payload of a cell, or nil when the text does not fit.
  package func value(_ text: Span<UInt8>) -> Int64? {
    if pattern == Self.epochSeconds { return Self.instant(text) }
    var date = CivilDate(year: 1970, month: 1, day: 1)
    var hour = 0
    var minute = 0
    var second = 0
    var milliseconds = 0
    var isAfternoon: Bool?
    var offset = 0
    var at = 0
    var p = 0
    while p < pattern.count {
      guard pattern[p] == UInt8(ascii: "%"), p + 1 < pattern.count else {
        guard at < text.count, text[at] == pattern[p] else { return nil }
        at += 1
        p += 1
        continue
      }
      let code = pattern[p + 1]
      p += 2
      switch code {
      case UInt8(ascii: "%"):
        guard at < text.count, text[at] == code else { return nil }
        at += 1
      case UInt8(ascii: "p"):
        guard at + 2 <= text.count, text[at + 1] | 0x20 == UInt8(ascii: "m") else { return nil }
        isAfternoon = text[at] | 0x20 == UInt8(ascii: "p")
        at += 2
      case UInt8(ascii: "z"):
        guard at < text.count, let minutes = TimeOfDay.zone(text, &at) else { return nil }
        offset = minutes
      case UInt8(ascii: "b"), UInt8(ascii: "B"):
        guard let (month, length) = MonthNames.month(text, at: at) else { return nil }
        date.month = month
        at += length
      case UInt8(ascii: "f"):
        var weight = 100
        let start = at
        while at < text.count, isDigit(text[at]) {
          milliseconds += weight * Int(text[at] - UInt8(ascii: "0"))
          weight /= 10
          at += 1
        }
        if at == start { return nil }
      default:
        let most = code == UInt8(ascii: "Y") ? 4 : 2
        let start = at
        var value = 0
        while at < text.count, at - start < most, isDigit(text[at]) {
          value = value * 10 + Int(text[at] - UInt8(ascii: "0"))
          at += 1
        }
        guard at > start, most != 4 || at - start == 4 else { return nil }
        switch code {
        case UInt8(ascii: "Y"): date.year = value
        case UInt8(ascii: "y"): date.year = value >= 69 ? 1900 + value : 2000 + value
        case UInt8(ascii: "m"): date.month = value
        case UInt8(ascii: "d"): date.day = value
        case UInt8(ascii: "M"): minute = value
        case UInt8(ascii: "S"): second = value
        default: hour = value
        }
      }
    }
    if let isAfternoon {
      guard hour >= 1, hour <= 12 else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard at == text.count, date.isValid, hour < 24, minute < 60, second < 60 else { return nil }
    let time = Int64((hour * 60 + minute - offset) * 60 + second) * 1000 + Int64(milliseconds)
    return Int64(date.daysSinceEpoch) * CivilDate.millisecondsPerDay + time
  }

  /// Milliseconds of whole seconds since 1970, of at most 12 digits.
  private static func instant(_ text: Span<UInt8>) -> Int64? {
    let sign = text.count > 1 && text[0] == UInt8(ascii: "-") ? 1 : 0
    guard text.count - sign <= 12, text.count > sign,
      let seconds = text.number(at: sign, digits: text.count - sign)
    else { return nil }
    return Int64(seconds) * (sign == 1 ? -1000 : 1000)
  }
}
