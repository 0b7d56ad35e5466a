/// ISO 8601 texts of dates, times and durations that are kept as milliseconds.
public enum TemporalText {
  /// Appends `2024-03-01`, `10:20:30`, `2024-03-01T10:20:30` or `PT26H3M`; fractions of a second
  /// only when there are some, with three digits.
  public static func append(
    _ kind: Cell.Kind, milliseconds: Int64, to buffer: inout OutputBytes
  ) {
    if kind == .duration {
      appendDuration(milliseconds, to: &buffer)
      return
    }
    let (day, time) = CivilDate.split(milliseconds: milliseconds)
    if kind != .time {
      appendDate(CivilDate(daysSinceEpoch: Int(day)), to: &buffer)
      if kind == .date { return }
      buffer.append(UInt8(ascii: "T"))
    }
    appendTime(time, to: &buffer)
  }

  private static func appendDate(_ date: CivilDate, to buffer: inout OutputBytes) {
    buffer.write(atMost: 32) { target in
      var at = 0
      if date.year < 0 || date.year > 9999 {
        at = NumberText.write(Int64(date.year), to: &target)
      } else {
        DigitWriter.write(UInt64(date.year), count: 4, to: &target)
        at = 4
      }
      target[at] = UInt8(ascii: "-")
      DigitWriter.write(UInt64(date.month), count: 2, to: &target, at: at + 1)
      target[at + 3] = UInt8(ascii: "-")
      DigitWriter.write(UInt64(date.day), count: 2, to: &target, at: at + 4)
      return at + 6
    }
  }

  private static func appendTime(_ milliseconds: Int64, to buffer: inout OutputBytes) {
    let seconds = UInt64(milliseconds / 1000)
    buffer.write(atMost: 8) { target in
      DigitWriter.write(seconds / 3600, count: 2, to: &target)
      target[2] = UInt8(ascii: ":")
      DigitWriter.write(seconds / 60 % 60, count: 2, to: &target, at: 3)
      target[5] = UInt8(ascii: ":")
      DigitWriter.write(seconds % 60, count: 2, to: &target, at: 6)
      return 8
    }
    appendFraction(Int(milliseconds % 1000), to: &buffer)
  }

  private static func appendFraction(_ thousandths: Int, to buffer: inout OutputBytes) {
    guard thousandths != 0 else { return }
    buffer.append(UInt8(ascii: "."))
    buffer.write(atMost: 3) {
      DigitWriter.write(UInt64(thousandths), count: 3, to: &$0)
      return 3
    }
  }

  /// `PT26H3M`, `PT0S`, `-PT1.500S` (ISO 8601-1, 5.5.2); hours are not turned into days.
  private static func appendDuration(_ milliseconds: Int64, to buffer: inout OutputBytes) {
    if milliseconds < 0 { buffer.append(UInt8(ascii: "-")) }
    let magnitude = milliseconds.magnitude
    let hours = magnitude / 3_600_000
    let minutes = magnitude / 60_000 % 60
    let seconds = magnitude / 1000 % 60
    let fraction = Int(magnitude % 1000)
    buffer.append(literal: "PT")
    if hours > 0 {
      buffer.append(String(hours))
      buffer.append(UInt8(ascii: "H"))
    }
    if minutes > 0 {
      buffer.append(String(minutes))
      buffer.append(UInt8(ascii: "M"))
    }
    if seconds > 0 || fraction > 0 || magnitude < 1000 {
      buffer.append(String(seconds))
      appendFraction(fraction, to: &buffer)
      buffer.append(UInt8(ascii: "S"))
    }
  }
}
