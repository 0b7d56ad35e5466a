// What a reader asks about the last event.
extension XMLScanner {
  /// Whether the last tag has this local name.
  public func isNamed(_ expected: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    localName.count == expected.utf8CodeUnitCount
      && Self.matches(expected, in: bytes, at: localName.lowerBound)
  }

  /// The value of an attribute without prefix.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func attribute(
    _ expected: StaticString, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.localStart == attribute.nameStart
      && isNamed(expected, attribute, in: bytes)
    {
      return try value(of: attribute, in: bytes)
    }
    return nil
  }

  /// The value of an attribute with some prefix, such as `r:id`.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func prefixedAttribute(
    _ expected: StaticString, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(XMLError) -> String? {
    for attribute in attributes
    where attribute.localStart != attribute.nameStart
      && isNamed(expected, attribute, in: bytes)
    {
      return try value(of: attribute, in: bytes)
    }
    return nil
  }

  /// The value of an attribute, with references resolved and white space made blanks.
  /// - Throws: ``XMLError`` when its references stand for no character.
  public func value(
    of attribute: XMLAttribute, in bytes: UnsafeBufferPointer<UInt8>
  ) throws(XMLError) -> String {
    var value: [UInt8] = []
    try XMLText.appendAttribute(attribute.valueStart..<attribute.valueEnd, of: bytes, to: &value)
    return String(decoding: value, as: UTF8.self)
  }

  private func isNamed(
    _ expected: StaticString, _ attribute: XMLAttribute, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    attribute.nameEnd - attribute.localStart == expected.utf8CodeUnitCount
      && Self.matches(expected, in: bytes, at: attribute.localStart)
  }
}
