import RowcastTabular

/// A piece of a condition, and where it begins.
struct ConditionToken: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A name without quotes, or a word of the grammar.
    case word(String)
    /// What stands in quotes: a text, or left of an operator a name.
    case quoted(String)
    /// A name in brackets.
    case bracketed(String)
    case number(ExactNumber)
    /// A date, a date with a time, or a time: its kind and milliseconds.
    case temporal(Cell.Kind, Int64)
    case comparison(Comparison)
    case open, close, comma, end
  }

  var kind: Kind
  /// In characters from 0.
  var column: Int
  /// As it stands in the condition.
  var text: String

  /// For a message.
  var shown: String {
    switch kind {
    case .end: "the end"
    case .quoted: text
    default: "\"\(text)\""
    }
  }

  /// Whether this is a word of the grammar.
  func isWord(_ word: String) -> Bool {
    if case .word(let text) = kind { text.lowercased() == word } else { false }
  }
}

/// How two values are compared.
enum Comparison: Sendable, Hashable {
  case equal, unequal, less, lessOrEqual, greater, greaterOrEqual

  /// Whether values in this order (-1, 0, 1) meet it.
  func holds(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .unequal: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// The same with its sides exchanged.
  var mirrored: Comparison {
    switch self {
    case .equal, .unequal: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
