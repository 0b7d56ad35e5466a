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
  private let decoder: TextDecoder?
  /// The bytes of one unit.
  private let unit: Int
  /// The beginning of a character whose other bytes have not come yet.
  private var pending: [UInt8] = []
  private var room: [UInt8] = []

  /// Looks at the first bytes: all of the XML declaration, if there is one.
  /// - Throws: ``XMLError`` for an encoding that is not known.
  public init(start: UnsafeBufferPointer<UInt8>) throws(XMLError) {
    let name: String
    var isDeclared = false
    switch (start.first, start.dropFirst().first) {
    case (0xFF, 0xFE), (0x3C, 0x00): name = "utf-16le"
    case (0xFE, 0xFF), (0x00, 0x3C): name = "utf-16be"
    default:
      name = Self.declaredEncoding(start) ?? "utf-8"
      isDeclared = true
    }
    let encoding = TextEncoding(named: name) ?? TextEncoding(unlisted: name)
    let isWide = encoding.name.hasPrefix("utf-16") || encoding.name.hasPrefix("utf-32")
    unit = isWide ? 2 : 1
    // Bytes in which a declaration can be read are of no wide encoding, whatever it says.
    if encoding == .utf8 || encoding.name == "us-ascii" || isWide && isDeclared {
      decoder = nil
      return
    }
    guard let known = TextDecoder(encoding) else { throw XMLError(.encoding(name), byte: 0) }
    decoder = known
  }

  /// Whether bytes are UTF-8 as they are.
  public var isIdentity: Bool { decoder == nil }

  /// Appends the next bytes to `text` as UTF-8.
  public mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
    guard let decoder else {
      text.append(contentsOf: bytes)
      return
    }
    pending.append(contentsOf: bytes)
    if room.isEmpty { room = [UInt8](repeating: 0, count: 1 << 16) }
    var used = 0
    while used < pending.count {
      let (read, written, outcome) = pending.withUnsafeMutableBufferPointer { pending in
        room.withUnsafeMutableBufferPointer {
          decoder.decode(UnsafeMutableBufferPointer(rebasing: pending[used...]), into: $0)
        }
      }
      text.append(contentsOf: room[..<written])
      used += read
      if outcome == .incomplete { break }
      if outcome == .malformed {
        text.append(Self.foreignByte)
        used = min(used + unit, pending.count)
      }
    }
    pending.removeFirst(used)
  }

  /// Says that no more bytes come.
  public mutating func finish(_ text: inout [UInt8]) {
    if !pending.isEmpty { text.append(Self.foreignByte) }
    pending = []
  }

  /// The name in `<?xml version="1.0" encoding="..."?>`.
  private static func declaredEncoding(_ start: UnsafeBufferPointer<UInt8>) -> String? {
    let hasMark = start.starts(with: [0xEF, 0xBB, 0xBF])
    // UTF-8 with its mark is UTF-8, whatever is declared.
    guard !hasMark, start.starts(with: "<?xml".utf8),
      let end = XMLScanner.find("?>", in: start, from: 5),
      let name = XMLScanner.find("encoding", in: start, from: 5), name < end
    else { return nil }
    let value = start[(name + 8)..<end].drop { XMLText.isBlank($0) || $0 == UInt8(ascii: "=") }
    guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let close = value.dropFirst().firstIndex(of: quote)
    else { return nil }
    return String(decoding: value[(value.startIndex + 1)..<close], as: UTF8.self)
  }
}
