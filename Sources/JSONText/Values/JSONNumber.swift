internal import RowcastMachine
internal import RowcastTabular

/// A number as its text: no digit is lost between reading and writing.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  /// A valid JSON number.
  public let text: String

  /// - Parameter text: known to be a valid JSON number.
  init(verbatim text: String) { self.text = text }

  /// A number from its text; nil when that is not a JSON number.
  public init?(text: String) {
    let bytes = Array(text.utf8)
    var i = 0
    guard (try? JSONScanner.number(bytes.span, &i)) != nil, i == bytes.count else { return nil }
    self.text = text
  }

  /// The digits of a whole number of any size.
  public init(_ value: some BinaryInteger) { text = String(value) }

  /// The shortest text that reads back as the same double; nil when it is not finite.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var buffer = OutputBytes(capacity: 64)
    NumberText.append(value, to: &buffer)
    text = buffer.string
  }

  public var description: String { text }

  /// The nearest double; infinite when the number is beyond the range of doubles.
  public var double: Double {
    text.withBytes { NumberText.double($0) } ?? .nan
  }

  /// The value as a whole number, if it is one of that type.
  public func integer<T: FixedWidthInteger>(_ type: T.Type = Int.self) -> T? {
    T(text) ?? T(exactly: double)
  }
}
