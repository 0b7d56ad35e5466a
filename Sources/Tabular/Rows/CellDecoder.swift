/// The decoder of one cell.
///
/// A text is read as what is asked for: the column that it stands in may be one of texts because of a
/// single value, which is then the one that is told of.
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
    try read("true or false") { value in
      switch value {
      case .boolean(let value): value
      case .integer(0): false
      case .integer(1): true
      default: nil
      }
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
    try read("a number") { $0.double }
  }

  func decode(_ type: Float.Type) throws -> Float { Float(try decode(Double.self)) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    if let cells = type as? any CellValue.Type {
      return try read(cells.expectation) { cells.init($0) as? T }
    }
    if let integers = type as? any FixedWidthInteger.Type {
      return try read("a whole number (\(type))") { Self.integer(integers, $0) as? T }
    }
    do { return try T(from: self) } catch let error as RowError {
      throw error
    } catch {
      throw RowError(
        reason: .refused(RowDecoder.words(of: error)), location: location, column: column)
    }
  }

  private static func integer<I: FixedWidthInteger>(_ type: I.Type, _ value: Value) -> I? {
    switch value {
    case .integer(let value): I(exactly: value)
    case .number(let value): I(value.text) ?? I(exactly: value.double)
    default: nil
    }
  }

  /// What `take` makes of the value, or of what its text is by itself.
  private func read<T>(_ expected: @autoclosure () -> String, _ take: (Value) -> T?) throws -> T {
    if let found = take(value) { return found }
    if case .text(let text) = value, let inner = Value.reading(text) {
      if inner.isMissing { throw missing(expected()) }
      if let found = take(inner) { return found }
    }
    throw mismatch(expected())
  }

  private func missing(_ expected: String) -> RowError {
    RowError(reason: .missing(expected: expected), location: location, column: column)
  }

  private func mismatch(_ expected: String) -> RowError {
    if value.isMissing { return missing(expected) }
    return RowError(
      reason: .mismatch(expected: expected, found: value), location: location, column: column)
  }
}
