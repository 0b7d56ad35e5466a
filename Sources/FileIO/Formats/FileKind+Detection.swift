extension FileKind {
  /// Looks at the first bytes of a source, and for a compound file also at its directory.
  /// - Throws: ``FileError`` when the bytes cannot be read.
  public static func detected(in source: any ByteSource) throws(FileError) -> FileKind {
    let head = try source.bytes(at: 0, count: 4096)
    if head.isEmpty { return .empty }
    if let (_, kind) = magics.first(where: { head.starts(with: $0.0) }) {
      return kind == .compoundFile ? try inCompoundFile(source) : kind
    }
    // Six bytes of the first block's magic number follow the block size.
    if head.starts(with: Array("BZh".utf8)), head.dropFirst(4).starts(with: Self.bzip2Block) {
      return .bzip2
    }
    return textKind(head)
  }

  private static let bzip2Block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]

  /// The bytes that files begin with; those of texts are so long that no header is one of them.
  private static let magics: [([UInt8], FileKind)] = [
    (Array("PK\u{3}\u{4}".utf8), .zip),
    (Array("PK\u{5}\u{6}".utf8), .zip),
    (Array("PK\u{7}\u{8}PK".utf8), .zip),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compoundFile),
    // A BIFF stream without a container: BOF records of Excel 2, 3, 4 and 5.
    ([0x09, 0x00, 0x04, 0x00], .oldBinaryStream),
    ([0x09, 0x02, 0x06, 0x00], .oldBinaryStream),
    ([0x09, 0x04, 0x06, 0x00], .oldBinaryStream),
    ([0x09, 0x08, 0x08, 0x00], .oldBinaryStream),
    ([0x09, 0x08, 0x10, 0x00], .oldBinaryStream),
    (Array("%PDF-".utf8), .pdf),
    (Array("{\\rtf".utf8), .rtf),
    ([0x1F, 0x8B, 0x08], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ([0x04, 0x22, 0x4D, 0x18], .lz4),
    ([0x1F, 0x9D], .compress),
    ([0xFF, 0x06, 0x00, 0x00, 0x73, 0x4E, 0x61, 0x50, 0x70, 0x59], .snappy),
    (Array("LZIP\u{1}".utf8), .lzip),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    (Array("Rar!\u{1A}\u{7}".utf8), .rar),
    (Array("SQLite format 3\0".utf8), .sqlite),
    // The first page's header follows: a field of type i32 (Thrift's compact protocol).
    (Array("PAR1\u{15}".utf8), .parquet),
    (Array("ARROW1\0\0".utf8), .arrow),
    (Array("Obj\u{1}".utf8), .avro),
    (Array("ORC\u{8}".utf8), .orc),
    ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], .hdf5),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    (Array("GIF87a".utf8), .gif),
    (Array("GIF89a".utf8), .gif),
    ([0x7F, 0x45, 0x4C, 0x46], .program),
  ]

  /// Markup and JSON by their first signs; text when there is nothing in it that text never has.
  private static func textKind(_ head: [UInt8]) -> FileKind {
    let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
    // Of UTF-16 the zeros are left out: what is looked for is ASCII.
    var text = isWide ? head.dropFirst(2).filter { $0 != 0 }[...] : head[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    // Sequences of JSON have a record separator before each value (RFC 7464).
    text = text.drop { [0x20, 0x09, 0x0A, 0x0D, 0x1E].contains($0) }
    // Line ends of a page that writes a workbook come before it.
    if text.starts(with: Array("PK\u{3}\u{4}".utf8)) { return .zip }
    // Markup has a tag, or begins as a message of mail.
    if text.contains(UInt8(ascii: "<")) || text.first == UInt8(ascii: "M")
      || text.first == UInt8(ascii: "m")
    {
      let opening = String(decoding: text, as: UTF8.self).lowercased()
      if let kind = markup(opening) {
        return kind == .xml && isFlatSpreadsheet(text) ? .flatSpreadsheet : kind
      }
      if let kind = markupBelowText(opening) { return kind }
    }
    if let kind = foreignText(text) { return kind }
    if isWide { return .text }
    if text.first == UInt8(ascii: "{") || beginsArray(text) { return .json }
    let controls = head.contains {
      $0 < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains($0)
    }
    return controls ? .binary : .text
  }

  /// Whether a text begins with a bracket and what may stand behind it in JSON: `[id],[name]` and
  /// `[2024-05-01 10:00]` do not.
  private static func beginsArray(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "[") else { return false }
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let inside = text.dropFirst().drop { blanks.contains($0) }
    let word = inside.prefix { $0 > 0x20 && !",]}".utf8.contains($0) }
    guard let first = word.first else { return true }
    // What is behind a value of several signs parts it from the next, as far as the sample goes.
    let next = inside.dropFirst(word.count).first { !blanks.contains($0) }
    let isParted = next.map { ",]".utf8.contains($0) } ?? true
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      return isParted && Double(String(decoding: word, as: UTF8.self)) != nil
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      let literals = ["true", "false", "null", "nan", "infinity"]
      return isParted && literals.contains(String(decoding: word, as: UTF8.self).lowercased())
    default: return first < 0x80
    }
  }

  /// Whether a document has the names of OpenDocument, and no other type than a spreadsheet's.
  private static func isFlatSpreadsheet(_ head: ArraySlice<UInt8>) -> Bool {
    let opening = String(decoding: head, as: UTF8.self)
    guard opening.contains("urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
      opening.contains("document")
    else { return false }
    return !opening.contains("application/vnd.oasis.opendocument.")
      || opening.contains("application/vnd.oasis.opendocument.spreadsheet")
  }

  /// What begins in a line of its own below a few lines of text: what a program had to say before it
  /// wrote a workbook. Texts in quotes may have such lines.
  private static func markupBelowText(_ opening: String) -> FileKind? {
    let marks = ["<?xml", "<!doctype html", "<html", "<table"]
    let lines = opening.split(maxSplits: 20, whereSeparator: \.isNewline).dropFirst()
    guard
      let start = lines.first(where: { line in marks.contains { line.hasPrefix($0) } })?.startIndex
    else { return nil }
    let above = opening[..<start]
    guard above.utf8.count < 1024, !above.contains("\""), !above.contains("\t") else { return nil }
    switch markup(String(opening[start...])) {
    case .xmlSpreadsheet: return .xmlSpreadsheet
    case .html where ["<tr", "<td", "<body"].contains(where: { opening.contains($0) }):
      return .html
    default: return nil
    }
  }

  private static func markup(_ opening: String) -> FileKind? {
    if opening.hasPrefix("mime-version:") { return .webArchive }
    guard opening.hasPrefix("<") else { return nil }
    // The declaration of XML may be missing.
    let root = opening.dropFirst().prefix { $0 != ">" && $0 != "/" && !$0.isWhitespace }
    if root == "document" || root.hasSuffix(":document"),
      opening.contains("urn:oasis:names:tc:opendocument:xmlns:office:1.0")
    {
      return .xml
    }
    if opening.contains("urn:schemas-microsoft-com:office:spreadsheet"),
      opening.contains("<workbook") || opening.contains(":workbook")
    {
      return .xmlSpreadsheet
    }
    if ["<!doctype html", "<html", "<table", "<head"].contains(where: { opening.hasPrefix($0) })
      || opening.prefix(1024).contains("<html")
    {
      return .html
    }
    // Pages of programs begin with any tag, and have a table for what is to be a workbook.
    let isTag =
      opening.hasPrefix("<!--") || opening.hasPrefix("<%")
      || opening.dropFirst().first.map { $0 >= "a" && $0 <= "z" } ?? false
    if isTag, ["<table", "<tr", "<td", "<th"].contains(where: { opening.contains($0) }) {
      return .html
    }
    return opening.hasPrefix("<?xml") ? .xml : nil
  }
}
