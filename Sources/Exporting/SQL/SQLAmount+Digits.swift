/// The digits of an amount in SQL: groups, a fraction, an exponent.
extension SQLAmount {
  var wholeExpression: String {
    let set = dialect.literal("0123456789" + separators.joined())
    return characters.front(of: core, before: dialect.stripped(core, front: set))
  }

  /// From the decimal mark or the exponent on.
  var tail: String { "SUBSTR(\(core), LENGTH(\(whole)) + 1)" }
  var exponent: String {
    dialect.stripped(tail, front: dialect.literal("0123456789" + mark))
  }
  /// The first character that parts groups; nothing when there is none.
  var separator: String {
    characters.first(dialect.stripped(whole, front: characters.digits))
  }

  /// Whether groups have three digits, or two and the last one three.
  var isGrouped: String {
    let shape = characters.shape("REPLACE(\(whole), \(separator), 'g')")
    let threes = dialect.stripped("REPLACE(\(shape), 'g000', 'h')", end: "'h'")
    let last = "REPLACE(\(shape) || '|', 'g000|', 'e')"
    let twos = dialect.stripped("REPLACE(\(last), 'g00', 'h')", end: "'he'")
    return "(\(separator) = '' OR \(threes) IN ('0', '00', '000') OR \(twos) IN ('0', '00'))"
  }

  var isFraction: String {
    let behind = characters.front(of: tail, before: exponent)
    let digits = dialect.stripped("SUBSTR(\(behind), 2)", front: characters.digits)
    return "(\(behind) = '' OR (\(characters.first(behind)) = \(decimal) AND \(digits) = ''"
      + " AND (\(behind) <> \(decimal) OR \(exponent) = '')))"
  }

  /// The digits of the exponent, without zeros in front.
  var power: String { dialect.stripped(exponent, front: "'eE+-0'") }

  /// A sign and one to four digits, with which the number stays what a double holds.
  var isExponent: String {
    let sign = dialect.stripped(exponent, end: characters.digits)
    let most = (1...9).map { "WHEN \($0) THEN '\(308 - $0)'" }.joined(separator: " ")
    let isHeld =
      "\(exponent) LIKE '%-%' OR LENGTH(\(power)) < 3 OR (LENGTH(\(power)) = 3"
      + " AND \(power) <= CASE LENGTH(\(whole)) WHEN 0 THEN '307' \(most) ELSE '230' END)"
      + " OR (\(power) = '308' AND \(whole) = '1' AND \(tail) = \(exponent))"
    return "(\(exponent) = '' OR (\(sign) IN ('e', 'E', 'e+', 'E+', 'e-', 'E-')"
      + " AND LENGTH(\(exponent)) - LENGTH(\(sign)) BETWEEN 1 AND 4 AND (\(isHeld))))"
  }

  /// So near to zero that some databases refuse to hold it.
  var isTiny: String {
    "\(exponent) LIKE '%-%' AND (LENGTH(\(power)) > 3"
      + " OR (LENGTH(\(power)) = 3 AND \(power) >= '300'))"
  }

  /// `+4915112345678` is a telephone number; the bytes of its digits are counted.
  var isPhone: String {
    let wide = characters.replacing(
      ["\u{2019}", "\u{2009}", "\u{202F}", "\u{3000}"], in: core, with: "000")
    let bytes = "REPLACE(\(wide), \(dialect.literal("\u{A0}")), '00')"
    let end = "CASE WHEN \(characters.last(core)) = \(decimal) THEN 1 ELSE 0 END"
    return "\(text) LIKE '+%' AND \(prefix) = '' AND \(suffix) = ''"
      + " AND LENGTH(\(bytes)) - \(end) >= 7"
  }
}
