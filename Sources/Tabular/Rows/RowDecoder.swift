extension Row {
  /// This row as a `Codable` type: each member from the column of its name.
  ///
  /// A member whose type has members of its own takes the columns `name.member`.
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

  init(_ layout: RowLayout, _ keys: RowCoding.Keys) {
    self.layout = layout
    self.keys = keys
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
  func hasMembers(of key: String) -> Bool {
    let prefix = key + "."
    return layout.schema.columns.contains { $0.name.hasPrefix(prefix) }
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
    guard let decoding = error as? DecodingError else { return refused("\(error)") }
    let context: DecodingError.Context? =
      switch decoding {
      case .typeMismatch(_, let context), .valueNotFound(_, let context),
        .keyNotFound(_, let context), .dataCorrupted(let context):
        context
      @unknown default: nil
      }
    var known = refused(context?.debugDescription ?? "\(error)")
    known.column = context?.codingPath.first?.stringValue
    return known
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
    guard let place = try decoder.keys.place(of: name) else {
      return !decoder.keys.hasMembers(of: name)
    }
    return decoder.row[place].isMissing
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
