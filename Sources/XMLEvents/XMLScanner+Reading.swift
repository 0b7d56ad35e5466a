internal import RowcastMachine

// What a reader asks about the last event.
extension XMLScanner {
  /// Whether the last tag has this local name.
  public func isNamed(_ expected: StaticString, in bytes: Span<UInt8>) -> Bool {
    localName.count == expected.utf8CodeUnitCount
      && bytes.holds(expected, at: localName.lowerBound)
  }

  /// Whether the last tag has this local name in a namespace.
  public func isNamed(
    _ expected: StaticString, of namespace: Int, in bytes: Span<UInt8>
  ) -> Bool {
    self.namespace == namespace && isNamed(expected, in: bytes)
  }

  /// The value of an attribute without prefix.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func attribute(
    _ expected: StaticString, in bytes: Span<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.localStart == attribute.nameStart
      && attribute.isNamed(expected, in: bytes)
    {
      return try value(of: attribute, in: bytes)
    }
    return nil
  }

  /// The value of an attribute of a namespace.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func attribute(
    _ expected: StaticString, namespace: Int, in bytes: Span<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.isNamed(expected, in: bytes)
      && self.namespace(of: attribute, in: bytes) == namespace
    {
      return try value(of: attribute, in: bytes)
    }
    return nil
  }

  /// Leaves the element of the last start event, behind its end; the bytes must hold all of it.
  /// - Throws: ``XMLError`` when they do not, or it is malformed.
  public mutating func skipElement(in bytes: Span<UInt8>) throws(XMLError) {
    let outside = depth - 1
    while true {
      let event = try next(in: bytes, isFinal: true)
      if event == .end, depth == outside { return }
      if event == .finished || event == .needsInput {
        throw XMLError(.unexpectedEnd, byte: offset)
      }
    }
  }

  /// The value of an attribute with some prefix, such as `r:id`.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func prefixedAttribute(
    _ expected: StaticString, in bytes: Span<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.localStart != attribute.nameStart
      && attribute.isNamed(expected, in: bytes)
    {
      return try value(of: attribute, in: bytes)
    }
    return nil
  }

  /// The name of an attribute without its prefix.
  public func name(of attribute: XMLAttribute, in bytes: Span<UInt8>) -> String {
    String(decoding: bytes.extracting(attribute.localStart..<attribute.nameEnd))
  }

  /// The value of an attribute, with references resolved and white space made blanks.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func value(
    of attribute: XMLAttribute, in bytes: Span<UInt8>
  ) throws(XMLError) -> String {
    var value: [UInt8] = []
    try XMLText.appendAttribute(attribute.valueStart..<attribute.valueEnd, of: bytes, to: &value)
    return String(decoding: value, as: UTF8.self)
  }
}

extension XMLAttribute {
  /// Whether the name without its prefix is this one.
  public func isNamed(_ expected: StaticString, in bytes: Span<UInt8>) -> Bool {
    nameEnd - localStart == expected.utf8CodeUnitCount
      && bytes.holds(expected, at: localStart)
  }
}
