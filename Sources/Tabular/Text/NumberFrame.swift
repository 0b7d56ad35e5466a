/// What stands around the numbers of a column beside what amounts have: one unit behind them (`80.4 kg`),
/// marks of bounds (`<1`, `≥ 5`, `3+`).
public struct NumberFrame: Sendable, Hashable, Codable {
  /// The spellings of the unit: one, or a singular and its plural; none where there is no unit.
  public var units: [String]
  /// Whether a bound is read as its number.
  public var readsBounds: Bool

  /// A frame of that unit, and of bounds where they are read.
  public init(units: [String] = [], readsBounds: Bool = false) {
    self.units = units
    self.readsBounds = readsBounds
  }

  /// The marks before a bound, longer ones first where one begins another.
  package static let marks = ["<=", ">=", "≤", "≥", "<", ">", "~"]
  /// The mark behind a bound.
  package static let openMark = "+"

  /// Where a trimmed text has its number, a bound's mark and the unit taken off; the whole text where it
  /// has none of them.
  package func number(in text: Span<UInt8>) -> Range<Int> {
    let bounded = readsBounds ? Self.bound(text) ?? text.indices : text.indices
    return unit(text, bounded) ?? bounded
  }

  /// Whether the unit stands behind a number.
  package func hasUnit(_ text: Span<UInt8>) -> Bool {
    unit(text, readsBounds ? Self.bound(text) ?? text.indices : text.indices) != nil
  }

  /// What a bound's mark leaves of a text; nil where it has none.
  package static func bound(_ text: Span<UInt8>) -> Range<Int>? {
    for mark in marks where starts(text, with: mark) {
      return trimmed(text, mark.utf8.count..<text.count)
    }
    guard text.count > 1, text[text.count - 1] == UInt8(ascii: "+") else { return nil }
    return trimmed(text, 0..<text.count - 1)
  }

  /// What the unit leaves, where that ends with a digit: `5 mg` has no `g`.
  private func unit(_ text: Span<UInt8>, _ place: Range<Int>) -> Range<Int>? {
    for unit in units {
      let length = unit.utf8.count
      guard length > 0, place.count > length else { continue }
      let start = place.upperBound - length
      guard zip(start..<place.upperBound, unit.utf8).allSatisfy({ text[$0] == $1 }) else {
        continue
      }
      let rest = Self.trimmed(text, place.lowerBound..<start)
      if !rest.isEmpty, isDigit(text[rest.upperBound - 1]) { return rest }
    }
    return nil
  }

  private static func starts(_ text: Span<UInt8>, with mark: String) -> Bool {
    text.count > mark.utf8.count && zip(0..<text.count, mark.utf8).allSatisfy { text[$0] == $1 }
  }

  private static func trimmed(_ text: Span<UInt8>, _ place: Range<Int>) -> Range<Int> {
    let inner = text.extracting(place).trimmedRange
    return place.lowerBound + inner.lowerBound..<place.lowerBound + inner.upperBound
  }
}
