internal import RowcastMachine

/// A number as its source wrote it (`0.10`, `12345678901234567890`): no digit is lost.
public struct ExactNumber: Sendable, Hashable, CustomStringConvertible {
  /// A valid JSON number (RFC 8259, section 6).
  public let text: String

  /// A number by its digits; nil when `text` is no JSON number.
  public init?(_ text: String) {
    guard Self.isNumber(Array(text.utf8)) else { return nil }
    self.text = text
  }

  /// The digits of a whole number of any size.
  public init(_ value: some BinaryInteger) { text = String(value) }

  /// - Parameter text: known to be a valid JSON number.
  package init(verbatim text: String) { self.text = text }

  /// A finite double, as the shortest text that reads back the same; nil for others.
  public init?(_ double: Double) {
    guard double.isFinite else { return nil }
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(double, to: &buffer)
    text = buffer.string
  }

  /// The double nearest to it; infinite when it is beyond the range of doubles.
  public var double: Double {
    return text.withBytes { NumberText.double($0) } ?? .nan
  }

  /// The value as a whole number of a type; nil where it is none.
  public func integer<T: FixedWidthInteger>(_ type: T.Type = Int.self) -> T? {
    T(text) ?? T(exactly: double)
  }

  public var description: String { text }

  /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`, and nothing behind it.
  private static func isNumber(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func digits() -> Int {
      let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    func take(_ characters: String) -> Bool {
      guard let first = rest.first, characters.utf8.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = take("-")
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = digits()
    guard whole == 1 || (whole > 1 && !startsWithZero) else { return false }
    if take("."), digits() == 0 { return false }
    if take("eE") {
      _ = take("+-")
      if digits() == 0 { return false }
    }
    return rest.isEmpty
  }
}

extension ExactNumber: Codable {
  /// Reads the text of the number.
  /// - Throws: `DecodingError` for a text that is no number.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = ExactNumber(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number: \(text)")
    }
    self = number
  }

  /// Writes the text of the number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
