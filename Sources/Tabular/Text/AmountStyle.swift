/// How the numbers of a column are written: what stands before the fraction and between groups of
/// digits, and what may stand around them.
package struct AmountStyle: Sendable, Hashable {
  /// What may be written besides a sign, digits, groups and a fraction.
  package struct Tolerance: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// `$5`, `5 €`, `5 EUR`: see ``Currency``.
    static let currency = Tolerance(rawValue: 1 << 0)
    /// `45 %`, which is 45.
    static let percent = Tolerance(rawValue: 1 << 1)
    /// `(12)` and `12-` for -12, `+12`, U+2212 for a minus, blanks beside signs.
    static let signs = Tolerance(rawValue: 1 << 2)
    /// `12,34,567`: groups of two before the last one.
    static let indianGroups = Tolerance(rawValue: 1 << 3)
    /// `6件`, `95k`: see ``CountingUnit``.
    static let units = Tolerance(rawValue: 1 << 4)
    /// `1.5M`, which where nobody asked for numbers may be a size or a mark.
    static let millions = Tolerance(rawValue: 1 << 7)
    /// `3e8`, which without a point and a sign is mostly a code.
    static let bareExponent = Tolerance(rawValue: 1 << 5)
    /// `007`, for a column that was asked to be numbers.
    static let leadingZeros = Tolerance(rawValue: 1 << 6)

    /// What people write, where a whole column agrees that it is amounts.
    static let amounts: Tolerance = [.currency, .percent, .signs, .indianGroups, .units]
  }

  /// The byte before the fraction.
  package var decimal: UInt8
  /// The bytes between groups of digits: empty for no groups, nil for those that people use and
  /// ``decimal`` is not.
  package var separator: [UInt8]?
  package var accepts: Tolerance

  init(decimal: UInt8, separator: [UInt8]? = nil, accepts: Tolerance = .amounts) {
    self.decimal = decimal
    self.separator = separator
    self.accepts = accepts
  }

  /// Amounts with that decimal mark, groups parted by what people use, and exponents also where they may
  /// be codes: what a column is read by that was asked to be numbers.
  package static func amounts(decimal: UInt8) -> AmountStyle {
    AmountStyle(decimal: decimal, accepts: [.amounts, .bareExponent, .millions])
  }

  /// What learning reads: a model reads for ever what it read when it was fitted.
  package static func learned(decimalComma: Bool) -> AmountStyle {
    AmountStyle(
      decimal: UInt8(ascii: decimalComma ? "," : "."), accepts: [.amounts, .bareExponent])
  }

  /// The separators that a user named.
  /// - Parameters:
  ///   - decimal: one character of ASCII, no digit; nil for a point.
  ///   - thousands: nil or empty for no groups.
  /// - Throws: a sentence, when they cannot be told from digits or each other.
  package init(decimal: String?, thousands: String?) throws(AmountStyleError) {
    let point = Array((decimal ?? ".").utf8)
    guard point.count == 1, point[0] > 0x20, point[0] < 0x80, !isDigit(point[0]) else {
      throw AmountStyleError("the decimal point must be one character")
    }
    let separator = Array((thousands ?? "").utf8)
    guard !separator.contains(where: isDigit) else {
      throw AmountStyleError("the thousands separator must be no digit")
    }
    guard separator != point else {
      throw AmountStyleError("the decimal point and the thousands separator must differ")
    }
    self.init(
      decimal: point[0], separator: separator, accepts: [.amounts, .leadingZeros, .millions])
  }

  /// The same separators with nothing around the digits: what a value is by itself.
  var bare: AmountStyle {
    AmountStyle(decimal: decimal, separator: separator, accepts: .leadingZeros)
  }

  /// What a text is by itself, when numbers have these separators; nil when it is no number.
  package func kinds(of text: Span<UInt8>) -> ValueKinds? {
    guard let amount = AmountSyntax.scan(text, bare, write: { _ in }) else { return nil }
    if amount.hasLeadingZero { return .leadingZero }
    var kinds: ValueKinds = amount.hasFraction || amount.hasExponent ? .decimal : .integer
    if amount.isRespelled { kinds.insert(.respelledNumber) }
    return kinds
  }
}

/// Why separators cannot be used, as a sentence.
package struct AmountStyleError: Error, Sendable, CustomStringConvertible {
  package let description: String
  init(_ description: String) { self.description = description }
}
