/// What the values of a column were seen to be: one bit for each way to read a text.
///
/// A column's type follows from the union alone, so that chunks can be read in any order.
///
/// The constants are computed, so that loops of other modules see their bits.
package struct ValueKinds: OptionSet, BitwiseCopyable, Sendable, Hashable {
  package let rawValue: UInt32

  @inlinable package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// An empty field.
  @inlinable package static var empty: Self { Self(rawValue: 1 << 0) }
  /// Two quotes with nothing between.
  @inlinable package static var quotedEmpty: Self { Self(rawValue: 1 << 1) }
  /// NA, N/A, #N/A, NULL, null, NaN, nan: missing among numbers, text among texts.
  @inlinable package static var nullWord: Self { Self(rawValue: 1 << 2) }
  /// A token that was named as missing.
  @inlinable package static var nullToken: Self { Self(rawValue: 1 << 3) }
  @inlinable package static var boolean: Self { Self(rawValue: 1 << 4) }
  @inlinable package static var integer: Self { Self(rawValue: 1 << 5) }
  @inlinable package static var decimal: Self { Self(rawValue: 1 << 6) }
  /// A number that begins with a needless zero: a code.
  @inlinable package static var leadingZero: Self { Self(rawValue: 1 << 7) }
  /// A number with a decimal comma that can be nothing else.
  @inlinable package static var commaDecimal: Self { Self(rawValue: 1 << 8) }
  /// `1,234`: a decimal comma or a group of thousands.
  @inlinable package static var commaAmbiguous: Self { Self(rawValue: 1 << 9) }
  @inlinable package static var date: Self { Self(rawValue: 1 << 10) }
  @inlinable package static var time: Self { Self(rawValue: 1 << 11) }
  @inlinable package static var dateTime: Self { Self(rawValue: 1 << 12) }
  @inlinable package static var text: Self { Self(rawValue: 1 << 13) }

  /// A number that JSON writes otherwise: `.5`, `5.`.
  @inlinable package static var respelledNumber: Self { Self(rawValue: 1 << 16) }
  /// A date or time that is not spelled as it would be written.
  @inlinable package static var respelledTemporal: Self { Self(rawValue: 1 << 17) }
  /// A quoted field that is no text.
  @inlinable package static var quotedValue: Self { Self(rawValue: 1 << 18) }
  /// A time with more digits than milliseconds.
  @inlinable package static var preciseTemporal: Self { Self(rawValue: 1 << 19) }
  /// A date-time with an offset from UTC, and one without.
  @inlinable package static var zonedTime: Self { Self(rawValue: 1 << 22) }
  @inlinable package static var localTime: Self { Self(rawValue: 1 << 23) }
  /// A number with a point that cannot be a separator of thousands.
  @inlinable package static var pointOnly: Self { Self(rawValue: 1 << 20) }
  /// A value that fits the format that was named for the column.
  @inlinable package static var formatted: Self { Self(rawValue: 1 << 14) }
  /// Text that can be read in no other way: nothing more can be learned of the column.
  @inlinable package static var settled: Self { Self(rawValue: 1 << 21) }

  @inlinable package static var quotedInteger: Self { [.integer, .quotedValue] }
  @inlinable package static var quotedDate: Self { [.date, .quotedValue] }
  @inlinable package static var plainDecimal: Self { [.decimal, .pointOnly] }
  @inlinable package static var numbers: Self { [.integer, .decimal] }
  @inlinable package static var temporals: Self { [.date, .time, .dateTime] }
  @inlinable package static var missing: Self { [.empty, .quotedEmpty, .nullWord, .nullToken] }
  /// The bits that say what a value is, without the remarks on its spelling.
  @inlinable package static var values: Self { Self(rawValue: 0xFFFF).subtracting(.missing) }
}
