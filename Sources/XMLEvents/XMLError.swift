/// Why bytes are no XML that a workbook may contain, and where.
public struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Reason: Sendable, Hashable {
    case unexpectedEnd
    /// A tag, comment or declaration that is not formed as XML asks.
    case malformed(String)
    case mismatchedTag(String)
    /// Document types can define entities that grow without bound.
    case doctype
    case unknownEntity(String)
    case badCharacterReference(String)
    case encoding(String)
    case limit(name: String, value: Int)
  }

  public var reason: Reason
  /// The byte in the buffer that was scanned.
  public var byte: Int

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
    case .encoding(let name): "the encoding \(name) is not allowed (UTF-8 and UTF-16 are)"
    case .limit(let name, let value): "limit met: more than \(value) \(name)"
    }
  }
}
