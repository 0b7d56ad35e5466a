public import RowcastTabular

#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif

extension Date: CellValue {
  /// `a date`, in messages.
  public static var expectation: String { "a date" }

  /// The moment of a date, or of a date with a time, in UTC.
  public init?(_ value: Value) {
    switch value {
    case .date(let day): self.init(day, ClockTime(milliseconds: 0))
    case .dateTime(let day, let time): self.init(day, time)
    default: return nil
    }
  }

  private init(_ day: CivilDate, _ time: ClockTime) {
    let seconds = Double(day.daysSinceEpoch) * 86_400 + Double(time.milliseconds) / 1000
    self.init(timeIntervalSince1970: seconds)
  }

  /// The date with its time in UTC, to the millisecond.
  public var cellValue: Value {
    let milliseconds = (timeIntervalSince1970 * 1000).rounded()
    guard let whole = Int64(exactly: milliseconds) else { return .missing }
    return .dateTime(CivilDate(milliseconds: whole), ClockTime(milliseconds: whole))
  }
}
