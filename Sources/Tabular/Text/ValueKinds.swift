/// What the values of a column were seen to be: one bit for each way to read a text.
///
/// A column's type follows from the union alone, so that chunks can be read in any order.
///
/// The constants are computed and, like the type, public: only then do loops of other modules see
/// their bits, as the compiler inlines nothing that is `package`. Unions are spelled out: a literal of
/// several options makes an array first.
@frozen public struct ValueKinds: OptionSet, BitwiseCopyable, Sendable, Hashable {
  public let rawValue: UInt32

  /// Any bits: those that mean nothing are of no kind.
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// An empty field.
  @inlinable public static var empty: Self { Self(rawValue: 1 << 0) }
  /// Two quotes with nothing between.
  @inlinable public static var quotedEmpty: Self { Self(rawValue: 1 << 1) }
  /// NA, N/A, #N/A, NULL, null, NaN, nan, \N: missing among numbers, text among texts.
  @inlinable public static var nullWord: Self { Self(rawValue: 1 << 2) }
  /// A token that was named as missing.
  @inlinable public static var nullToken: Self { Self(rawValue: 1 << 3) }
  /// A word that means yes or no.
  @inlinable public static var boolean: Self { Self(rawValue: 1 << 4) }
  /// Digits, perhaps with a sign.
  @inlinable public static var integer: Self { Self(rawValue: 1 << 5) }
  /// A number with a point or an exponent.
  @inlinable public static var decimal: Self { Self(rawValue: 1 << 6) }
  /// A number that begins with a needless zero: a code.
  @inlinable public static var leadingZero: Self { Self(rawValue: 1 << 7) }
  /// A number with a decimal comma that can be nothing else.
  @inlinable public static var commaDecimal: Self { Self(rawValue: 1 << 8) }
  /// `1,234`: a decimal comma or a group of thousands.
  @inlinable public static var commaAmbiguous: Self { Self(rawValue: 1 << 9) }
  /// A day.
  @inlinable public static var date: Self { Self(rawValue: 1 << 10) }
  /// A time of day.
  @inlinable public static var time: Self { Self(rawValue: 1 << 11) }
  /// A day with a time.
  @inlinable public static var dateTime: Self { Self(rawValue: 1 << 12) }
  /// Anything else.
  @inlinable public static var text: Self { Self(rawValue: 1 << 13) }

  /// A number that JSON writes otherwise: `.5`, `5.`.
  @inlinable public static var respelledNumber: Self { Self(rawValue: 1 << 16) }
  /// A date or time that is not spelled as it would be written.
  @inlinable public static var respelledTemporal: Self { Self(rawValue: 1 << 17) }
  /// A quoted field that is no text.
  @inlinable public static var quotedValue: Self { Self(rawValue: 1 << 18) }
  /// A time with more digits than milliseconds.
  @inlinable public static var preciseTemporal: Self { Self(rawValue: 1 << 19) }
  /// A time with more digits than microseconds.
  @inlinable public static var finestTemporal: Self { Self(rawValue: 1 << 25) }
  /// A date-time with an offset from UTC.
  @inlinable public static var zonedTime: Self { Self(rawValue: 1 << 22) }
  /// A date-time without an offset.
  @inlinable public static var localTime: Self { Self(rawValue: 1 << 23) }
  /// A number with a point that cannot be a separator of thousands.
  @inlinable public static var pointOnly: Self { Self(rawValue: 1 << 20) }
  /// A value that fits the format that was named for the column.
  @inlinable public static var formatted: Self { Self(rawValue: 1 << 14) }
  /// Text that can be read in no other way: nothing more can be learned of the column.
  @inlinable public static var settled: Self { Self(rawValue: 1 << 21) }

  /// A word that was named as true or false.
  @inlinable public static var namedWord: Self { Self(rawValue: 1 << 24) }

  /// A whole number in quotes.
  @inlinable public static var quotedInteger: Self { integer.union(.quotedValue) }
  /// A date in quotes.
  @inlinable public static var quotedDate: Self { date.union(.quotedValue) }
  /// A decimal whose point parts no thousands.
  @inlinable public static var plainDecimal: Self { decimal.union(.pointOnly) }
  /// Whole numbers and others.
  @inlinable public static var numbers: Self { integer.union(.decimal) }
  /// What is no value, whatever is said to mean that.
  @inlinable public static var missing: Self {
    empty.union(.quotedEmpty).union(.nullWord).union(.nullToken)
  }
  /// The bits that say what a value is, without the remarks on its spelling.
  @inlinable public static var values: Self { Self(rawValue: 0xFFFF).subtracting(.missing) }
}
