internal import RowcastMachine

/// The encoding of texts before BIFF8.
struct CodePage: Sendable {
  /// The characters of the 256 bytes; nil where characters have more than one.
  private let characters: [Unicode.Scalar]?
  private let encoding: TextEncoding

  /// That of Windows in Western Europe and America, for files that say nothing.
  static let standard = CodePage(number: 1252) ?? CodePage(characters: Self.latin1)
  private static let latin1 = (0...255).map { Unicode.Scalar(UInt8($0)) }

  private init(characters: [Unicode.Scalar]) {
    self.characters = characters
    encoding = .utf8
  }

  /// The code page of a CODEPAGE record; nil for one that nobody knows.
  init?(number: Int) {
    // The Macintosh's and Windows' own, as old programs number them.
    let number = number == 0x8000 ? 10_000 : number == 0x8001 ? 1252 : number
    if let upper = CodePageTables.upperHalf(of: number) {
      self.init(characters: Array(Self.latin1.prefix(128)) + Array(upper.unicodeScalars))
    } else if let encoding = TextEncoding(codePage: number) {
      self.init(encoding, keepsUnknown: 1250...1258 ~= number || number == 874)
    } else {
      return nil
    }
  }

  /// An encoding by its name; nil for one that the C library does not know.
  init?(named label: String) {
    self.init(
      TextEncoding(named: label) ?? TextEncoding(unlisted: label),
      keepsUnknown: label.lowercased().hasPrefix("windows"))
  }

  /// - Parameter keepsUnknown: whether bytes without a character are the control characters of
  ///   their number, as Windows has it.
  private init?(_ encoding: TextEncoding, keepsUnknown: Bool) {
    guard let decoder = TextDecoder(encoding) else { return nil }
    self.encoding = encoding
    var found: [Unicode.Scalar] = []
    for byte in UInt8.min...UInt8.max {
      guard let text = decoder.text(of: [byte], allowsCutEnd: true) else {
        found.append(keepsUnknown ? Unicode.Scalar(byte) : "\u{FFFD}")
        continue
      }
      // A byte that is only the beginning of a character.
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1 else {
        characters = nil
        return
      }
      found.append(scalar)
    }
    characters = found
  }

  /// Appends a text as UTF-8.
  func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    if let characters {
      for byte in bytes {
        if byte < 0x80, characters[Int(byte)].isASCII {
          text.append(byte)
        } else {
          BinaryText.append(characters[Int(byte)], to: &text)
        }
      }
    } else if let decoder = TextDecoder(encoding) {
      text += decoder.lossyText(of: bytes).text
    }
  }
}
