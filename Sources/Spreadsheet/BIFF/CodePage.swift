internal import RowcastMachine

/// The encoding of texts before BIFF8.
struct CodePage: Sendable {
  /// The characters of the 256 bytes; nil where characters have more than one.
  private let characters: [Unicode.Scalar]?
  private let encoding: TextEncoding

  /// That of Windows in Western Europe and America, for files that say nothing.
  static let standard = CodePage(number: 1252) ?? CodePage(characters: Self.latin1)
  /// What is told of texts that are read so.
  static let guess = "the workbook does not state its code page, texts are read as windows-1252"
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

  /// An encoding by its name; nil for one that the C library does not know, and for UTF-16 and others
  /// in which ASCII is not ASCII: texts of old workbooks are in none of these.
  init?(named label: String) {
    let encoding = TextEncoding(named: label) ?? TextEncoding(unlisted: label)
    let letters = Array("A1".utf8)
    guard TextConverter(from: encoding)?.text(of: letters) == letters else { return nil }
    self.init(encoding, keepsUnknown: label.lowercased().hasPrefix("windows"))
  }

  /// - Parameter keepsUnknown: whether bytes without a character are the control characters of
  ///   their number, as Windows has it.
  private init?(_ encoding: TextEncoding, keepsUnknown: Bool) {
    guard let decoder = TextConverter(from: encoding) else { return nil }
    self.encoding = encoding
    // Letters and marks that become one character are not told byte by byte.
    guard !decoder.composes else {
      characters = nil
      return
    }
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

  /// Appends a text as UTF-8; false when some bytes are no text, each of which becomes U+FFFD.
  @discardableResult
  func append(_ bytes: [UInt8], to text: inout [UInt8]) -> Bool {
    guard let characters else {
      guard let (decoded, isLossy) = TextConverter(from: encoding)?.lossyText(of: bytes) else {
        return true
      }
      text += decoded
      return !isLossy
    }
    var isSound = true
    for byte in bytes {
      let character = characters[Int(byte)]
      if byte < 0x80, character.isASCII {
        text.append(byte)
      } else {
        BinaryText.append(character, to: &text)
        isSound = isSound && character != "\u{FFFD}"
      }
    }
    return isSound
  }
}
