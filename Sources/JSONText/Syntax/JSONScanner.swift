internal import RowcastMachine

/// The grammar of RFC 8259 over bytes: each function looks at what starts at `i` and moves `i`
/// behind it. No value is made; offsets are all that callers keep.
enum JSONScanner {
  /// Moves over blanks, tabs and line ends.
  @inline(__always)
  static func skipBlanks(_ bytes: Span<UInt8>, _ i: inout Int) {
    while i < bytes.count {
      let byte = bytes[i]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      i &+= 1
    }
  }

  /// What a scanned text holds.
  struct Text {
    /// The bytes between the quotes.
    var range: Range<Int>
    var hasEscapes: Bool
  }

  /// Scans a string; `i` is at its opening quote. Escapes are checked when they are decoded.
  static func text(_ bytes: Span<UInt8>, _ i: inout Int) throws(JSONError) -> Text {
    let start = i + 1
    var at = start
    var hasEscapes = false
    while true {
      // Eight bytes at a time up to the first quote, backslash or control.
      while at &+ 8 <= bytes.count {
        let word = bytes.word(at: at)
        let special = StringEscaping.special(word)
        if special == 0 {
          at &+= 8
        } else {
          at &+= special.trailingZeroBitCount &>> 3
          break
        }
      }
      guard at < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        i = at &+ 1
        return Text(range: start..<at, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        at &+= 2
      } else if byte < 0x20 {
        throw JSONError(.controlCharacter(byte), byte: at)
      } else {
        at &+= 1
      }
    }
  }

  /// Scans a number; `i` is at its first byte. Returns whether it is a whole number by its form.
  static func number(_ bytes: Span<UInt8>, _ i: inout Int) throws(JSONError) -> Bool {
    let start = i
    var at = i
    func digits() -> Int {
      let first = at
      while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at &+= 1 }
      return at &- first
    }
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at &+= 1 }
    let leading = at
    let whole = digits()
    guard whole > 0, whole == 1 || bytes[leading] != UInt8(ascii: "0") else {
      throw JSONError(.badNumber, byte: start)
    }
    var isWhole = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at &+= 1
      isWhole = false
      guard digits() > 0 else { throw JSONError(.badNumber, byte: start) }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at &+= 1
      isWhole = false
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
        at &+= 1
      }
      guard digits() > 0 else { throw JSONError(.badNumber, byte: start) }
    }
    i = at
    return isWhole
  }

  /// Moves over `NaN`, `Infinity` or `-Infinity`, which JSON does not have and some programs write; false
  /// when none of them is there.
  static func skipNotANumber(_ bytes: Span<UInt8>, _ i: inout Int) -> Bool {
    let words: [StaticString] = ["NaN", "Infinity", "-Infinity"]
    for word in words where i + word.utf8CodeUnitCount <= bytes.count {
      if (0..<word.utf8CodeUnitCount).allSatisfy({ bytes[i + $0] == word.bytes[$0] }) {
        i += word.utf8CodeUnitCount
        return true
      }
    }
    return false
  }

  /// Whether one of the words of ``skipNotANumber(_:_:)`` may begin here.
  @inline(__always)
  static func mayBeNotANumber(_ bytes: Span<UInt8>, _ i: Int) -> Bool {
    switch bytes[i] {
    case UInt8(ascii: "N"), UInt8(ascii: "I"): true
    case UInt8(ascii: "-"): i &+ 1 < bytes.count && bytes[i &+ 1] == UInt8(ascii: "I")
    default: false
    }
  }

  /// Scans `true`, `false` or `null`.
  static func word(
    _ word: StaticString, _ bytes: Span<UInt8>, _ i: inout Int
  ) throws(JSONError) {
    let length = word.utf8CodeUnitCount
    for k in 0..<length {
      guard i + k < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
      guard bytes[i + k] == word.bytes[k] else {
        throw JSONError(.unexpected(bytes[i + k], expected: "\(word)"), byte: i + k)
      }
    }
    i += length
  }

  /// Moves over one expected byte.
  @inline(__always)
  static func expect(
    _ byte: UInt8, _ name: StaticString, _ bytes: Span<UInt8>, _ i: inout Int
  ) throws(JSONError) {
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
    guard bytes[i] == byte else {
      throw JSONError(.unexpected(bytes[i], expected: "\(name)"), byte: i)
    }
    i &+= 1
  }

  /// Moves over a whole value of a record, checking its grammar; texts are not decoded.
  static func skipValue(
    _ bytes: Span<UInt8>, _ i: inout Int, depth: Int, limit: Int
  ) throws(JSONError) {
    skipBlanks(bytes, &i)
    guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
    switch bytes[i] {
    case UInt8(ascii: "\""): _ = try text(bytes, &i)
    case _ where mayBeNotANumber(bytes, i) && skipNotANumber(bytes, &i): break
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number(bytes, &i)
    case UInt8(ascii: "t"): try word("true", bytes, &i)
    case UInt8(ascii: "f"): try word("false", bytes, &i)
    case UInt8(ascii: "n"): try word("null", bytes, &i)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < limit else { throw JSONError(.tooDeep(limit: limit), byte: i) }
      try skipContainer(bytes, &i, depth: depth + 1, limit: limit)
    default: throw JSONError(.unexpected(bytes[i], expected: "a value"), byte: i)
    }
  }

  private static func skipContainer(
    _ bytes: Span<UInt8>, _ i: inout Int, depth: Int, limit: Int
  ) throws(JSONError) {
    let isObject = bytes[i] == UInt8(ascii: "{")
    let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    i += 1
    skipBlanks(bytes, &i)
    if i < bytes.count, bytes[i] == close {
      i += 1
      return
    }
    while true {
      if isObject {
        skipBlanks(bytes, &i)
        guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
        guard bytes[i] == UInt8(ascii: "\"") else {
          throw JSONError(.unexpected(bytes[i], expected: "a key in quotes"), byte: i)
        }
        _ = try text(bytes, &i)
        skipBlanks(bytes, &i)
        try expect(UInt8(ascii: ":"), "':'", bytes, &i)
      }
      try skipValue(bytes, &i, depth: depth, limit: limit)
      skipBlanks(bytes, &i)
      guard i < bytes.count else { throw JSONError(.unexpectedEnd, byte: bytes.count) }
      if bytes[i] == close {
        i += 1
        return
      }
      try expect(UInt8(ascii: ","), isObject ? "',' or '}'" : "',' or ']'", bytes, &i)
    }
  }
}
