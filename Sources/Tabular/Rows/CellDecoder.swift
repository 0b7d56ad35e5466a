/// The decoder of one cell.
struct CellDecoder: Decoder, SingleValueDecodingContainer {
  let value: Value
  /// The members of the cell's key, for types that have some.
  let decoder: RowDecoder
  let column: String
  let location: RowcastLocation
  var codingPath: [any CodingKey] { decoder.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { decoder.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    try decoder.container(keyedBy: type)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw mismatch("an array") }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { value.isMissing }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch value {
    case .boolean(let value): return value
    case .integer(0): return false
    case .integer(1): return true
    default: throw mismatch("true or false")
    }
  }

  /// The text of a text, and of any other value that is no error: as the source wrote a number, dates
  /// and times by ISO 8601.
  func decode(_ type: String.Type) throws -> String {
    switch value {
    case .missing, .error: throw mismatch("a text")
    default: return value.description
    }
  }

  func decode(_ type: Double.Type) throws -> Double {
    guard let number = value.double else { throw mismatch("a number") }
    return number
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let cells = type as? any CellValue.Type {
      guard let found = cells.init(value) as? T else { throw mismatch(cells.expectation) }
      return found
    }
    if let integers = type as? any FixedWidthInteger.Type {
      guard let found = integer(integers) as? T else { throw mismatch("a whole number (\(type))") }
      return found
    }
    return try T(from: self)
  }

  private func integer<I: FixedWidthInteger>(_ type: I.Type) -> I? {
    switch value {
    case .integer(let value): I(exactly: value)
    case .number(let value): I(value.text) ?? I(exactly: value.double)
    default: nil
    }
  }

  private func mismatch(_ expected: String) -> RowError {
    let reason: RowError.Reason =
      value.isMissing
      ? .missing(expected: expected) : .mismatch(expected: expected, found: value)
    return RowError(reason: reason, location: location, column: column)
  }
}
