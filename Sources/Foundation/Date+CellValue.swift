public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Date: CellValue {
  /// `a date`, in messages.
  public static var expectation: String { "a date" }

  /// The moment of a date, or of a date with a time, in UTC. A text of ISO 8601 is one with the offset
  /// that it has (`2024-01-01T10:00:00+02:00`) or none, with all digits that a `Date` holds.
  public init?(_ value: Value) {
    switch value {
    case .date(let day): self.init(day, ClockTime(milliseconds: 0))
    case .dateTime(let day, let time): self.init(day, time)
    case .text(let text):
      guard let seconds = TemporalText.seconds(ofMoment: text) else { return nil }
      self.init(timeIntervalSince1970: seconds)
    default: return nil
    }
  }

  private init(_ day: CivilDate, _ time: ClockTime) {
    let seconds = Double(day.daysSinceEpoch) * 86_400 + Double(time.milliseconds) / 1000
    self.init(timeIntervalSince1970: seconds)
  }

  /// The date with its time in UTC, to the millisecond. A moment so far away that no cell holds it is a day
  /// that there is not, and is refused when it is written.
  public var cellValue: Value {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    guard let whole = Int64(exactly: milliseconds) else {
      return .date(CivilDate(year: milliseconds < 0 ? .min : .max, month: 1, day: 1))
    }
    return .dateTime(CivilDate(milliseconds: whole), ClockTime(milliseconds: whole))
  }
}
