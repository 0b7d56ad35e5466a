/// What a number format makes of a number.
public enum FormatKind: UInt8, Sendable, Hashable {
  /// Formats of plain numbers and texts.
  case general, number, percent, currency, scientific, fraction, text
  /// Formats of days and times; `duration` is elapsed time, as `[h]:mm`.
  case date, time, dateTime, duration

  /// Whether numbers under this format are days and times.
  public var isTemporal: Bool { rawValue >= FormatKind.date.rawValue }
}
