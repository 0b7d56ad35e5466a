import RowcastTabular

/// Day numbers of a workbook as dates and times (ECMA-376 Part 1, 18.17.4).
struct SerialDate {
  /// Milliseconds, in the meaning that `Cell.Kind` gives them for `kind`.
  var kind: Cell.Kind
  var milliseconds: Int64

  private static let perDay = CivilDate.millisecondsPerDay
  /// 1899-12-30 and 1904-01-01, as days since 1970-01-01.
  static let epoch1900: Int64 = -25_569
  static let epoch1904: Int64 = -24_107
  /// 9999-12-31 in each system.
  private static let last1900 = 2_958_465.0
  private static let last1904 = 2_957_003.0

  /// The serial number of a date that the file states as text.
  /// - Parameter dayZero: the day that is 0, in days since 1970-01-01.
  static func serial(
    of kind: Cell.Kind, _ milliseconds: Int64, from dayZero: Int64 = epoch1900
  ) -> Double {
    let isDay = kind == .date || kind == .dateTime
    return Double(milliseconds - (isDay ? dayZero * perDay : 0)) / Double(perDay)
  }

  /// The date or time that a serial number stands for, or nil when there is none.
  ///
  /// Rounded once, to milliseconds, over day and time together. In the 1900 system 60 is a day that
  /// never was (1900-02-29), and the days before it are one further from the epoch.
  init?(_ serial: Double, as format: FormatKind, date1904: Bool) {
    guard serial.isFinite else { return nil }
    if format == .duration {
      let value = (serial * Double(Self.perDay)).rounded()
      guard value.magnitude < 9e15 else { return nil }
      kind = .duration
      milliseconds = Int64(value)
      return
    }
    guard serial < (date1904 ? Self.last1904 : Self.last1900) + 1,
      serial >= (date1904 ? -Self.last1904 : 0)
    else { return nil }
    let total = Int64((serial * Double(Self.perDay)).rounded())
    let isTimeAlone =
      total >= 0 && total < Self.perDay && (!date1904 || format == .time || total > 0)
    if isTimeAlone {
      kind = .time
      milliseconds = total
      return
    }
    let isWhole = total % Self.perDay == 0
    kind = isWhole && format == .date ? .date : .dateTime
    if date1904 {
      milliseconds = total + Self.epoch1904 * Self.perDay
    } else {
      if total >= 60 * Self.perDay, total < 61 * Self.perDay { return nil }
      let beforeGap = total < 60 * Self.perDay
      milliseconds = total + (Self.epoch1900 + (beforeGap ? 1 : 0)) * Self.perDay
    }
  }
}
