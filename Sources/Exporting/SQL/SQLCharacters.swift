/// Expressions on the characters of texts that every dialect has: no regular expressions, of which
/// each database has its own.
///
/// Sets of characters are given to TRIM; what is left of a text without its digits is such a set too.
struct SQLCharacters {
  let dialect: SQLDialect

  /// The ten digits, as a set.
  var digits: String { dialect.literal("0123456789") }

  /// The blanks between signs and digits: tab, space, no-break, thin, narrow and ideographic space.
  static let blanks = ["\t", " ", "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}"]

  var blankSet: String { dialect.literal(Self.blanks.joined()) }

  func list(_ texts: [String]) -> String { texts.map(dialect.literal).joined(separator: ", ") }

  func replacing(_ texts: [String], in expression: String, with other: String) -> String {
    texts.reduce(expression) {
      "REPLACE(\($0), \(dialect.literal($1)), \(dialect.literal(other)))"
    }
  }

  /// A text with 0 for every digit: its shape.
  func shape(_ expression: String) -> String {
    replacing((1...9).map(String.init), in: expression, with: "0")
  }

  func withoutDigits(_ expression: String) -> String {
    replacing((0...9).map(String.init), in: expression, with: "")
  }

  func first(_ expression: String) -> String { "SUBSTR(\(expression), 1, 1)" }

  func last(_ expression: String) -> String {
    "SUBSTR(\(expression), LENGTH(\(expression)), 1)"
  }

  /// A text without its last character, and an empty one as it is: PostgreSQL ends the query at a
  /// length below zero.
  func withoutLast(_ expression: String) -> String {
    "SUBSTR(\(expression), 1, LENGTH(SUBSTR(\(expression), 2)))"
  }

  /// What stands before the end of a longer text.
  func front(of text: String, before end: String) -> String {
    "SUBSTR(\(text), 1, LENGTH(\(text)) - LENGTH(\(end)))"
  }

  /// Whether a text without digits is one of a list; unlike LIKE, in the same case everywhere.
  func isOne(of texts: [String], _ expression: String) -> String {
    let all = "0" + texts.joined(separator: "0") + "0"
    return "LENGTH(REPLACE(\(dialect.literal(all)), '0' || \(expression) || '0', ''))"
      + " < \(all.unicodeScalars.count)"
  }
}
