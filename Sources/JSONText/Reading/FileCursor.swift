internal import RowcastFileIO

/// A walk over a file's bytes in one direction, with a small buffer: for finding out how a document
/// of any length is built without holding it.
struct FileCursor {
  private let input: any ByteSource
  private var block: [UInt8] = []
  private var blockStart = 0
  /// The offset of the next byte.
  private(set) var offset: Int

  init(_ input: any ByteSource, at offset: Int = 0) {
    self.input = input
    self.offset = offset
    blockStart = offset
  }

  /// The next byte, which stays the next one; nil at the end.
  mutating func peek() throws -> UInt8? {
    let place = offset - blockStart
    if place < block.count { return block[place] }
    block = try input.bytes(at: offset, count: 1 << 16)
    blockStart = offset
    return block.first
  }

  mutating func advance() { offset += 1 }

  /// The next byte that is not a blank.
  mutating func peekValue() throws -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      advance()
    }
    return nil
  }

  /// Moves over one expected byte.
  mutating func expect(_ byte: UInt8, _ name: String) throws {
    guard let found = try peekValue() else { throw JSONError(.unexpectedEnd, byte: offset) }
    guard found == byte else { throw JSONError(.unexpected(found, expected: name), byte: offset) }
    advance()
  }

  /// Reads the string that starts here, with its quotes.
  mutating func rawString(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let start = offset
    try expect(UInt8(ascii: "\""), "a key in quotes")
    bytes.append(UInt8(ascii: "\""))
    while let byte = try peek() {
      advance()
      bytes.append(byte)
      if byte == UInt8(ascii: "\"") { return bytes }
      if byte == UInt8(ascii: "\\"), let escaped = try peek() {
        bytes.append(escaped)
        advance()
      }
      if bytes.count > limit { throw JSONError(.tooLong(limit: limit), byte: start) }
    }
    throw JSONError(.unexpectedEnd, byte: offset)
  }

  /// Moves over a value by its brackets and quotes alone; its grammar is checked when it is read.
  mutating func skipValue() throws {
    guard let first = try peekValue() else { throw JSONError(.unexpectedEnd, byte: offset) }
    if first == UInt8(ascii: "\"") { return try skipString() }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      while let byte = try peek(), !Self.endsScalar(byte) { advance() }
      return
    }
    var depth = 0
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: "\""):
        try skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      advance()
      if depth == 0 { return }
    }
    throw JSONError(.unexpectedEnd, byte: offset)
  }

  private mutating func skipString() throws {
    advance()
    while let byte = try peek() {
      advance()
      if byte == UInt8(ascii: "\"") { return }
      if byte == UInt8(ascii: "\\") {
        guard try peek() != nil else { break }
        advance()
      }
    }
    throw JSONError(.unexpectedEnd, byte: offset)
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x09, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"),
      UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      true
    default: false
    }
  }
}
