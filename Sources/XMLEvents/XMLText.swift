internal import RowcastMachine

/// Characters of a document as the text they stand for: references resolved, line ends as LF
/// (XML 1.0, 2.11 and 4.6).
public enum XMLText {
  /// Appends the characters of a ``XMLEvent/text``.
  /// - Throws: ``XMLError`` when a reference stands for no character.
  public static func append(
    _ range: Range<Int>, of bytes: Span<UInt8>, to text: inout [UInt8]
  ) throws(XMLError) {
    try append(range, of: bytes, isAttribute: false, isCDATA: false, to: &text)
  }

  /// Appends the characters of a ``XMLEvent/cdata``.
  /// - Throws: ``XMLError``, though nothing in a CDATA section gives reason to.
  public static func appendCDATA(
    _ range: Range<Int>, of bytes: Span<UInt8>, to text: inout [UInt8]
  ) throws(XMLError) {
    try append(range, of: bytes, isAttribute: false, isCDATA: true, to: &text)
  }

  /// Whether a byte is white space in XML: blank, tab, CR or LF.
  @inlinable @inline(__always)
  public static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func appendAttribute(
    _ range: Range<Int>, of bytes: Span<UInt8>, to text: inout [UInt8]
  ) throws(XMLError) {
    try append(range, of: bytes, isAttribute: true, isCDATA: false, to: &text)
  }

  private static func append(
    _ range: Range<Int>, of bytes: Span<UInt8>, isAttribute: Bool, isCDATA: Bool,
    to text: inout [UInt8]
  ) throws(XMLError) {
    var at = range.lowerBound
    let end = range.upperBound
    var plain = at
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "&"), !isCDATA {
        text.append(contentsOf: bytes.extracting(plain..<at))
        at = try appendReference(at: at, end: end, of: bytes, to: &text)
        plain = at
      } else if byte == 0x0D {
        text.append(contentsOf: bytes.extracting(plain..<at))
        text.append(isAttribute ? 0x20 : 0x0A)
        at += at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1
        plain = at
      } else if isAttribute, byte == 0x0A || byte == 0x09 {
        text.append(contentsOf: bytes.extracting(plain..<at))
        text.append(0x20)
        at += 1
        plain = at
      } else {
        at += 1
      }
    }
    text.append(contentsOf: bytes.extracting(plain..<end))
  }

  /// Appends what the reference at `start` stands for; returns the place behind it.
  private static func appendReference(
    at start: Int, end: Int, of bytes: Span<UInt8>, to text: inout [UInt8]
  ) throws(XMLError) -> Int {
    let limit = min(end, start + 16)
    let reference = bytes.extracting(start..<limit)
    guard let length = reference.firstIndex(of: UInt8(ascii: ";")) else {
      throw XMLError(.malformed("an ampersand that begins no reference"), byte: start)
    }
    let name = reference.extracting(1..<length)
    if name.count > 0, name[0] == UInt8(ascii: "#") {
      guard let scalar = scalar(name.extracting(1...)) else {
        throw XMLError(.badCharacterReference(String(decoding: name)), byte: start)
      }
      if let encoded = UTF8.encode(scalar) { text.append(contentsOf: encoded) }
    } else if let byte = predefined(name) {
      text.append(byte)
    } else {
      throw XMLError(.unknownEntity(String(decoding: name)), byte: start)
    }
    return start + length + 1
  }

  private static func predefined(_ name: Span<UInt8>) -> UInt8? {
    if name.equals("amp") { return UInt8(ascii: "&") }
    if name.equals("lt") { return UInt8(ascii: "<") }
    if name.equals("gt") { return UInt8(ascii: ">") }
    if name.equals("quot") { return UInt8(ascii: "\"") }
    if name.equals("apos") { return UInt8(ascii: "'") }
    return nil
  }

  private static func scalar(_ reference: Span<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: reference)
    let isHexadecimal = text.hasPrefix("x") || text.hasPrefix("X")
    let digits = isHexadecimal ? text.dropFirst() : text[...]
    guard !digits.contains("+"), !digits.contains("-"),
      let value = UInt32(digits, radix: isHexadecimal ? 16 : 10)
    else { return nil }
    return Unicode.Scalar(value)
  }
}
