/// A number that describes how a text is written.
public enum TextMeasure: String, Sendable, Hashable, Codable, CaseIterable {
  /// The number of characters.
  case length
  /// The share of digits among the characters.
  case digits
  /// The share of capitals among the letters.
  case capitals
}
