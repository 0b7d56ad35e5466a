internal import RowcastMachine

/// Pulls events from XML bytes (UTF-8), one call an event, without building anything.
///
/// The scanner is a value that keeps an offset and the names that are open; the bytes come with
/// each call, so that a document may be fed in pieces: when it answers ``XMLEvent/needsInput``, the
/// caller drops what lies before ``offset``, appends more, and calls ``rebase()``.
///
/// XML 1.0 as far as workbooks use it, and nothing that can explode: no document types, the five
/// predefined entities and character references alone, nesting and attributes within limits.
public struct XMLScanner: Sendable {
  /// The first byte that is not consumed.
  public private(set) var offset = 0
  /// The number of elements that are open.
  public private(set) var depth = 0
  /// The qualified name of the last tag.
  public private(set) var name = 0..<0
  /// The name of the last tag without its prefix.
  public private(set) var localName = 0..<0
  /// The vocabulary's number for the last tag's namespace.
  public private(set) var namespace = XMLVocabulary.none
  /// The attributes of the last start tag.
  public private(set) var attributes: [XMLAttribute] = []
  /// The characters of the last text or CDATA section.
  public private(set) var text = 0..<0
  /// Whether the last start tag was one of an empty element.
  public private(set) var isEmptyElement = false

  /// How much structure the document may have.
  public let limits: XMLLimits
  private var open: [UInt64] = []
  private var scopes: NamespaceScopes
  private var hasRoot = false
  private var isStarted = false
  private var pendingEnd = false
  /// The `xml:space` that is in force below each depth at which it was stated.
  private var spaces: [(depth: Int, isPreserved: Bool)] = []

  /// Whether white space is to be kept where the scanner stands: `xml:space` holds for all that is
  /// inside of its element (XML 1.0, 2.10).
  public var preservesSpace: Bool { spaces.last?.isPreserved ?? false }

  /// Says what `xml:space` is in force around the bytes to come.
  public mutating func setPreservesSpace(_ isPreserved: Bool) {
    spaces.append((depth, isPreserved))
  }

  /// Without a vocabulary elements of every namespace are ``XMLVocabulary/unknown``.
  public init(limits: XMLLimits = XMLLimits(), vocabulary: XMLVocabulary = XMLVocabulary()) {
    self.limits = limits
    scopes = NamespaceScopes(vocabulary)
  }

  /// The vocabulary's number for an attribute's namespace; ``XMLVocabulary/none`` without a prefix.
  public func namespace(of attribute: XMLAttribute, in bytes: Span<UInt8>) -> Int {
    guard attribute.localStart > attribute.nameStart else { return XMLVocabulary.none }
    let prefix = bytes.extracting(attribute.nameStart..<(attribute.localStart - 1))
    return scopes.namespace(ofPrefix: nameHash(of: prefix))
  }

  /// Whether a prefix stands for a namespace at this place.
  public func binds(_ prefix: StaticString, to namespace: Int) -> Bool {
    scopes.namespace(ofPrefix: nameHash(of: prefix.bytes)) == namespace
  }

  /// Whether the last start tag declares namespaces.
  public func declaresNamespaces(in bytes: Span<UInt8>) -> Bool {
    attributes.contains { bytes.holds("xmlns", at: $0.nameStart) }
  }

  /// Whether the next event is the end of an empty element, which has no bytes of its own.
  public var isAtImpliedEnd: Bool { pendingEnd }

  /// Says that the next call's bytes begin where this scanner stopped.
  public mutating func rebase() { offset = 0 }

  /// Goes on at another place of the same element.
  public mutating func move(to offset: Int) { self.offset = offset }

  /// Moves to the next event.
  /// - Parameters:
  ///   - bytes: the bytes from the place that offset 0 stands for.
  ///   - isFinal: whether these are the last ones.
  /// - Throws: ``XMLError`` with the byte at which the document is malformed or beyond a limit.
  public mutating func next(
    in bytes: Span<UInt8>, isFinal: Bool
  ) throws(XMLError) -> XMLEvent {
    if pendingEnd {
      pendingEnd = false
      close()
      return .end
    }
    if !isStarted {
      if bytes.count < 3, !isFinal { return .needsInput }
      isStarted = true
      if bytes.holds("\u{FEFF}", at: 0) { offset = 3 }
    }
    while offset < bytes.count {
      if bytes[offset] != UInt8(ascii: "<") {
        guard try characters(in: bytes, isFinal: isFinal) else { return .needsInput }
        if depth > 0 { return .text }
        continue
      }
      guard offset + 1 < bytes.count else { return try incomplete(isFinal) }
      switch bytes[offset + 1] {
      case UInt8(ascii: "/"):
        guard try endTag(in: bytes) else { return try incomplete(isFinal) }
        return .end
      case UInt8(ascii: "?"):
        guard let end = bytes.firstIndex(of: "?>", from: offset + 2) else {
          return try incomplete(isFinal)
        }
        offset = end + 2
      case UInt8(ascii: "!"):
        switch try declaration(in: bytes, isFinal: isFinal) {
        case .comment: continue
        case .cdata: return .cdata
        case .incomplete: return try incomplete(isFinal)
        }
      default:
        guard try startTag(in: bytes) else { return try incomplete(isFinal) }
        return .start
      }
    }
    guard isFinal else { return .needsInput }
    guard depth == 0, hasRoot else { throw XMLError(.unexpectedEnd, byte: offset) }
    return .finished
  }

  private func incomplete(_ isFinal: Bool) throws(XMLError) -> XMLEvent {
    if isFinal { throw XMLError(.unexpectedEnd, byte: offset) }
    return .needsInput
  }

  /// Characters up to the next tag; false when more bytes are needed to see their end.
  private mutating func characters(
    in bytes: Span<UInt8>, isFinal: Bool
  ) throws(XMLError) -> Bool {
    let end = bytes.firstIndex(of: UInt8(ascii: "<"), from: offset)
    if end == nil, !isFinal { return false }
    text = offset..<(end ?? bytes.count)
    if depth == 0, !hasRoot,
      let stray = text.first(where: { !XMLText.isBlank(bytes[$0]) && bytes[$0] != 0 })
    {
      throw XMLError(.malformed("text outside of the document's element"), byte: stray)
    }
    offset = text.upperBound
    return true
  }

  private enum Declaration { case comment, cdata, incomplete }

  private mutating func declaration(
    in bytes: Span<UInt8>, isFinal: Bool
  ) throws(XMLError) -> Declaration {
    if bytes.holds("<!--", at: offset) {
      guard let end = bytes.firstIndex(of: "-->", from: offset + 4) else { return .incomplete }
      offset = end + 3
      return .comment
    }
    if bytes.holds("<![CDATA[", at: offset) {
      guard let end = bytes.firstIndex(of: "]]>", from: offset + 9) else { return .incomplete }
      guard depth > 0 else { throw XMLError(.malformed("CDATA outside of elements"), byte: offset) }
      text = (offset + 9)..<end
      offset = end + 3
      return .cdata
    }
    if bytes.holds("<!DOCTYPE", at: offset) {
      // What stands in brackets may define entities, which grow; a name alone says nothing.
      let end = bytes.firstIndex(of: UInt8(ascii: ">"), from: offset)
      let bracket = bytes.firstIndex(of: UInt8(ascii: "["), from: offset)
      guard depth == 0, !hasRoot, (bracket ?? .max) > (end ?? bytes.count) else {
        throw XMLError(.doctype, byte: offset)
      }
      guard let end else { return .incomplete }
      offset = end + 1
      return .comment
    }
    if bytes.count - offset < 9, !isFinal { return .incomplete }
    throw XMLError(.malformed("unknown declaration"), byte: offset)
  }

  private mutating func endTag(in bytes: Span<UInt8>) throws(XMLError) -> Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: ">"), from: offset + 2) else { return false }
    var nameEnd = end
    while nameEnd > offset + 2, XMLText.isBlank(bytes[nameEnd - 1]) { nameEnd -= 1 }
    setName((offset + 2)..<nameEnd, in: bytes)
    let hash = nameHash(of: bytes.extracting(name))
    guard let expected = open.last, expected == hash else {
      throw XMLError(
        .mismatchedTag(String(decoding: bytes.extracting(name).extracting(first: 80))),
        byte: offset)
    }
    namespace = scopes.namespace(ofPrefix: prefixHash(in: bytes))
    offset = end + 1
    close()
    return true
  }

  private mutating func close() {
    open.removeLast()
    depth -= 1
    scopes.leave(depth: depth)
    while let last = spaces.last, last.depth > depth { spaces.removeLast() }
  }

  private mutating func startTag(in bytes: Span<UInt8>) throws(XMLError) -> Bool {
    guard depth > 0 || !hasRoot else {
      throw XMLError(.malformed("a second document element"), byte: offset)
    }
    var at = offset + 1
    let nameStart = at
    while at < bytes.count, !Self.endsName(bytes[at]) { at += 1 }
    guard at < bytes.count else { return false }
    guard at > nameStart, bytes.extracting(nameStart..<at).firstIndex(of: 0) == nil else {
      throw XMLError(.malformed("a tag without a name"), byte: offset)
    }
    let nameRange = nameStart..<at
    attributes.removeAll(keepingCapacity: true)
    var declares = false
    var space: XMLAttribute?
    while true {
      while at < bytes.count, XMLText.isBlank(bytes[at]) { at += 1 }
      guard at < bytes.count else { return false }
      if bytes[at] == UInt8(ascii: ">") {
        isEmptyElement = false
        at += 1
        break
      }
      if bytes[at] == UInt8(ascii: "/") {
        guard at + 1 < bytes.count else { return false }
        guard bytes[at + 1] == UInt8(ascii: ">") else {
          throw XMLError(.malformed("a stray / in a tag"), byte: at)
        }
        isEmptyElement = true
        at += 2
        break
      }
      guard let attribute = try Self.attribute(in: bytes, at: at) else { return false }
      guard attributes.count < limits.attributes else {
        throw XMLError(
          .limit(name: "attributes of one element", value: limits.attributes), byte: at)
      }
      attributes.append(attribute)
      declares = declares || bytes.holds("xmlns", at: attribute.nameStart)
      if attribute.nameEnd - attribute.nameStart == 9,
        bytes.holds("xml:space", at: attribute.nameStart)
      {
        space = attribute
      }
      at = attribute.valueEnd + 1
    }
    guard depth < limits.depth else {
      throw XMLError(.limit(name: "nested elements", value: limits.depth), byte: offset)
    }
    setName(nameRange, in: bytes)
    open.append(nameHash(of: bytes.extracting(name)))
    depth += 1
    hasRoot = true
    pendingEnd = isEmptyElement
    if declares { declareNamespaces(in: bytes) }
    if let space {
      let value = bytes.extracting(space.valueStart..<space.valueEnd)
      spaces.append((depth, value.equals("preserve")))
    }
    guard scopes.count <= limits.namespaces else {
      throw XMLError(
        .limit(name: "namespace declarations in force", value: limits.namespaces), byte: offset)
    }
    if depth == 1 { scopes.adoptUnknown(prefixHash(in: bytes)) }
    namespace = scopes.namespace(ofPrefix: prefixHash(in: bytes))
    offset = at
    return true
  }

  private mutating func declareNamespaces(in bytes: Span<UInt8>) {
    for attribute in attributes where bytes.holds("xmlns", at: attribute.nameStart) {
      let length = attribute.nameEnd - attribute.nameStart
      let uri = bytes.extracting(attribute.valueStart..<attribute.valueEnd)
      if length == 5 {
        scopes.declare(
          prefix: nameHash(of: Span()), uri: uri, depth: depth)
      } else if bytes[attribute.nameStart + 5] == UInt8(ascii: ":") {
        let prefix = (attribute.nameStart + 6)..<attribute.nameEnd
        scopes.declare(
          prefix: nameHash(of: bytes.extracting(prefix)), uri: uri, depth: depth)
      }
    }
  }

  private mutating func setName(_ range: Range<Int>, in bytes: Span<UInt8>) {
    name = range
    let colon = bytes.extracting(..<range.upperBound).firstIndex(
      of: UInt8(ascii: ":"), from: range.lowerBound)
    localName = (colon.map { $0 + 1 } ?? range.lowerBound)..<range.upperBound
  }

  private func prefixHash(in bytes: Span<UInt8>) -> UInt64 {
    let end = max(name.lowerBound, localName.lowerBound - 1)
    return nameHash(of: bytes.extracting(name.lowerBound..<end))
  }

  /// The attribute that begins at `start`; nil when the bytes end within it.
  private static func attribute(
    in bytes: Span<UInt8>, at start: Int
  ) throws(XMLError) -> XMLAttribute? {
    var at = start
    var localStart = start
    while at < bytes.count, !endsName(bytes[at]), bytes[at] != UInt8(ascii: "=") {
      if bytes[at] == UInt8(ascii: ":") { localStart = at + 1 }
      at += 1
    }
    let nameEnd = at
    while at < bytes.count, XMLText.isBlank(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    guard nameEnd > start, bytes[at] == UInt8(ascii: "=") else {
      throw XMLError(.malformed("an attribute without a value"), byte: start)
    }
    at += 1
    while at < bytes.count, XMLText.isBlank(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw XMLError(.malformed("an attribute value without quotes"), byte: at)
    }
    guard let end = bytes.firstIndex(of: quote, from: at + 1) else { return nil }
    return XMLAttribute(
      nameStart: start, localStart: localStart, nameEnd: nameEnd, valueStart: at + 1,
      valueEnd: end)
  }
}

// The bytes of the grammar.
extension XMLScanner {
  @inline(__always)
  static func endsName(_ byte: UInt8) -> Bool {
    XMLText.isBlank(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "<")
  }
}
