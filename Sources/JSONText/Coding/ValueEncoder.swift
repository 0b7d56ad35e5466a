import RowcastTabular

/// The encoder of one value, writing into its node.
struct ValueEncoder: Encoder {
  let node: EncodingNode
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    node.becomeObject()
    return KeyedEncodingContainer(KeyedEncoding<Key>(node: node, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    node.becomeArray()
    return UnkeyedEncoding(node: node, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleEncoding(node: node, codingPath: codingPath)
  }
}

private struct KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let node: EncodingNode
  let codingPath: [any CodingKey]

  func encodeNil(forKey key: Key) { node.set(key.stringValue, .null) }
  func encode(_ value: Bool, forKey key: Key) { node.set(key.stringValue, .boolean(value)) }
  func encode(_ value: String, forKey key: Key) { node.set(key.stringValue, .string(value)) }
  func encode(_ value: Double, forKey key: Key) { node.set(key.stringValue, .number(value)) }
  func encode(_ value: Float, forKey key: Key) {
    node.set(key.stringValue, .number(Double(value)))
  }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    if let integer = value as? any BinaryInteger {
      node.set(key.stringValue, .number(ExactNumber(integer)))
    } else {
      node.set(key.stringValue, try EncodingNode.encode(value, path: codingPath + [key]))
    }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    nested(key).container(keyedBy: keyType)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { nested(AnyKey.parent) }
  func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func nested(_ key: some CodingKey) -> ValueEncoder {
    let inner = node.node(key.stringValue) ?? EncodingNode()
    node.set(key.stringValue, inner)
    return ValueEncoder(node: inner, codingPath: codingPath + [key])
  }
}

private struct UnkeyedEncoding: UnkeyedEncodingContainer {
  let node: EncodingNode
  let codingPath: [any CodingKey]
  var count: Int { node.count }

  func encodeNil() { node.append(.null) }
  func encode(_ value: Bool) { node.append(.boolean(value)) }
  func encode(_ value: String) { node.append(.string(value)) }
  func encode(_ value: Double) { node.append(.number(value)) }
  func encode(_ value: Float) { node.append(.number(Double(value))) }

  func encode<T: Encodable>(_ value: T) throws {
    if let integer = value as? any BinaryInteger {
      node.append(.number(ExactNumber(integer)))
    } else {
      node.append(try EncodingNode.encode(value, path: codingPath + [AnyKey(intValue: count)]))
    }
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy keyType: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    nested().container(keyedBy: keyType)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  func superEncoder() -> any Encoder { nested() }

  private func nested() -> ValueEncoder {
    let inner = EncodingNode()
    let path = codingPath + [AnyKey(intValue: count)]
    node.append(inner)
    return ValueEncoder(node: inner, codingPath: path)
  }
}

private struct SingleEncoding: SingleValueEncodingContainer {
  let node: EncodingNode
  let codingPath: [any CodingKey]

  func encodeNil() { node.set(.null) }
  func encode(_ value: Bool) { node.set(.boolean(value)) }
  func encode(_ value: String) { node.set(.string(value)) }
  func encode(_ value: Double) { node.set(.number(value)) }
  func encode(_ value: Float) { node.set(.number(Double(value))) }

  func encode<T: Encodable>(_ value: T) throws {
    if let integer = value as? any BinaryInteger {
      node.set(.number(ExactNumber(integer)))
    } else {
      node.set(try EncodingNode.encode(value, path: codingPath).value)
    }
  }
}
