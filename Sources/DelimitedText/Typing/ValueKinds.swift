/// What the values of a column were seen to be: one bit for each way to read a text.
///
/// A column's type follows from the union alone, so that chunks can be read in any order.
struct ValueKinds: OptionSet, BitwiseCopyable, Sendable, Hashable {
  let rawValue: UInt32

  /// An empty field.
  static let empty = ValueKinds(rawValue: 1 << 0)
  /// Two quotes with nothing between.
  static let quotedEmpty = ValueKinds(rawValue: 1 << 1)
  /// NA, N/A, #N/A, NULL, null, NaN, nan: missing among numbers, text among texts.
  static let nullWord = ValueKinds(rawValue: 1 << 2)
  /// A token that was named as missing.
  static let nullToken = ValueKinds(rawValue: 1 << 3)
  static let boolean = ValueKinds(rawValue: 1 << 4)
  static let integer = ValueKinds(rawValue: 1 << 5)
  static let decimal = ValueKinds(rawValue: 1 << 6)
  /// A number that begins with a needless zero: a code.
  static let leadingZero = ValueKinds(rawValue: 1 << 7)
  /// A number with a decimal comma that can be nothing else.
  static let commaDecimal = ValueKinds(rawValue: 1 << 8)
  /// `1,234`: a decimal comma or a group of thousands.
  static let commaAmbiguous = ValueKinds(rawValue: 1 << 9)
  static let date = ValueKinds(rawValue: 1 << 10)
  static let time = ValueKinds(rawValue: 1 << 11)
  static let dateTime = ValueKinds(rawValue: 1 << 12)
  static let text = ValueKinds(rawValue: 1 << 13)

  /// A number that JSON writes otherwise: `.5`, `5.`.
  static let respelledNumber = ValueKinds(rawValue: 1 << 16)
  /// A date or time that is not spelled as it would be written.
  static let respelledTemporal = ValueKinds(rawValue: 1 << 17)
  /// A quoted field that is no text.
  static let quotedValue = ValueKinds(rawValue: 1 << 18)
  /// A time with a zone, or with more digits than milliseconds.
  static let preciseTemporal = ValueKinds(rawValue: 1 << 19)
  /// A number with a point that cannot be a separator of thousands.
  static let pointOnly = ValueKinds(rawValue: 1 << 20)
  /// A value that fits the format that was named for the column.
  static let formatted = ValueKinds(rawValue: 1 << 14)
  /// Text that can be read in no other way: nothing more can be learned of the column.
  static let settled = ValueKinds(rawValue: 1 << 21)

  static let quotedInteger: ValueKinds = [.integer, .quotedValue]
  static let quotedDate: ValueKinds = [.date, .quotedValue]
  static let plainDecimal: ValueKinds = [.decimal, .pointOnly]
  static let numbers: ValueKinds = [.integer, .decimal]
  static let temporals: ValueKinds = [.date, .time, .dateTime]
  static let missing: ValueKinds = [.empty, .quotedEmpty, .nullWord, .nullToken]
  /// The bits that say what a value is, without the remarks on its spelling.
  static let values: ValueKinds = ValueKinds(rawValue: 0xFFFF).subtracting(.missing)
}
