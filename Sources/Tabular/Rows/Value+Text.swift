internal import RowcastMachine

extension Value: CustomStringConvertible {
  /// A text as it is, a number as its source wrote it, dates and times by ISO 8601; empty when there is
  /// no value.
  public var description: String {
    switch self {
    case .missing: ""
    case .text(let text), .error(let text): text
    case .integer(let value): String(value)
    case .number(let number): number.text
    case .boolean(let value): value ? "true" : "false"
    case .date(let date) where date.milliseconds == nil,
      .dateTime(let date, _) where date.milliseconds == nil:
      "\(date.year)-\(date.month)-\(date.day)"
    case .date, .time, .dateTime, .duration: temporalText
    }
  }

  private var temporalText: String {
    guard let cell = temporalCell else { return "" }
    return TemporalText.string(cell.kind, milliseconds: cell.milliseconds)
  }

  /// The kind and the milliseconds of a cell that holds this date or time; nil for other values, and for
  /// days that there are not.
  var temporalCell: (kind: Cell.Kind, milliseconds: Int64)? {
    switch self {
    case .date(let date): date.milliseconds.map { (.date, $0) }
    case .time(let time): (.time, time.milliseconds)
    case .dateTime(let date, let time):
      date.milliseconds.map { (.dateTime, $0 + time.milliseconds) }
    case .duration(let duration): (.duration, duration.milliseconds)
    default: nil
    }
  }

  /// Why no cell holds the value; nil when one does, and when there is none.
  var refusal: String? {
    switch self {
    case .date(let date) where date.milliseconds == nil,
      .dateTime(let date, _) where date.milliseconds == nil:
      date.isValid ? "a cell holds no day so far away" : "there is no day \(self)"
    case .duration(let duration) where .milliseconds(duration.milliseconds) != duration:
      "a cell holds durations to the millisecond, not \(duration)"
    default: nil
    }
  }
}

extension CivilDate {
  /// Milliseconds since 1970-01-01T00:00:00 at the day's beginning; nil for a day that there is not, or that
  /// is too far away for them.
  var milliseconds: Int64? {
    guard isValid, Self.years.contains(year) else { return nil }
    return Int64(daysSinceEpoch) * Self.millisecondsPerDay
  }

  /// The years of which 64 bits hold every millisecond.
  private static let years = -292_000_000...292_000_000
}

extension Duration {
  /// Whole milliseconds, the rest cut off; the greatest ones beyond 64 bits.
  var milliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .min : .max) : whole + attoseconds / 1_000_000_000_000_000
  }
}

// Outside of cells, a date and a time are their ISO 8601 texts.
extension CivilDate: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(milliseconds: try TemporalText.milliseconds(of: .date, from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Value.date(self).description)
  }
}

extension ClockTime: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(milliseconds: try TemporalText.milliseconds(of: .time, from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Value.time(self).description)
  }
}

extension TemporalText {
  fileprivate static func milliseconds(
    of kind: Cell.Kind, from decoder: any Decoder
  ) throws -> Int64 {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let found = text.withBytes({ parse($0) }), found.kind == kind else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no ISO 8601 \(kind): \(text)")
    }
    return found.milliseconds
  }
}
