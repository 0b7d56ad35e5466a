internal import RowcastTabular

/// Dates and timestamps as databases write them.
enum TemporalSQL {
  /// Appends `2024-03-01 10:20:30.123456`.
  static func append(
    microseconds: Int64, _ dialect: DatabaseDialect, to buffer: inout OutputBytes
  ) {
    let rest = (microseconds % 1000 + 1000) % 1000
    append(
      .timestamp, (microseconds - rest) / 1000, dialect, microseconds: Int(rest), to: &buffer)
  }

  /// Appends `2024-03-01`, or `2024-03-01 10:20:30` of a timestamp.
  /// - Parameter microseconds: what a timestamp has beyond its milliseconds.
  static func append(
    _ type: DataType, _ milliseconds: Int64, _ dialect: DatabaseDialect, microseconds: Int = 0,
    to buffer: inout OutputBytes
  ) {
    let day = CivilDate.millisecondsPerDay
    let time = (milliseconds % day + day) % day
    let date = CivilDate(daysSinceEpoch: Int((milliseconds - time) / day))
    // PostgreSQL has no year 0, and counts backwards from 1 BC.
    let isBeforeChrist = dialect == .postgres && date.year < 1
    if isBeforeChrist {
      let parts = [(1 - date.year, 4), (date.month, 2), (date.day, 2)].map { number, width in
        String(repeating: "0", count: max(0, width - "\(number)".count)) + "\(number)"
      }
      buffer.append(parts.joined(separator: "-"))
    } else {
      TemporalText.append(.date, milliseconds: milliseconds, to: &buffer)
    }
    if type == .timestamp {
      buffer.append(UInt8(ascii: " "))
      TemporalText.append(.time, milliseconds: time, to: &buffer)
      if microseconds > 0 {
        if time % 1000 == 0 { buffer.append(literal: ".000") }
        for unit in [100, 10, 1] {
          buffer.append(UInt8(ascii: "0") + UInt8(microseconds / unit % 10))
        }
      }
    }
    if isBeforeChrist { buffer.append(literal: " BC") }
  }
}
