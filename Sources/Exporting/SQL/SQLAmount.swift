import RowcastTabular

/// Numbers as people write them, read in SQL as `AmountSyntax` reads them: `$1,234.50`, `1.234,50 €`,
/// `45 %`, `(12)`, `5.8k`.
///
/// The text is parted in steps, each a column: what stands before the digits, the digits with what
/// parts them, the currency or unit behind. Only what was checked is cast: some databases make 0 of
/// any text, and others an error that stops the query.
struct SQLAmount {
  /// The trimmed text of the column.
  let trimmed: String
  /// The column as it is: a number of the database's own is taken as it is.
  let column: String
  let decimalComma: Bool
  /// Whether nothing but what programs write is read: digits, a minus, a point, an exponent.
  var isPlain = false
  /// What stands around the numbers of the column.
  var frame: NumberFrame?
  let index: Int
  let dialect: SQLDialect

  var characters: SQLCharacters { SQLCharacters(dialect: dialect) }
  private func own(_ part: String) -> String { dialect.name("rowcast_in_\(part)\(index)") }
  var text: String { own("t") }
  private var rest: String { own("r") }
  var front: String { own("f") }
  var core: String { own("d") }
  var prefix: String { own("g") }
  var suffix: String { own("h") }
  var whole: String { own("w") }

  var mark: String { decimalComma ? "," : "." }
  var decimal: String { dialect.literal(mark) }
  /// What may part groups of digits.
  var separators: [String] {
    [decimalComma ? "." : ",", "'", "\u{2019}"] + SQLCharacters.blanks.dropFirst()
  }
  private static let minus = ["-", "\u{2212}"]
  private static let signs = minus + ["+", "("]

  /// Whether the text is but digits, a minus in front and a point: what most cells are, and what takes
  /// one look.
  private var isBare: String {
    let (unsigned, signed) = decimalComma ? ("''", "'-'") : ("'', '.'", "'-', '-.'")
    return "(\(rest) IN (\(unsigned)) OR (\(rest) IN (\(signed)) AND \(text) LIKE '-%'))"
  }

  /// The columns of each step; of bare numbers the parts are not looked for.
  var steps: [[(name: String, expression: String)]] {
    func part(_ name: String, _ expression: String) -> (name: String, expression: String) {
      (name, "CASE WHEN \(isBare) THEN NULL ELSE \(expression) END")
    }
    return start + [
      [(rest, characters.withoutDigits(text))],
      [part(front, frontExpression)],
      [part(core, coreExpression), part(prefix, prefixExpression)],
      [part(suffix, suffixExpression), part(whole, wholeExpression)],
    ]
  }

  /// The text without what stands around the column's numbers.
  private var start: [[(name: String, expression: String)]] {
    guard let frame else { return [[(text, trimmed)]] }
    let framed = SQLFrame(frame: frame, dialect: dialect)
    let (whole, bounded) = (own("a"), own("b"))
    return [
      [(whole, trimmed)], [(bounded, framed.unbounded(whole))],
      [(text, framed.withoutUnit(bounded))],
    ]
  }

  // MARK: The frame

  /// What stands before the digits, without the decimal mark that belongs to them.
  private var frontExpression: String {
    let all = characters.front(
      of: text, before: dialect.stripped(text, front: rest))
    // The point of `kr.5` belongs to the currency.
    let words = decimalComma ? [] : Currency.texts.filter { $0.hasSuffix(".") }.map { $0 + "0" }
    let bare = characters.replacing(words, in: "\(all) || '0'", with: "")
    var tests = ["\(characters.last(all)) = \(decimal)"]
    if !words.isEmpty { tests.append("\(bare) = \(all) || '0'") }
    return "CASE WHEN \(tests.joined(separator: " AND "))"
      + " THEN \(characters.withoutLast(all)) ELSE \(all) END"
  }

  /// The digits, with a decimal mark behind them when they have none within: `3.` is a number.
  private var coreExpression: String {
    let end = dialect.stripped(text, end: rest)
    let digits = "SUBSTR(\(end), LENGTH(\(front)) + 1)"
    let isBare =
      "\(characters.replacing([mark, "e", "E"], in: digits, with: "")) = \(digits)"
    return "CASE WHEN SUBSTR(\(text), LENGTH(\(end)) + 1, 1) = \(decimal) AND \(isBare)"
      + " THEN \(digits) || \(decimal) ELSE \(digits) END"
  }

  /// What stands before the digits, without a sign and blanks: a currency or nothing.
  private var prefixExpression: String {
    let blanks = characters.blankSet
    let bare = dialect.stripped(front, bothEnds: blanks)
    let signs = characters.list(Self.signs)
    return "CASE WHEN \(characters.first(bare)) IN (\(signs))"
      + " THEN \(dialect.stripped("SUBSTR(\(bare), 2)", front: blanks))"
      + " WHEN \(characters.last(bare)) IN (\(signs)) THEN "
      + dialect.stripped(characters.withoutLast(bare), end: blanks)
      + " ELSE \(bare) END"
  }

  private var sign: String {
    let bare = "REPLACE(\(front), \(prefix), '')"
    return dialect.stripped(bare, bothEnds: characters.blankSet)
  }

  private var back: String { "SUBSTR(\(text), LENGTH(\(front)) + LENGTH(\(core)) + 1)" }

  private var endsWithMinus: String {
    "(\(sign) = '' AND \(characters.last(back)) IN (\(characters.list(Self.minus))))"
  }

  /// What stands behind the digits, without a minus, a parenthesis and blanks: a currency, a unit, a
  /// percent sign or nothing.
  private var suffixExpression: String {
    let blanks = characters.blankSet
    let isClosed = "(\(sign) = '(' AND \(characters.last(back)) = ')')"
    let cut = dialect.stripped(characters.withoutLast(back), bothEnds: blanks)
    return "CASE WHEN \(endsWithMinus) OR \(isClosed) THEN \(cut)"
      + " WHEN \(sign) = '(' THEN '(' ELSE \(dialect.stripped(back, bothEnds: blanks)) END"
  }

  // MARK: The number

  private var tests: [String] {
    let units = CountingUnit.texts
    let others = ["%", "\u{FF05}"] + units.map(\.text)
    let powers = characters.list(units.filter { $0.power > 0 }.map(\.text))
    let plain = [
      "\(prefix) = ''", "\(suffix) = ''", "\(front) IN ('', '-')", "\(separator) = ''",
    ]
    return (isPlain ? plain : []) + [
      "LENGTH(\(text)) BETWEEN 1 AND 64", "LENGTH(\(rest)) < LENGTH(\(text))",
      "(\(prefix) = '' OR \(suffix) = '')",
      "(\(prefix) || \(suffix) = ''"
        + " OR \(characters.isOne(of: Currency.texts + others, "\(prefix) || \(suffix)")))",
      "\(prefix) NOT IN (\(characters.list(others)))",
      "NOT (\(isPhone))",
      "(\(whole) NOT LIKE '0%' OR LENGTH(\(whole)) = 1)", isGrouped, isFraction, isExponent,
      "(\(exponent) = '' OR \(suffix) NOT IN (\(powers)))",
    ]
  }

  /// The number; NULL when the text is none.
  var number: String {
    let powers = CountingUnit.texts.filter { $0.power > 0 }
      .map { "WHEN \(dialect.literal($0.text)) THEN 'e\($0.power)'" }.joined(separator: " ")
    let negative = "\(sign) IN ('-', \(dialect.literal("\u{2212}")), '(') OR \(endsWithMinus)"
    let pointed = decimalComma ? "REPLACE(\(tail), \(decimal), '.')" : tail
    let spelled =
      "CASE WHEN \(negative) THEN '-0' ELSE '0' END || REPLACE(\(whole), \(separator), '')"
      + " || CASE WHEN \(tail) = \(decimal) THEN '' ELSE \(pointed) END"
      + " || CASE \(suffix) \(powers) ELSE '' END"
    // SQLite writes numbers of its own with 15 digits: they are taken as they are.
    let isOwn = [
      "CAST(\(column) AS \(dialect.text)) = \(text)", "\(prefix) = ''", "\(suffix) = ''",
      "\(front) IN ('', '-')", "\(separator) = ''", "\(back) = ''", "\(tail) <> '.'",
    ].joined(separator: " AND ")
    let own = decimalComma ? "" : " WHEN \(isOwn) THEN \(dialect.cast(column))"
    let start = "CASE WHEN \(text) LIKE '-%' THEN 2 ELSE 1 END"
    let zeros = characters.list((0...9).map { "0\($0)" })
    let bare =
      "CASE WHEN LENGTH(\(text)) > 64 OR LENGTH(\(rest)) = LENGTH(\(text))"
      + " OR SUBSTR(\(text), \(start), 2) IN (\(zeros)) THEN NULL"
      + " WHEN CAST(\(column) AS \(dialect.text)) = \(text) THEN \(dialect.cast(column))"
      + " ELSE \(dialect.cast(text)) END"
    return
      "CASE WHEN \(text) IS NULL THEN NULL WHEN \(isBare) THEN \(bare) WHEN NOT (\(tests.joined(separator: " AND "))) THEN NULL"
      + " WHEN \(isTiny) THEN 0E0\(own)"
      + " ELSE \(dialect.cast(spelled)) END"
  }
}
