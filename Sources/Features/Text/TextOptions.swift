/// How texts become terms and terms become weights.
public struct TextOptions: Sendable, Hashable, Codable {
  /// Runs of up to this many words are terms; 0 for no words at all.
  public var words = 2
  /// The fewest characters of a word.
  public var shortestWord = 1
  /// Whether currency signs and runs of exclamation or question marks are words, too.
  public var symbols = true
  /// Whether every digit of a word is written as 0, so that numbers of one length are one word.
  public var maskDigits = true
  /// The shortest run of characters that is a term; 0 for none.
  public var shortestCharacters = 0
  /// The longest run of characters that is a term.
  public var longestCharacters = 0
  /// What runs of characters are cut from; nil, as in models of format 1, for words.
  public var runs: CharacterRuns?
  /// Whether a term's count enters as `1 + ln(count)`.
  public var sublinear = true
  /// Terms of fewer training texts are dropped.
  public var fewestTexts = 2
  /// The most terms; the most frequent ones are kept.
  public var termLimit = 50_000
  /// Numbers that describe the text besides its terms.
  public var measures: [TextMeasure] = []

  /// Words and pairs of words, lowercase and with digits masked; no runs of characters.
  public init() {}

  /// Whether words and runs of characters are weighed apart, each to unit length.
  var weighsApart: Bool { runs == .pieces }
}

/// What runs of characters are cut from.
public enum CharacterRuns: String, Sendable, Hashable, Codable {
  /// Words: signs are left out.
  case words
  /// What stands between blanks, in lower case with all its signs and digits. Words and runs are weighed apart;
  /// where most texts are of a script without blanks, runs alone are terms.
  case pieces
}
