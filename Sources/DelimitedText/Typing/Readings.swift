/// The ways in which a text could be read as a number or date of some country: a column can be
/// read in one of them when all its values can.
struct Readings: OptionSet, BitwiseCopyable, Sendable, Hashable {
  let rawValue: UInt32

  /// `1,234.50`: a point before the fraction, commas between groups.
  static let pointAmount = Readings(rawValue: 1 << 0)
  /// `1.234,50`: a comma before the fraction, points between groups.
  static let commaAmount = Readings(rawValue: 1 << 1)
  /// With a percent sign, and without one.
  static let percent = Readings(rawValue: 1 << 2)
  static let plain = Readings(rawValue: 1 << 3)
  /// `31/12/2024`, `12/31/2024`, `2024/12/31`, `31 Dec 2024`.
  static let dayMonthYear = Readings(rawValue: 1 << 4)
  static let monthDayYear = Readings(rawValue: 1 << 5)
  static let yearMonthDay = Readings(rawValue: 1 << 6)
  static let namedMonth = Readings(rawValue: 1 << 7)

  /// No point and no comma, so that both amounts are the same.
  static let unseparated = Readings(rawValue: 1 << 8)

  static let amounts: Readings = [.pointAmount, .commaAmount]
  static let dates: Readings = [.dayMonthYear, .monthDayYear, .yearMonthDay, .namedMonth]
  static let all = Readings(rawValue: 0x1FF)

  /// Those of `wanted` that a text admits.
  static func of(_ text: UnsafeBufferPointer<UInt8>, among wanted: Readings) -> Readings {
    guard text.count <= 40 else { return [] }
    var hasDigit = false
    for byte in text where NumberSyntax.isDigit(byte) {
      hasDigit = true
      break
    }
    guard hasDigit else { return [] }
    var result: Readings = []
    if !wanted.isDisjoint(with: amounts) { result = AmountSyntax.readings(text) }
    if !wanted.isDisjoint(with: dates) {
      result.formUnion(LocalDateSyntax.readings(text, among: wanted))
    }
    return result.intersection(wanted)
  }

  /// What values of these kinds leave of the readings of the texts beside them.
  func admitted(by kinds: ValueKinds) -> Readings {
    var result = self
    if !kinds.isDisjoint(with: [.leadingZero, .boolean, .time]) { return [] }
    if !kinds.isDisjoint(with: [.date, .dateTime]) { return [] }
    if !kinds.isDisjoint(
      with: [.integer, .decimal, .commaDecimal, .commaAmbiguous])
    {
      result.formIntersection([.pointAmount, .commaAmount, .plain, .unseparated])
    }
    if !kinds.isDisjoint(with: [.decimal, .commaDecimal, .commaAmbiguous]) {
      result.remove(.unseparated)
    }
    if kinds.contains(.pointOnly) { result.remove(.commaAmount) }
    if kinds.contains(.commaDecimal) { result.remove(.pointAmount) }
    return result
  }
}
