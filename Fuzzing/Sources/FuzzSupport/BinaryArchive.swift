/// The parts of a binary workbook that hold records.
public enum BinaryPart: String, CaseIterable {
  case sheet, workbook, styles, strings, table

  /// What the part holds when another one is the fuzzer's.
  fileprivate var records: [UInt8] {
    switch self {
    // Rows and cells of most kinds: 0.5, a shared string, 3, a text.
    case .sheet:
      [0x91, 0x01, 0x00, 0x00, 0x0C] + [UInt8](repeating: 0, count: 12)
        + [0x05, 0x10, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]
        + [0x07, 0x0C, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [0x0D, 0x08, 0, 0, 0, 0, 14, 0, 0, 0]
        + [0x11, 0x0A, 0, 0, 0, 0, 1, 0, 0, 0, 0x61, 0] + [0x92, 0x01, 0x00]
    // One sheet, `S`, with the relationship `worksheet`.
    case .workbook:
      [0x9C, 0x01, 0x24] + [0, 0, 0, 0, 1, 0, 0, 0] + text("worksheet") + text("S").prefix(6)
    case .styles:
      [0xE9, 0x04, 0x00] + [0x2F, 0x04, 0, 0, 0, 0] + [0x2F, 0x04, 0, 0, 14, 0] + [
        0xEA, 0x04, 0x00,
      ]
    case .strings: [0x13, 0x07, 0] + text("a")
    case .table: []
    }
  }

  private func text(_ text: String) -> [UInt8] {
    [UInt8(text.utf16.count), 0, 0, 0] + text.utf8.flatMap { [$0, 0] }
  }
}

/// A binary workbook of stored parts, of which one is given.
public func sampleArchive(_ given: BinaryPart, _ records: [UInt8]) -> [UInt8] {
  var archive = Archive()
  archive.add("_rels/.rels", sampleRelationships([("officeDocument", "xl/workbook.bin")]))
  archive.add(
    "xl/_rels/workbook.bin.rels",
    sampleRelationships([
      ("worksheet", "sheet.bin"), ("styles", "styles.bin"), ("sharedStrings", "strings.bin"),
    ]))
  archive.add("xl/_rels/sheet.bin.rels", sampleRelationships([("table", "table.bin")]))
  for part in BinaryPart.allCases {
    archive.add("xl/\(part.rawValue).bin", part == given ? records : part.records)
  }
  return archive.bytes
}
