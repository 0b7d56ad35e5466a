/// A time of day to the millisecond.
public struct ClockTime: BitwiseCopyable, Sendable, Hashable, Comparable {
  /// Milliseconds since midnight, 0 to 86,399,999.
  public let milliseconds: Int64

  /// A time by its parts; nil when there is no such time.
  public init?(hour: Int, minute: Int = 0, second: Int = 0, millisecond: Int = 0) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1000).contains(millisecond)
    else { return nil }
    milliseconds = Int64(((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
  }

  /// The time so many milliseconds after midnight, whole days taken off.
  public init(milliseconds: Int64) {
    self.milliseconds = CivilDate.split(milliseconds: milliseconds).time
  }

  /// 0 to 23.
  public var hour: Int { Int(milliseconds / 3_600_000) }
  /// 0 to 59.
  public var minute: Int { Int(milliseconds / 60_000 % 60) }
  /// 0 to 59.
  public var second: Int { Int(milliseconds / 1000 % 60) }
  /// 0 to 999.
  public var millisecond: Int { Int(milliseconds % 1000) }

  /// The earlier one.
  public static func < (a: ClockTime, b: ClockTime) -> Bool { a.milliseconds < b.milliseconds }
}
