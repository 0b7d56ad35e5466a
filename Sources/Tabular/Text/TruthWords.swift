internal import RowcastMachine

/// Words for true and false: the one table of them.
public enum TruthWords {
  /// Small letters; in a text they stand in any case.
  public static let affirmative = ["true", "yes", "y", "t"]
  /// Small letters; the opposite of each word at the same place of ``affirmative``.
  public static let negative = ["false", "no", "n", "f"]

  /// The truth value of a word that learning takes for one, in a column of two words.
  package static func value(_ text: Span<UInt8>) -> Bool? {
    guard text.count <= 5 else { return nil }
    let word = String(decoding: text).lowercased()
    if affirmative.contains(word) { return true }
    return negative.contains(word) ? false : nil
  }

  /// `true` or `false`, in any case: the words that mean nothing else in any file.
  package static func literal(_ text: Span<UInt8>) -> Bool? {
    if text.equalsIgnoringCase("true") { return true }
    return text.equalsIgnoringCase("false") ? false : nil
  }
}
