/// What a number format makes of a number.
public enum FormatKind: UInt8, Sendable, Hashable {
  case general, number, percent, currency, scientific, fraction, text
  case date, time, dateTime, duration

  /// Whether numbers under this format are days and times.
  public var isTemporal: Bool { rawValue >= FormatKind.date.rawValue }
}
