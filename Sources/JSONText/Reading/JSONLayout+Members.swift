internal import RowcastTabular

// Records that do not lie in an array at the top: further down, or under keys.

extension JSONLayoutFinder {
  /// How deep objects are looked into for records.
  private static let depth = 8

  /// The member of a name, or of names with dots between them.
  func member(_ wanted: String, among members: [Member]) throws -> Member {
    if let member = members.first(where: { $0.name == wanted }) { return member }
    for outer in members where outer.first == UInt8(ascii: "{") {
      guard wanted.hasPrefix(outer.name + ".") else { continue }
      let inner = try self.members(ofObjectAt: outer.offset, isDocument: false)
      if let found = try? member(String(wanted.dropFirst(outer.name.count + 1)), among: inner) {
        return found
      }
    }
    throw JSONError(.missingKey(wanted))
  }

  /// Of an object without records of its own: those of the one array of objects inside its objects. Of
  /// several such arrays none is taken, and the object is one record, with a remark.
  func layout(ofRecordsBelow members: [Member], at begin: Int) throws -> JSONLayout {
    var tables: [Member] = []
    var others: [String] = []
    try look(into: members, under: "", depth: 0, &tables, &others)
    if tables.count == 1, let table = tables.first {
      var layout = try layout(of: table)
      layout.siblings = others
      return layout
    }
    var single = JSONLayout(shape: .single(at: begin))
    if !tables.isEmpty {
      single.remark = Self.remark(
        "one record, in which arrays of records are values: " + Self.list(tables.map(\.name)))
    }
    return single
  }

  /// Gathers the arrays of objects inside objects, and the names of all that is neither.
  private func look(
    into members: [Member], under path: String, depth: Int, _ tables: inout [Member],
    _ others: inout [String]
  ) throws {
    for var member in members {
      member.name = path + member.name
      if member.first == UInt8(ascii: "{"), depth < Self.depth {
        let before = (tables.count, others)
        let inner = try self.members(ofObjectAt: member.offset, isDocument: false)
        try look(into: inner, under: member.name + ".", depth: depth + 1, &tables, &others)
        if tables.count == before.0 { others = before.1 + [member.name] }
      } else if member.element == .object, !isEmptyArray(member) {
        tables.append(member)
      } else {
        others.append(member.name)
      }
    }
  }

  /// Of an object of objects: the records or columns that these are; nil where nothing says so.
  ///
  ///     {"age":{"0":31,"1":40},"name":{"0":"Ann","1":"Bo"}}         columns by the numbers of rows
  ///     {"0":{"age":31,"name":"Ann"},"1":{"age":40,"name":"Bo"}}    records by their numbers
  ///     {"u7":{"age":31,"name":"Ann"},"u9":{"age":40,"name":"Bo"}}  records by a key, from three on
  func layout(ofObjectsIn members: [Member], at begin: Int) throws -> JSONLayout? {
    guard let leading = members.first, members.allSatisfy({ $0.first == UInt8(ascii: "{") }) else {
      return nil
    }
    var inner: [MemberKeys] = []
    for member in members {
      var keys = MemberKeys()
      try forEachMember(ofObjectAt: member.offset, isDocument: false) { keys.see($0) }
      inner.append(keys)
    }
    guard let first = inner.first, inner.allSatisfy({ $0.count > 0 }) else { return nil }
    let areAlike = inner.allSatisfy { $0.hash == first.hash && $0.count == first.count }
    var outer = MemberKeys()
    for member in members { outer.see(member) }
    if areAlike, !first.haveObjects, first.isNumbered || (first.areNumbers && members.count > 1) {
      let keys = ColumnLists.List(
        name: JSONLayout.keyColumn, offset: leading.offset + 1, keyUse: .alone)
      let lists = members.map {
        ColumnLists.List(name: $0.name, offset: $0.offset + 1, keyUse: .dropped)
      }
      return JSONLayout(shape: .columns((first.isNumbered ? [] : [keys]) + lists))
    }
    guard members.count > 1 else { return nil }
    if outer.areNumbers || (areAlike && members.count > 2 && first.areOfSeveralKinds(inner)) {
      return JSONLayout(
        shape: .records(at: begin + 1, .members, .object),
        keyUse: outer.isNumbered ? .dropped : .column)
    }
    guard areAlike, first.count > 1 else { return nil }
    var single = JSONLayout(shape: .single(at: begin))
    single.remark = Self.remark(
      "one record, whose \(members.count) members have the same keys and may be records: "
        + Self.list(members.map(\.name)))
    return single
  }

  private static func remark(_ message: String) -> Diagnostic {
    Diagnostic(kind: .innerRecords, message: message)
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", ")
      + (names.count > 5 ? " and \(names.count - 5) more" : "")
  }
}

/// What the keys of an object are, and of what kinds its first values.
private struct MemberKeys {
  private(set) var count = 0
  /// Of the keys in their order.
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Whether all are whole numbers; whether these count from 0.
  private(set) var areNumbers = true
  private(set) var isNumbered = true
  private var kinds: [UInt8] = []

  private static let kindLimit = 256

  /// Whether an object is among the first values.
  var haveObjects: Bool { kinds.contains(UInt8(ascii: "{")) }

  mutating func see(_ member: JSONLayoutFinder.Member) {
    for byte in member.name.utf8 { mix(byte) }
    // No byte of UTF-8: where a key ends.
    mix(0xFF)
    if isNumbered, member.name != String(count) { isNumbered = false }
    if areNumbers, member.name.isEmpty || !member.name.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      areNumbers = false
    }
    if count < Self.kindLimit { kinds.append(Self.kind(member.first)) }
    count += 1
  }

  private mutating func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  /// The first bytes of values of a kind, by one of them; 0 for null.
  private static func kind(_ first: UInt8) -> UInt8 {
    switch first {
    case UInt8(ascii: "n"): 0
    case UInt8(ascii: "t"), UInt8(ascii: "f"): UInt8(ascii: "t")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "0")
    default: first
    }
  }

  /// Whether under each key all objects have values of one kind, and not all keys the same one: so the
  /// fields of records are.
  func areOfSeveralKinds(_ objects: [MemberKeys]) -> Bool {
    var seen: Set<UInt8> = []
    for place in kinds.indices {
      let kinds = Set(objects.map { $0.kinds[place] }).subtracting([0])
      if kinds.count > 1 { return false }
      seen.formUnion(kinds)
    }
    return seen.count > 1
  }
}
