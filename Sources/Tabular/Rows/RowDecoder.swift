extension Row {
  /// This row as a `Codable` type: each member from the column of its name.
  ///
  /// A member whose type has members of its own takes the columns `name.member`; an optional one is
  /// nil where none of these has a value. A text is read as what the member is, so that one odd value,
  /// which makes a column texts, is the one that is told of.
  /// - Throws: ``RowError`` with the row and the column.
  public func decode<T: Decodable>(
    _ type: T.Type = T.self, _ coding: RowCoding = RowCoding()
  ) throws(RowError) -> T {
    try decode(type, keys: ColumnKeys(page.layout, coding.keys), userInfo: coding.userInfo)
  }

  func decode<T: Decodable>(
    _ type: T.Type, keys: ColumnKeys, userInfo: [CodingUserInfoKey: any Sendable]
  ) throws(RowError) -> T {
    let decoder = RowDecoder(row: self, keys: keys, userInfo: userInfo)
    do { return try T(from: decoder) } catch { throw decoder.error(error) }
  }
}

/// Finds the columns of keys; one for all rows of a source.
struct ColumnKeys: Sendable {
  private let layout: RowLayout
  private let keys: RowCoding.Keys
  private let loose: [String: [Int]]
  /// The places of the columns `address.city` and `address.zip` for `address`.
  private let inner: [String: [Int]]

  init(_ layout: RowLayout, _ keys: RowCoding.Keys) {
    self.layout = layout
    self.keys = keys
    var inner: [String: [Int]] = [:]
    for (place, name) in layout.schema.names.enumerated() {
      for point in name.indices where name[point] == "." {
        inner[String(name[..<point]), default: []].append(place)
      }
    }
    self.inner = inner
    guard case .matching = keys else {
      loose = [:]
      return
    }
    let names = layout.schema.names.enumerated()
    loose = Dictionary(grouping: names.map(\.offset)) {
      Self.folded(layout.schema.columns[$0].name)
    }
  }

  /// The place of the column for a key; nil when there is none.
  func place(of key: String) throws(RowError) -> Int? {
    if case .custom(let name) = keys { return layout.places[name(key)] }
    if let place = layout.places[key] { return place }
    let found = loose[Self.folded(key)] ?? []
    guard found.count <= 1 else {
      let names = found.map { layout.schema.columns[$0].name }
      throw RowError(reason: .severalColumns(key: key, names), location: RowcastLocation())
    }
    return found.first
  }

  /// Whether some column belongs to members of this key: `address.city`.
  func hasMembers(of key: String) -> Bool { inner[key] != nil }

  /// Whether a row has a value in some column of the members of this key.
  func hasValues(of key: String, in row: Row) -> Bool {
    inner[key]?.contains { !row[$0].isMissing } ?? false
  }

  private static func folded(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }
}

/// The decoder of a row.
struct RowDecoder: Decoder {
  let row: Row
  let keys: ColumnKeys
  /// What stands before the names of the columns: the keys of the types around this one.
  var prefix = ""
  var codingPath: [any CodingKey] = []
  let sendableInfo: [CodingUserInfoKey: any Sendable]
  var userInfo: [CodingUserInfoKey: Any] { sendableInfo }

  init(row: Row, keys: ColumnKeys, userInfo: [CodingUserInfoKey: any Sendable]) {
    self.row = row
    self.keys = keys
    sendableInfo = userInfo
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedRow<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw refused("a row is decoded as a type with members, not as an array")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw refused("a row is decoded as a type with members, not as one value")
  }

  /// The members of one key.
  func member(_ key: any CodingKey) -> RowDecoder {
    var inner = self
    inner.prefix += key.stringValue + "."
    inner.codingPath.append(key)
    return inner
  }

  func refused(_ words: String) -> RowError {
    RowError(reason: .refused(words), location: row.location)
  }

  /// Any error of decoding, with the row's place.
  func error(_ error: any Error) -> RowError {
    if var known = error as? RowError {
      known.location = known.location.within(row.location)
      return known
    }
    var known = refused(Self.words(of: error))
    known.column = Self.context(of: error)?.codingPath.first?.stringValue
    return known
  }

  /// What an error says, without the path that a place tells better.
  static func words(of error: any Error) -> String {
    context(of: error)?.debugDescription ?? "\(error)"
  }

  private static func context(of error: any Error) -> DecodingError.Context? {
    switch error as? DecodingError {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context), .dataCorrupted(let context):
      context
    case nil: nil
    @unknown default: nil
    }
  }
}

/// The members of a type, from columns.
private struct KeyedRow<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RowDecoder
  var codingPath: [any CodingKey] { decoder.codingPath }

  var allKeys: [Key] {
    decoder.row.schema.names.compactMap {
      $0.hasPrefix(decoder.prefix)
        ? Key(stringValue: String($0.dropFirst(decoder.prefix.count))) : nil
    }
  }

  func contains(_ key: Key) -> Bool {
    let name = decoder.prefix + key.stringValue
    // Several columns are an error when the key is decoded, not a reason to pass over it.
    do {
      return try decoder.keys.place(of: name) != nil || decoder.keys.hasMembers(of: name)
    } catch { return true }
  }

  func decodeNil(forKey key: Key) throws -> Bool {
    let name = decoder.prefix + key.stringValue
    if let place = try decoder.keys.place(of: name), !decoder.row[place].isMissing { return false }
    return !decoder.keys.hasValues(of: name, in: decoder.row)
  }

  /// Nil also for a word such as `NA`, where what is asked for is no text.
  private func optional<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T? {
    if try decodeNil(forKey: key) { return nil }
    do { return try decode(type, forKey: key) } catch let error as RowError {
      guard case .missing = error.reason,
        let place = try decoder.keys.place(of: decoder.prefix + key.stringValue),
        error.column == decoder.row.schema.columns[place].name
      else { throw error }
      return nil
    }
  }

  // The protocol asks for each of these types by itself.
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(type, key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    try optional(type, key)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try optional(type, key)
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try optional(type, key)
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let name = decoder.prefix + key.stringValue
    guard let place = try decoder.keys.place(of: name) else {
      guard decoder.keys.hasMembers(of: name) else {
        throw RowError(reason: .noColumn(key: name), location: decoder.row.location)
      }
      return try T(from: decoder.member(key))
    }
    let column = decoder.row.schema.columns[place]
    let cell = CellDecoder(
      value: decoder.row[place], decoder: decoder.member(key), column: column.name,
      location: RowcastLocation(column: column.source).within(decoder.row.location))
    return try cell.decode(type)
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try decoder.member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw decoder.refused("a cell holds no array")
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder.member(key) }
}
