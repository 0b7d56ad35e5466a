/// The ways in which a text could be read as a number or date of some country: a column can be
/// read in one of them when all its values can.
@frozen public struct Readings: OptionSet, BitwiseCopyable, Sendable, Hashable {
  public let rawValue: UInt64

  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// `1,234.50`: a point before the fraction, commas between groups; with separators that were
  /// named, their one reading.
  @inlinable public static var pointAmount: Self { Self(rawValue: 1 << 0) }
  /// `1.234,50`: a comma before the fraction, points between groups.
  @inlinable public static var commaAmount: Self { Self(rawValue: 1 << 1) }
  /// With a percent sign, and without one.
  @inlinable public static var percent: Self { Self(rawValue: 1 << 2) }
  @inlinable public static var plain: Self { Self(rawValue: 1 << 3) }
  /// `31/12/2024`, `12/31/2024`, `2024/12/31`, `31 Dec 2024`.
  @inlinable public static var dayMonthYear: Self { Self(rawValue: 1 << 4) }
  @inlinable public static var monthDayYear: Self { Self(rawValue: 1 << 5) }
  @inlinable public static var yearMonthDay: Self { Self(rawValue: 1 << 6) }
  @inlinable public static var namedMonth: Self { Self(rawValue: 1 << 7) }
  /// No point and no comma, so that both amounts are the same.
  @inlinable public static var unseparated: Self { Self(rawValue: 1 << 8) }

  /// A mark that stands for no value: `.`, `-`, `n/a`. A column of numbers beside which all texts are such
  /// marks is one of numbers to people.
  @inlinable public static var noValue: Self { Self(rawValue: 1 << 61) }

  /// Amounts without a fraction, read with a point or with a comma.
  @inlinable public static var wholePoint: Self { Self(rawValue: 1 << 62) }
  @inlinable public static var wholeComma: Self { Self(rawValue: 1 << 63) }

  @inlinable public static var amounts: Self { pointAmount.union(.commaAmount) }
  @inlinable public static var dates: Self {
    dayMonthYear.union(.monthDayYear).union(.yearMonthDay).union(.namedMonth)
  }
  @inlinable public static var all: Self { Self(rawValue: .max) }

  /// `6 pcs`: amounts of one unit of ``CountingUnit/signs``; each unit has a bit of its own, so that
  /// pieces and boxes have nothing in common.
  static func unit(_ place: Int) -> Self { Self(rawValue: 1 << UInt64(9 + place)) }
  /// What a column of amounts counts: one of percent, one unit, or nothing named.
  package static var measures: Self {
    Self(rawValue: ~UInt64(0) << 9).subtracting([.wholePoint, .wholeComma, .noValue])
      .union([.percent, .plain])
  }

  /// Those of `wanted` that a text admits.
  /// - Parameter named: the separators that were named, which leave one reading of an amount.
  package static func of(
    _ text: Span<UInt8>, among wanted: Readings, named: AmountStyle? = nil
  ) -> Readings {
    // Blanks alone say as little as a dash does.
    if wanted.contains(.noValue),
      MissingTokens.contains(text.trimmed, amongNumbers: true)
    {
      return .noValue
    }
    guard text.count <= 40, text.indices.contains(where: { isDigit(text[$0]) }) else { return [] }
    var result: Readings = []
    if !wanted.isDisjoint(with: amounts) { result = AmountSyntax.readings(text, named: named) }
    if !wanted.isDisjoint(with: dates) {
      result.formUnion(LocalDateSyntax.readings(text))
    }
    return result.intersection(wanted)
  }

  /// What values of these kinds leave of the readings of the texts beside them.
  package func admitted(by kinds: ValueKinds) -> Readings {
    var result = self
    if !kinds.isDisjoint(with: [.leadingZero, .boolean, .time]) { return [] }
    if !kinds.isDisjoint(with: [.date, .dateTime]) { return [] }
    if !kinds.isDisjoint(
      with: [.integer, .decimal, .commaDecimal, .commaAmbiguous])
    {
      result.formIntersection([
        .pointAmount, .commaAmount, .plain, .unseparated, .wholePoint, .wholeComma,
      ])
    }
    if !kinds.isDisjoint(with: [.decimal, .commaDecimal, .commaAmbiguous]) {
      result.remove(.unseparated)
    }
    if !kinds.isDisjoint(with: [.decimal, .commaDecimal]) {
      result.subtract([.wholePoint, .wholeComma])
    }
    if kinds.contains(.commaAmbiguous) { result.remove(.wholeComma) }
    if kinds.contains(.pointOnly) { result.remove(.commaAmount) }
    if kinds.contains(.commaDecimal) { result.remove(.pointAmount) }
    return result
  }
}
