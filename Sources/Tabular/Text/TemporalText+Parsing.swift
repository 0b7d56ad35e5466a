internal import RowcastMachine

extension TemporalText {
  /// The date, time, date with time or duration of an ISO 8601 text, when milliseconds hold all of
  /// it: no zone, at most three digits behind the second.
  public static func parse(
    _ text: Span<UInt8>
  ) -> (kind: Cell.Kind, milliseconds: Int64)? {
    guard let parts = TemporalSyntax.parts(of: text, accepting: .durations), !parts.isCut
    else { return nil }
    return (parts.kind, parts.value)
  }

  /// The text of a date, time or duration.
  package static func string(_ kind: Cell.Kind, milliseconds: Int64) -> String {
    var buffer = OutputBytes(capacity: 64)
    append(kind, milliseconds: milliseconds, to: &buffer)
    return buffer.string
  }

  /// Seconds since 1970-01-01T00:00:00 UTC of a date, or of a date with a time, which is one of UTC where
  /// it has no offset: the double nearest to all of its digits.
  package static func seconds(ofMoment text: String) -> Double? {
    text.withBytes { bytes in
      guard let parts = TemporalSyntax.parts(of: bytes, accepting: [.zone, .comma]),
        parts.kind == .date || parts.kind == .dateTime
      else { return nil }
      let seconds = Double(parts.value) / 1000
      guard parts.fractionDigits > 3,
        let mark = bytes.indices.last(where: {
          bytes[$0] == UInt8(ascii: ".") || bytes[$0] == UInt8(ascii: ",")
        }),
        let digits = bytes.number(at: mark + 1, digits: min(parts.fractionDigits, 9))
      else { return seconds }
      // Digits behind the ninth are less than a double tells apart.
      let nanoseconds = parts.fractionDigits >= 9 ? digits : scaled(digits, parts.fractionDigits)
      let whole = (parts.value - parts.milliseconds % 1000) / 1000
      return Double(whole) + Double(nanoseconds) / 1e9
    }
  }

  private static func scaled(_ digits: Int, _ count: Int) -> Int {
    (count..<9).reduce(digits) { value, _ in value * 10 }
  }
}
