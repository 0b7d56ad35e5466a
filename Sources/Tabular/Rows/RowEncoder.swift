/// Turns values of a `Codable` type into the cells of a row, in the order in which members are written.
///
/// A member with members of its own becomes the columns `name.member`; a nil is no cell, in whichever
/// of them. Members of dictionaries are sorted by name.
struct RowEncoder {
  let userInfo: [CodingUserInfoKey: any Sendable]

  /// The members of a value, by name.
  /// - Throws: ``RowError`` for a member that is no value of a cell, such as an array.
  func cells(of value: some Encodable) throws(RowError) -> [(name: String, value: Value)] {
    let collected = Collected()
    do {
      let encoder = MemberEncoder(collected: collected, prefix: "", sendableInfo: userInfo)
      if value is any KeyedByText {
        try encoder.encodeSorted(value)
      } else {
        try value.encode(to: encoder)
      }
    } catch let error as RowError {
      throw error
    } catch {
      throw RowError(reason: .refused("\(error)"), location: RowcastLocation())
    }
    return collected.cells
  }

  /// A class, because containers that are handed out write into it.
  fileprivate final class Collected {
    var cells: [(name: String, value: Value)] = []
  }
}

/// A dictionary, whose members have no order.
private protocol KeyedByText {}
extension Dictionary: KeyedByText where Key == String {}

/// The encoder of a member; `prefix` is its name.
private struct MemberEncoder: Encoder, SingleValueEncodingContainer {
  let collected: RowEncoder.Collected
  let prefix: String
  var codingPath: [any CodingKey] = []
  let sendableInfo: [CodingUserInfoKey: any Sendable]
  var userInfo: [CodingUserInfoKey: Any] { sendableInfo }

  init(
    collected: RowEncoder.Collected, prefix: String,
    sendableInfo: [CodingUserInfoKey: any Sendable]
  ) {
    self.collected = collected
    self.prefix = prefix
    self.sendableInfo = sendableInfo
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { NoArray(encoder: self) }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func member(_ key: any CodingKey) -> MemberEncoder {
    var inner = MemberEncoder(
      collected: collected,
      prefix: prefix.isEmpty ? key.stringValue : prefix + "." + key.stringValue,
      sendableInfo: sendableInfo)
    inner.codingPath = codingPath + [key]
    return inner
  }

  func put(_ value: Value) throws {
    guard !prefix.isEmpty else { throw refused("a row is a type with members, not one value") }
    if let words = value.refusal { throw refused(words) }
    collected.cells.append((prefix, value))
  }

  func refused(_ words: String) -> RowError {
    RowError(
      reason: .refused(words), location: RowcastLocation(), column: prefix.isEmpty ? nil : prefix)
  }

  func encodeNil() throws { try put(.missing) }
  func encode(_ value: Bool) throws { try put(.boolean(value)) }
  func encode(_ value: String) throws { try put(.text(value)) }
  func encode(_ value: Double) throws { try put(number(value)) }
  func encode(_ value: Float) throws {
    // The digits of the float, not those of the double that it is.
    try put(
      value.isFinite
        ? ExactNumber("\(value)").map(Value.number) ?? number(Double(value)) : number(Double(value))
    )
  }

  func encode<T: Encodable>(_ value: T) throws {
    if let cell = value as? any CellValue {
      try put(cell.cellValue)
    } else if let integer = value as? any FixedWidthInteger {
      try put(whole(integer))
    } else if value is any KeyedByText {
      try encodeSorted(value)
    } else {
      try value.encode(to: self)
    }
  }

  /// Members of no order by their names, so that columns have one.
  func encodeSorted(_ value: some Encodable) throws {
    let start = collected.cells.count
    try value.encode(to: self)
    collected.cells[start...].sort { $0.name < $1.name }
  }

  private func whole(_ value: some FixedWidthInteger) -> Value {
    Int64(exactly: value).map(Value.integer) ?? .number(ExactNumber(verbatim: String(value)))
  }

  /// A double as a number; NaN is no value.
  /// - Throws: ``RowError`` for infinities, which no format has.
  private func number(_ value: Double) throws -> Value {
    if value.isInfinite { throw refused("a cell holds no infinite number") }
    return ExactNumber(value).map(Value.number) ?? .missing
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: MemberEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }

  mutating func encodeNil(forKey key: Key) throws { try encoder.member(key).encodeNil() }

  mutating func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try encoder.member(key).encode(value)
  }

  // A nil has its column all the same. The protocol asks for each of these types by itself.
  private func put<T: Encodable>(_ value: T?, _ key: Key) throws {
    let member = encoder.member(key)
    if let value { try member.encode(value) } else { try member.encodeNil() }
  }

  mutating func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try put(value, key)
  }
  mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try put(value, key) }
  mutating func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try put(value, key) }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    encoder.member(key).container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    encoder.member(key).unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { encoder }
  mutating func superEncoder(forKey key: Key) -> any Encoder { encoder.member(key) }
}

/// Refuses the elements of an array, which no cell holds.
private struct NoArray: UnkeyedEncodingContainer {
  let encoder: MemberEncoder
  var codingPath: [any CodingKey] { encoder.codingPath }
  var count: Int { 0 }

  private func refuse() throws -> Never { throw encoder.refused("a cell holds no array") }
  mutating func encodeNil() throws { try refuse() }
  mutating func encode<T: Encodable>(_ value: T) throws { try refuse() }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  mutating func superEncoder() -> any Encoder { encoder }
}
