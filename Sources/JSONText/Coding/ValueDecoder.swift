import RowcastTabular

/// The decoder of one JSON value.
struct ValueDecoder: Decoder {
  let value: JSONValue
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .object(let object) = value else { throw mismatch("an object") }
    return KeyedDecodingContainer(KeyedDecoding<Key>(object: object, codingPath: codingPath))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let values) = value else { throw mismatch("an array") }
    return UnkeyedDecoding(values: values, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer {
    SingleDecoding(decoder: self)
  }

  /// Any value, with short ways for the plain ones.
  func decoded<T: Decodable>(_ type: T.Type) throws -> T {
    if type == JSONValue.self, let result = value as? T { return result }
    if let integers = type as? any FixedWidthInteger.Type {
      if let result = try integer(integers) as? T { return result }
    }
    return try T(from: self)
  }

  func boolean() throws -> Bool {
    guard case .boolean(let result) = value else { throw mismatch("true or false") }
    return result
  }

  func string() throws -> String {
    guard case .string(let result) = value else { throw mismatch("a text") }
    return result
  }

  func double() throws -> Double {
    guard let result = value.double else { throw mismatch("a number") }
    return result
  }

  func integer<I: FixedWidthInteger>(_ type: I.Type) throws -> I {
    guard case .number(let number) = value else { throw mismatch("a whole number") }
    guard let result = number.integer(type) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath,
          debugDescription: "\(number.text) is not a whole number that fits into \(I.self)"))
    }
    return result
  }

  private func mismatch(_ expected: String) -> DecodingError {
    .dataCorrupted(
      .init(
        codingPath: codingPath, debugDescription: "expected \(expected), found \(value.kindName)")
    )
  }
}

private struct KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONObject
  let codingPath: [any CodingKey]
  var allKeys: [Key] { object.keys.compactMap { Key(stringValue: $0) } }

  func contains(_ key: Key) -> Bool { object.contains(key.stringValue) }
  func decodeNil(forKey key: Key) throws -> Bool { try decoder(key).value.isNull }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder(key).boolean() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder(key).string() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder(key).double() }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    Float(try decoder(key).double())
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try decoder(key).decoded(type)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try decoder(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try decoder(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder {
    ValueDecoder(
      value: object[AnyKey.parent.stringValue] ?? .null, codingPath: codingPath + [AnyKey.parent])
  }

  func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(key) }

  private func decoder(_ key: Key) throws -> ValueDecoder {
    guard let value = object[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: codingPath, debugDescription: "the key is missing"))
    }
    return ValueDecoder(value: value, codingPath: codingPath + [key])
  }
}

private struct UnkeyedDecoding: UnkeyedDecodingContainer {
  let values: [JSONValue]
  let codingPath: [any CodingKey]
  var currentIndex = 0
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex >= values.count }

  mutating func decodeNil() throws -> Bool {
    guard try peek().value.isNull else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode(_ type: Double.Type) throws -> Double {
    guard currentIndex < values.count, let result = values[currentIndex].double else {
      return try peek().double()
    }
    currentIndex += 1
    return result
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try next { try $0.boolean() } }
  mutating func decode(_ type: String.Type) throws -> String { try next { try $0.string() } }
  mutating func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try next { try $0.decoded(type) }
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try next { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try next { $0 } }

  private func peek() throws -> ValueDecoder {
    let path = codingPath + [AnyKey(intValue: currentIndex)]
    guard currentIndex < values.count else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: path, debugDescription: "the array ends too early"))
    }
    return ValueDecoder(value: values[currentIndex], codingPath: path)
  }

  private mutating func next<R>(_ read: (ValueDecoder) throws -> R) throws -> R {
    let result = try read(try peek())
    currentIndex += 1
    return result
  }
}

private struct SingleDecoding: SingleValueDecodingContainer {
  let decoder: ValueDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  func decodeNil() -> Bool { decoder.value.isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try decoder.boolean() }
  func decode(_ type: String.Type) throws -> String { try decoder.string() }
  func decode(_ type: Double.Type) throws -> Double { try decoder.double() }
  func decode(_ type: Float.Type) throws -> Float { Float(try decoder.double()) }
  func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.decoded(type) }
}
