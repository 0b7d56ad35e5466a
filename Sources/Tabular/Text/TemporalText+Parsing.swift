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
}
