/// Why bytes are no XML that a workbook may contain, and where.
public struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with the offending text.
  public enum Reason: Sendable, Hashable {
    /// The document ends inside an element or a token.
    case unexpectedEnd
    /// A tag, comment or declaration that is not formed as XML asks.
    case malformed(String)
    /// An end tag that does not close the element that is open.
    case mismatchedTag(String)
    /// Document types can define entities that grow without bound.
    case doctype
    /// A reference to an entity that is not one of the five predefined ones.
    case unknownEntity(String)
    /// A reference to a number that is no character of XML.
    case badCharacterReference(String)
    /// The declaration names an encoding that is not read.
    case encoding(String)
    /// The name of a limit that was met, and its value.
    case limit(name: String, value: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The byte in the buffer that was scanned.
  public var byte: Int

  /// The byte counts from the beginning of the buffer that was scanned.
  public init(_ reason: Reason, byte: Int) {
    self.reason = reason
    self.byte = byte
  }

  /// Whether the document asks for more than it may.
  public var isLimit: Bool {
    if case .limit = reason { true } else { false }
  }

  public var description: String { "byte \(byte): \(message)" }

  /// The message without the place.
  public var message: String {
    switch reason {
    case .unexpectedEnd: "the XML ends too early"
    case .malformed(let what): "malformed XML: \(what)"
    case .mismatchedTag(let name): "malformed XML: unexpected end tag </\(name)>"
    case .doctype: "a document type declaration is not allowed"
    case .unknownEntity(let name): "unknown entity &\(name);"
    case .badCharacterReference(let text): "character reference &\(text); names no character"
    case .encoding(let name): "the encoding \(name) is not known"
    case .limit(let name, let value): "limit met: more than \(value) \(name)"
    }
  }
}
