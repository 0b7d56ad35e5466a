internal import RowcastMachine

/// Turns a document's bytes into UTF-8: UTF-16 by its mark or its first character, other encodings by
/// the name in the XML declaration (XML 1.0, 4.3.3 and appendix F), UTF-8 as it is.
///
/// A byte that is no text in the encoding becomes ``foreignByte``, which is none in UTF-8 either: who
/// reads the text finds it there, with its place.
public struct XMLTranscoder {
  /// What stands for a byte that cannot be decoded; no byte of UTF-8.
  public static let foreignByte: UInt8 = 0xFF

  /// What decodes; nil where the bytes are UTF-8 as they are.
  private let decoder: TextConverter?
  /// The bytes of one unit.
  private let unit: Int
  /// The beginning of a character whose other bytes have not come yet.
  private var pending: [UInt8] = []
  private var room: [UInt8] = []

  /// Looks at the first bytes: all of the XML declaration, if there is one.
  /// - Parameter encoding: the encoding in place of the one that is declared, or of UTF-8.
  /// - Throws: ``XMLError`` for an encoding that is not known.
  public init(start: Span<UInt8>, encoding given: String? = nil) throws(XMLError) {
    let name: String
    var isDeclared = false
    switch (start.count > 0 ? start[0] : 0, start.count > 1 ? start[1] : 0) {
    case (0xFF, 0xFE), (0x3C, 0x00): name = "utf-16le"
    case (0xFE, 0xFF), (0x00, 0x3C): name = "utf-16be"
    default:
      name = given ?? Self.declaredEncoding(start) ?? "utf-8"
      isDeclared = true
    }
    let encoding = TextEncoding(named: name) ?? TextEncoding(unlisted: name)
    let isWide = encoding.name.hasPrefix("utf-16") || encoding.name.hasPrefix("utf-32")
    unit = isWide ? 2 : 1
    if isWide, isDeclared, given != nil { throw XMLError(.encoding(name), byte: 0) }
    // Bytes in which a declaration can be read are of no wide encoding, whatever it says.
    if encoding == .utf8 || encoding.name == "us-ascii" || isWide && isDeclared {
      decoder = nil
      return
    }
    guard let known = TextConverter(from: encoding) else {
      throw XMLError(.encoding(name), byte: 0)
    }
    decoder = known
  }

  /// Whether the first bytes are those of UTF-16, whatever encoding is stated.
  public var isWide: Bool { unit == 2 && decoder != nil }

  /// Whether bytes are UTF-8 as they are.
  public var isIdentity: Bool { decoder == nil }

  /// Appends the next bytes to `text` as UTF-8.
  public mutating func append(_ bytes: Span<UInt8>, to text: inout [UInt8]) {
    guard let decoder else {
      text.append(contentsOf: bytes)
      return
    }
    pending.append(contentsOf: bytes)
    if room.isEmpty { room = [UInt8](repeating: 0, count: 1 << 16) }
    var used = 0
    while used < pending.count {
      var block = room
      room = []
      let (read, written, outcome): (Int, Int, TextConverter.Outcome)
      do {
        var output = block.mutableSpan
        (read, written, outcome) = decoder.convert(
          pending.span.extracting(used...), into: &output)
      }
      text.append(contentsOf: block[..<written])
      room = block
      used += read
      if outcome == .incomplete { break }
      if outcome == .malformed {
        text.append(contentsOf: decoder.held())
        text.append(Self.foreignByte)
        used = min(used + unit, pending.count)
      }
    }
    pending.removeFirst(used)
  }

  /// Says that no more bytes come.
  public mutating func finish(_ text: inout [UInt8]) {
    if let decoder { text.append(contentsOf: decoder.held()) }
    if !pending.isEmpty { text.append(Self.foreignByte) }
    pending = []
  }

  /// The name in `<?xml version="1.0" encoding="..."?>`.
  private static func declaredEncoding(_ start: Span<UInt8>) -> String? {
    // UTF-8 with its mark is UTF-8, whatever is declared.
    guard start.holds("<?xml", at: 0), let end = start.firstIndex(of: "?>", from: 5),
      let name = start.firstIndex(of: "encoding", from: 5), name < end
    else { return nil }
    var at = name + 8
    while at < end, XMLText.isBlank(start[at]) || start[at] == UInt8(ascii: "=") { at += 1 }
    guard start[at] == UInt8(ascii: "\"") || start[at] == UInt8(ascii: "'"),
      let close = start.firstIndex(of: start[at], from: at + 1), close < end
    else { return nil }
    return String(decoding: start.extracting((at + 1)..<close))
  }
}
