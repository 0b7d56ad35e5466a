internal import RowcastMachine

/// English names of months and days, whole or of three letters, in any case.
package enum MonthNames {
  private static let months: [StaticString] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays: [StaticString] = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  /// The names of months and of days in small letters, from January and from Monday on.
  package static var names: (months: [String], weekdays: [String]) {
    (months.map { "\($0)" }, weekdays.map { "\($0)" })
  }

  /// The month, from 1, whose name stands at a place, and the name's length.
  static func month(_ text: Span<UInt8>, at place: Int) -> (month: Int, length: Int)? {
    name(text, at: place, of: months).map { ($0.index + 1, $0.length) }
  }

  /// The length of a weekday's name at a place, with the comma and the blanks behind it; 0 for none.
  static func weekdayLength(_ text: Span<UInt8>, at place: Int) -> Int {
    guard let length = name(text, at: place, of: weekdays)?.length else { return 0 }
    var end = place + length
    if end < text.count, text[end] == UInt8(ascii: ",") { end += 1 }
    while text.blank(at: end) > 0 { end += text.blank(at: end) }
    return end - place > length ? end - place : 0
  }

  private static func name(
    _ text: Span<UInt8>, at place: Int, of names: [StaticString]
  ) -> (index: Int, length: Int)? {
    var end = place
    while end < text.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[end] | 0x20) {
      end += 1
    }
    let length = end - place
    guard length >= 3 else { return nil }
    let word = text.extracting(place..<end)
    for (index, name) in names.enumerated() {
      guard length == 3 || length == name.utf8CodeUnitCount else { continue }
      var isEqual = true
      for i in 0..<length where word[i] | 0x20 != name.bytes[i] { isEqual = false }
      if isEqual { return (index, length) }
    }
    return nil
  }
}
