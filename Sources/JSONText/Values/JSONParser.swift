import RowcastTabular
internal import RowcastMachine

extension JSONValue {
  /// The nesting that is read when nothing else is asked for.
  public static let depthLimit = 256

  /// Reads a document, strictly by RFC 8259: nothing but it, no repeated key, valid UTF-8.
  /// - Throws: `JSONError` with line and column.
  public init(
    parsing bytes: [UInt8], depthLimit: Int = JSONValue.depthLimit
  ) throws(JSONError) {
    try self.init(parsing: bytes.span, depthLimit: depthLimit)
  }

  /// Reads a document from a text.
  /// - Throws: ``JSONError`` with line and column.
  public init(
    parsing text: String, depthLimit: Int = JSONValue.depthLimit
  ) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), depthLimit: depthLimit)
  }

  /// Reads a document.
  /// - Throws: ``JSONError`` with line and column.
  public init(
    parsing bytes: Span<UInt8>, depthLimit: Int = JSONValue.depthLimit
  ) throws(JSONError) {
    do throws(JSONError) {
      var i = 0
      // A byte order mark is no part of the document.
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { i = 3 }
      self = try JSONParser(depthLimit: depthLimit).value(bytes, &i, depth: 0)
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count { throw JSONError(.trailing, byte: i) }
    } catch {
      throw error.located(in: bytes)
    }
  }
}

/// Recursive descent over bytes; each function leaves `i` behind what it read.
struct JSONParser {
  let depthLimit: Int

  func value(_ bytes: Span<UInt8>, _ i: inout Int, depth: Int) throws(JSONError) -> JSONValue {
    JSONScanner.skipBlanks(bytes, &i)
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
    switch bytes[i] {
    case UInt8(ascii: "\""): return .string(try string(bytes, &i))
    case UInt8(ascii: "{"): return .object(try object(bytes, &i, depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(bytes, &i, depth: depth + 1))
    case UInt8(ascii: "t"):
      try JSONScanner.word("true", bytes, &i)
      return .boolean(true)
    case UInt8(ascii: "f"):
      try JSONScanner.word("false", bytes, &i)
      return .boolean(false)
    case UInt8(ascii: "n"):
      try JSONScanner.word("null", bytes, &i)
      return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let start = i
      _ = try JSONScanner.number(bytes, &i)
      let range = start..<i
      return .number(
        ExactNumber(verbatim: String(decoding: bytes.extracting(range))))
    default: throw JSONError(.unexpected(bytes[i], expected: "a value"), byte: i)
    }
  }

  func string(_ bytes: Span<UInt8>, _ i: inout Int) throws(JSONError) -> String {
    let scanned = try JSONScanner.text(bytes, &i)
    let decoded: String?
    if scanned.hasEscapes {
      var text: [UInt8] = []
      text.reserveCapacity(scanned.range.count)
      try StringUnescaping.append(bytes, scanned.range, to: &text)
      decoded = String(validating: text, as: UTF8.self)
    } else {
      decoded = String(validating: bytes.extracting(scanned.range))
    }
    guard let decoded else { throw JSONError(.badUTF8, byte: scanned.range.lowerBound) }
    return decoded
  }

  private func array(
    _ bytes: Span<UInt8>, _ i: inout Int, depth: Int
  ) throws(JSONError) -> [JSONValue] {
    guard depth <= depthLimit else { throw JSONError(.tooDeep(limit: depthLimit), byte: i) }
    i += 1
    var values: [JSONValue] = []
    JSONScanner.skipBlanks(bytes, &i)
    if i < bytes.count, bytes[i] == UInt8(ascii: "]") {
      i += 1
      return values
    }
    while true {
      values.append(try value(bytes, &i, depth: depth))
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count, bytes[i] == UInt8(ascii: "]") {
        i += 1
        return values
      }
      try JSONScanner.expect(UInt8(ascii: ","), "',' or ']'", bytes, &i)
    }
  }

  private func object(
    _ bytes: Span<UInt8>, _ i: inout Int, depth: Int
  ) throws(JSONError) -> JSONObject {
    guard depth <= depthLimit else { throw JSONError(.tooDeep(limit: depthLimit), byte: i) }
    i += 1
    var members = JSONObject()
    JSONScanner.skipBlanks(bytes, &i)
    if i < bytes.count, bytes[i] == UInt8(ascii: "}") {
      i += 1
      return members
    }
    while true {
      JSONScanner.skipBlanks(bytes, &i)
      let keyStart = i
      guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
      guard bytes[i] == UInt8(ascii: "\"") else {
        throw JSONError(.unexpected(bytes[i], expected: "a key in quotes"), byte: i)
      }
      let key = try string(bytes, &i)
      if members.contains(key) { throw JSONError(.duplicateKey(key), byte: keyStart) }
      JSONScanner.skipBlanks(bytes, &i)
      try JSONScanner.expect(UInt8(ascii: ":"), "':'", bytes, &i)
      members[key] = try value(bytes, &i, depth: depth)
      JSONScanner.skipBlanks(bytes, &i)
      if i < bytes.count, bytes[i] == UInt8(ascii: "}") {
        i += 1
        return members
      }
      try JSONScanner.expect(UInt8(ascii: ","), "',' or '}'", bytes, &i)
    }
  }
}
