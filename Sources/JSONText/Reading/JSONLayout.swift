internal import RowcastFileIO
internal import RowcastTabular

/// Where the records of a JSON input are, and how they are written.
struct JSONLayout: Sendable {
  /// How records follow each other.
  enum Separation: Sendable {
    /// One on each line.
    case lines
    /// One after the other, on any number of lines.
    case nothing
    /// Elements of an array, up to its closing bracket.
    case commas
    /// Members of an object, up to its closing brace: a key before each.
    case members
    /// Elements of several arrays, one array after the other.
    case arrays

    /// Whether a comma stands between two, and a bracket closes them all.
    var isList: Bool { self == .commas || self == .members }
  }

  /// What becomes of the keys of ``Separation/members``.
  enum KeyUse: Sendable {
    /// They number the records, and say nothing more.
    case dropped
    /// They are the first column, ``JSONLayout/keyColumn``.
    case column
    /// They alone are read, and no value.
    case alone
  }

  /// What a record is.
  enum Element: Sendable {
    case object
    /// Values in the order of the columns.
    case array
    /// A lone value: a table of one column.
    case scalar
  }

  enum Shape: Sendable {
    /// Records from an offset on; for ``Separation/commas`` the offset behind the bracket.
    case records(at: Int, Separation, Element)
    /// Arrays of equal length, or objects of the same keys, one for each column.
    case columns([ColumnLists.List])
    /// The whole document is one record.
    case single(at: Int)
  }

  var shape: Shape
  /// The names of the columns, when they stand apart from the records.
  var names: [String]?
  /// The members beside the records, which are not read.
  var siblings: [String] = []
  /// What else there is to be told.
  var remark: Diagnostic?
  var keyUse = KeyUse.dropped
  /// Where the document must end, if anything but blanks behind it is wrong.
  var isWholeDocument = false

  /// What is told where a header was asked for, or none, and records have names of their own.
  func unusedHeader(_ options: JSONSourceOptions) -> Diagnostic? {
    if options.hasHeader == nil { return nil }
    if case .records(_, _, .array) = shape, names == nil { return nil }
    return Diagnostic(
      kind: .unusedSetting,
      message:
        "a header was asked for, or none, and that has no effect: only records that are arrays "
        + "can have one")
  }

  /// The name of the column of keys, where records stand under keys.
  static let keyColumn = "_key"
}

/// Finds the layout by looking at how the document begins and, for one object, at its members.
struct JSONLayoutFinder {
  let input: any ByteSource
  let options: JSONSourceOptions

  /// How many bytes are looked at to tell one document from several.
  private static let peeked = 1 << 20

  func find() throws -> JSONLayout {
    let head = try input.bytes(at: 0, count: Self.peeked)
    var start = 0
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var cursor = FileCursor(input, at: start)
    guard let first = try cursor.peekValue() else {
      throw JSONError(.invalid("the file holds no records, only blanks"))
    }
    let begin = cursor.offset
    let element: JSONLayout.Element =
      first == UInt8(ascii: "{") ? .object : first == UInt8(ascii: "[") ? .array : .scalar
    // Arrays of objects are lists of records, however many of them there are.
    var inner = FileCursor(input, at: begin + 1)
    let isList = try element == .array && inner.peekValue() == UInt8(ascii: "{")
    if !isList, let following = try separation(head, from: begin) {
      try checkMember()
      return JSONLayout(shape: .records(at: begin, following, element))
    }
    switch element {
    case .array:
      try checkMember()
      if isList, let records = try records(behindObjectAt: begin + 1) {
        var layout = JSONLayout(shape: .records(at: records, .commas, .object))
        layout.remark = Diagnostic(
          kind: .otherMembers,
          message: "not read, as it is none of the records: the object before their array")
        return layout
      }
      let inner = try kindOfElement(in: begin + 1)
      return JSONLayout(shape: .records(at: begin + 1, .commas, inner), isWholeDocument: true)
    case .object: return try layout(ofObjectAt: begin)
    case .scalar:
      try checkMember()
      return JSONLayout(shape: .records(at: begin, .lines, .scalar))
    }
  }

  /// Where the records begin of an array that holds one object and one array of objects, as services
  /// answer that tell pages before what is on them: `[{"page": 1}, [{"a": 1}, {"a": 2}]]`.
  private func records(behindObjectAt begin: Int) throws -> Int? {
    var cursor = FileCursor(input, at: begin)
    // What is broken is found, with its place, when it is read.
    guard (try? cursor.skipValue()) != nil, try cursor.peekValue() == UInt8(ascii: ",") else {
      return nil
    }
    cursor.advance()
    guard try cursor.peekValue() == UInt8(ascii: "[") else { return nil }
    var inside = FileCursor(input, at: cursor.offset + 1)
    guard try inside.peekValue() == UInt8(ascii: "{"), (try? cursor.skipValue()) != nil,
      try cursor.peekValue() == UInt8(ascii: "]")
    else { return nil }
    return inside.offset
  }

  /// Refuses a member that is asked for where there are none.
  private func checkMember() throws {
    if let wanted = options.member { throw JSONError(.missingKey(wanted)) }
  }

  /// How the first value is followed by another one; nil when it is the only one, or too long for
  /// a record among many.
  private func separation(
    _ head: [UInt8], from begin: Int
  ) throws -> JSONLayout.Separation? {
    let bytes = head.span
    var i = begin
    do throws(JSONError) {
      try JSONScanner.skipValue(bytes, &i, depth: 0, limit: options.depthLimit)
    } catch {
      // A first value that does not end here may still be the only one; a broken one is found,
      // with its place, when it is read.
      var cursor = FileCursor(input, at: begin)
      guard head.count == Self.peeked, bytes[begin] == UInt8(ascii: "{"),
        (try? cursor.skipValue()) != nil, try cursor.peekValue() == UInt8(ascii: "{")
      else { return nil }
      return .nothing
    }
    let end = i
    JSONScanner.skipBlanks(bytes, &i)
    if i >= bytes.count {
      var cursor = FileCursor(input, at: i)
      if try cursor.peekValue() == nil { return nil }
    }
    // Of arrays, only whole lines of them are records; anything else behind one is a mistake.
    let isArray = bytes[begin] == UInt8(ascii: "[")
    if isArray, i < bytes.count, bytes[i] != UInt8(ascii: "[") { return nil }
    // Objects with a comma behind each are a list that lost its brackets.
    if !isArray, i < bytes.count, bytes[i] == UInt8(ascii: ",") {
      i += 1
      JSONScanner.skipBlanks(bytes, &i)
    }
    for k in begin..<end where bytes[k] == UInt8(ascii: "\n") {
      return isArray ? nil : .nothing
    }
    for k in end..<i where bytes[k] == UInt8(ascii: "\n") { return .lines }
    return isArray ? nil : .nothing
  }

  private func kindOfElement(in offset: Int) throws -> JSONLayout.Element {
    var cursor = FileCursor(input, at: offset)
    switch try cursor.peekValue() {
    case UInt8(ascii: "{"), UInt8(ascii: "]"), nil: return .object
    case UInt8(ascii: "["): return .array
    default: return .scalar
    }
  }

  /// A member of an object.
  struct Member {
    var name: String
    var offset: Int
    var first: UInt8
    /// For an array: what its elements are, if it has some.
    var element: JSONLayout.Element?
  }

  private func layout(ofObjectAt begin: Int) throws -> JSONLayout {
    let members = try members(ofObjectAt: begin)
    if let wanted = options.member { return try layout(of: try member(wanted, among: members)) }
    let arrays = members.filter { $0.first == UInt8(ascii: "[") }
    if let columns = members.first(where: { $0.name == "columns" }),
      let data = members.first(where: { $0.name == "data" }), columns.first == UInt8(ascii: "["),
      data.first == UInt8(ascii: "["), data.element == .array || data.element == .object
    {
      return JSONLayout(
        shape: .records(at: data.offset + 1, .commas, .array), names: try names(at: columns.offset),
        siblings: members.map(\.name).filter { $0 != "columns" && $0 != "data" })
    }
    let tables = arrays.filter {
      $0.element == .object && !isEmptyArray($0) || $0.element == .array
    }
    if tables.count == 1, let table = tables.first { return try layout(of: table, among: members) }
    if tables.count > 1 {
      throw JSONError(.severalTables(tables.map(\.name)))
    }
    if !members.isEmpty, arrays.count == members.count {
      return JSONLayout(
        shape: .columns(arrays.map { ColumnLists.List(name: $0.name, offset: $0.offset + 1) }))
    }
    if arrays.count == 1, let only = arrays.first, members.count > 1, isEmptyArray(only) {
      return try layout(of: only, among: members)
    }
    return try layout(ofObjectsIn: members, at: begin)
      ?? layout(ofRecordsBelow: members, at: begin)
  }

  func layout(of member: Member, among members: [Member] = []) throws -> JSONLayout {
    guard member.first == UInt8(ascii: "[") else {
      throw JSONError(
        .invalid("the member \"\(member.name)\" holds no array of records"), byte: member.offset)
    }
    return JSONLayout(
      shape: .records(at: member.offset + 1, .commas, member.element ?? .object),
      siblings: members.map(\.name).filter { $0 != member.name })
  }

  func isEmptyArray(_ member: Member) -> Bool {
    var cursor = FileCursor(input, at: member.offset + 1)
    return (try? cursor.peekValue()) == UInt8(ascii: "]")
  }

  /// - Parameter isDocument: whether nothing may follow the object.
  func members(ofObjectAt begin: Int, isDocument: Bool = true) throws -> [Member] {
    var members: [Member] = []
    try forEachMember(ofObjectAt: begin, isDocument: isDocument) { member in
      var member = member
      if member.first == UInt8(ascii: "[") {
        member.element = try kindOfElement(in: member.offset + 1)
      }
      members.append(member)
    }
    return members
  }

  /// Walks over the members of the object at an offset.
  func forEachMember(
    ofObjectAt begin: Int, isDocument: Bool, _ body: (Member) throws -> Void
  ) throws {
    var cursor = FileCursor(input, at: begin)
    cursor.advance()
    if try cursor.peekValue() == UInt8(ascii: "}") {
      cursor.advance()
    } else {
      while true {
        _ = try cursor.peekValue()
        let raw = try cursor.rawString(limit: 1 << 20)
        let name =
          raw.contains(UInt8(ascii: "\\"))
          ? try JSONValue(parsing: raw).string ?? ""
          : String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
        try cursor.expect(UInt8(ascii: ":"), "':'")
        guard let first = try cursor.peekValue() else {
          throw JSONError(.unexpectedEnd, byte: cursor.offset)
        }
        try body(Member(name: name, offset: cursor.offset, first: first))
        try cursor.skipValue()
        if try cursor.peekValue() == UInt8(ascii: "}") { break }
        try cursor.expect(UInt8(ascii: ","), "',' or '}'")
      }
      cursor.advance()
    }
    if isDocument, try cursor.peekValue() != nil {
      throw JSONError(.trailing, byte: cursor.offset)
    }
  }

  /// The texts of the array at an offset.
  private func names(at offset: Int) throws -> [String] {
    var cursor = FileCursor(input, at: offset)
    try cursor.skipValue()
    let length = cursor.offset - offset
    guard length <= 1 << 26 else { throw JSONError(.tooLong(limit: 1 << 26), byte: offset) }
    let value = try JSONValue(parsing: try input.bytes(at: offset, count: length))
    return (value.array ?? []).map { $0.string ?? $0.text() }
  }
}
