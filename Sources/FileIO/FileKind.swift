/// What a file is, told by its content.
public enum FileKind: String, Sendable, Hashable, CustomStringConvertible {
  case zip = "a ZIP archive"
  case encryptedPackage = "an encrypted Office document (it needs its password)"
  case oldWorkbook = "an old binary workbook (.xls)"
  case compoundFile = "an OLE compound file of another program"
  case oldBinaryStream = "an old binary workbook (.xls, before Excel 97)"
  case png = "a PNG image"
  case jpeg = "a JPEG image"
  case gif = "a GIF image"
  case pdf = "a PDF document"
  case html = "a web page (HTML)"
  case xml = "an XML document"
  case rtf = "a rich-text document (RTF)"
  case gzip = "a gzip file"
  case zstandard = "a Zstandard file"
  case sevenZip = "a 7-Zip archive"
  case rar = "a RAR archive"
  case sqlite = "a SQLite database"
  case parquet = "a Parquet file"
  case text = "plain text"
  case empty = "an empty file"
  case binary = "binary data of an unknown kind"

  public var description: String { rawValue }

  /// Whether the file can be read as delimited text.
  public var isText: Bool { self == .text }

  /// Looks at the first bytes of a file, and for a compound file also at its directory.
  public static func detected(in source: any ByteSource) throws(FileError) -> FileKind {
    let head = try source.bytes(at: 0, count: 4096)
    if head.isEmpty { return .empty }
    for (magic, kind) in magics where head.starts(with: magic) { return kind }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return try CompoundFile.kind(of: source)
    }
    return textKind(head)
  }

  private static let magics: [([UInt8], FileKind)] = [
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0x50, 0x4B, 0x07, 0x08, 0x50, 0x4B], .zip),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
    ([0xFF, 0xD8, 0xFF], .jpeg),
    (Array("GIF8".utf8), .gif),
    (Array("%PDF-".utf8), .pdf),
    (Array("{\\rtf".utf8), .rtf),
    ([0x1F, 0x8B, 0x08], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    (Array("Rar!\u{1A}\u{7}".utf8), .rar),
    (Array("SQLite format 3\0".utf8), .sqlite),
    (Array("PAR1".utf8), .parquet),
    // A BIFF stream without a container: BOF records of Excel 2, 3, 4 and 5.
    ([0x09, 0x00, 0x04, 0x00], .oldBinaryStream),
    ([0x09, 0x02, 0x06, 0x00], .oldBinaryStream),
    ([0x09, 0x04, 0x06, 0x00], .oldBinaryStream),
    ([0x09, 0x08, 0x08, 0x00], .oldBinaryStream),
    ([0x09, 0x08, 0x10, 0x00], .oldBinaryStream),
  ]

  /// HTML and XML by their first tag; text when there is nothing in it that text never has.
  private static func textKind(_ head: [UInt8]) -> FileKind {
    var start = 0
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .text }
    while start < head.count, [0x20, 0x09, 0x0A, 0x0D].contains(head[start]) { start += 1 }
    let opening = String(decoding: head[start..<min(head.count, start + 512)], as: UTF8.self)
      .lowercased()
    if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html")
      || (opening.hasPrefix("<") && opening.contains("<html")) || opening.hasPrefix("<table")
    {
      return .html
    }
    if opening.hasPrefix("<?xml") { return .xml }
    let controls = head.contains {
      $0 < 0x20 && ![0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B].contains($0)
    }
    return controls ? .binary : .text
  }
}
