internal import RowcastMachine

/// What the scanner came upon; the details are the scanner's until it moves on.
public enum XMLEvent: Sendable, Hashable {
  /// A start tag, or an empty-element tag, whose end follows as an event of its own.
  case start
  /// An end tag, or the end of an empty element.
  case end
  /// Characters that may hold references: see ``XMLText``.
  case text
  /// Characters of a CDATA section, to be taken as they are.
  case cdata
  /// The buffer ends within a token: call again with more bytes from the scanner's offset on.
  case needsInput
  /// The document is over.
  case finished
}

/// An attribute of the last start tag: places in the buffer.
public struct XMLAttribute: BitwiseCopyable, Sendable, Hashable {
  /// Where the qualified name begins.
  public var nameStart: Int
  /// Where the local name begins: behind the colon, if there is one.
  public var localStart: Int
  /// Where the name ends, exclusive.
  public var nameEnd: Int
  /// Where the value begins, behind its quote.
  public var valueStart: Int
  /// Where the value ends, before its quote.
  public var valueEnd: Int
}

/// The namespaces that a reader knows, each URI with the reader's number for it.
public struct XMLVocabulary: Sendable {
  let numbers: [(uri: [UInt8], number: Int)]
  /// The number that a document's own namespace gets when it is none of them.
  let ofUnknownDocuments: Int?

  /// Elements without any namespace.
  public static let none = -1
  /// Elements of a namespace that is not in the vocabulary.
  public static let unknown = -2

  /// A number of the reader's own, not below 0, for each URI.
  /// - Parameter ofUnknownDocuments: the number for the namespace of a document's element when it is
  ///   none of these; nil leaves it unknown.
  public init(_ uris: KeyValuePairs<String, Int> = [:], ofUnknownDocuments: Int? = nil) {
    self.ofUnknownDocuments = ofUnknownDocuments
    numbers = uris.map { (Array($0.key.utf8), $0.value) }
  }

  func number(of uri: Span<UInt8>) -> Int {
    if uri.isEmpty { return Self.none }
    for known in numbers where uri.isEqual(to: known.uri.span) { return known.number }
    return Self.unknown
  }
}
