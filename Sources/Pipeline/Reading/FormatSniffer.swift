import RowcastFileIO

/// Tells a file's format by its first bytes, then by its name.
enum FormatSniffer {
  /// The format to read an input as.
  static func format(
    of input: any ByteSource, path: String, options: ReadOptions
  ) throws -> FileFormat {
    if let format = options.format { return format }
    let head = try input.bytes(at: 0, count: 4096)
    if isPackage(head) || isCompoundFile(head) { return .xlsx }
    let named = FileFormat(path: path)
    if named == .xlsx { return .xlsx }
    if named == .csv || named == .tsv { return named ?? .csv }
    guard let first = firstByte(head) else { return named ?? .csv }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return named == .ndjson ? .ndjson : .json
    }
    return named ?? .csv
  }

  /// A ZIP archive (local file header or empty archive).
  private static func isPackage(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  /// A compound file: an encrypted workbook or an old .xls.
  private static func isCompoundFile(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// The first byte that is no blank and no byte order mark.
  private static func firstByte(_ head: [UInt8]) -> UInt8? {
    head.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }.first
  }
}
