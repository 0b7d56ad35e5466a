import RowcastFileIO

/// Writes binary workbooks (.xlsb): a package of parts of records.
struct XLSBBuilder {
  /// The records of the sheet's part between its beginning and its end, rows among them.
  var sheet: [UInt8]
  var workbook: [UInt8] = []
  var styles: [UInt8] = []
  var strings: [[UInt8]] = []
  var tables: [[UInt8]] = []

  init(rows: [UInt8], before: [UInt8] = [], after: [UInt8] = []) {
    sheet =
      Self.record(129) + before + Self.record(145) + rows + Self.record(146) + after
      + Self.record(130)
  }

  var file: [UInt8] {
    let relationships = { (rows: [(id: String, type: String, target: String)]) in
      Array(
        ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + rows.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(SampleBook.office)/\($0.type)\" Target=\"\($0.target)\"/>"
          }.joined() + "</Relationships>").utf8)
    }
    var parts: [(String, [UInt8])] = [
      ("_rels/.rels", relationships([("a", "officeDocument", "xl/workbook.bin")])),
      (
        "xl/_rels/workbook.bin.rels",
        relationships([
          ("s", "worksheet", "sheet.bin"), ("t", "sharedStrings", "strings.bin"),
          ("f", "styles", "styles.bin"),
        ])
      ),
      (
        "xl/workbook.bin",
        Self.record(131) + workbook
          + Self.record(156, Self.word(0) + Self.word(1) + Self.text("s") + Self.text("Data"))
          + Self.record(156, Self.word(2) + Self.word(2) + Self.text("lost") + Self.text("Lost"))
      ),
      ("xl/styles.bin", styles), ("xl/sheet.bin", sheet),
      (
        "xl/strings.bin",
        Self.record(159, Self.word(-1) + Self.word(-1))
          + strings.flatMap { Self.record(19, $0) } + Self.record(160)
      ),
    ]
    if !tables.isEmpty {
      parts.append(
        (
          "xl/_rels/sheet.bin.rels",
          relationships(tables.indices.map { ("t\($0)", "table", "table\($0).bin") })
        ))
      for (i, table) in tables.enumerated() { parts.append(("xl/table\(i).bin", table)) }
    }
    return StoredArchive(parts).bytes
  }

  static func record(_ type: Int, _ data: [UInt8] = []) -> [UInt8] {
    var out =
      type < 0x80 ? [UInt8(type)] : [UInt8(type & 0x7F | 0x80), UInt8(type >> 7)]
    var size = data.count
    repeat {
      out.append(UInt8(size & 0x7F) | (size > 0x7F ? 0x80 : 0))
      size >>= 7
    } while size > 0
    return out + data
  }

  /// Pieces one behind the other.
  static func all(_ pieces: [UInt8]...) -> [UInt8] { pieces.flatMap { $0 } }

  static func word(_ value: Int) -> [UInt8] { BIFFBuilder.word(value) }
  static func half(_ value: Int) -> [UInt8] { BIFFBuilder.half(value) }

  static func text(_ text: String) -> [UInt8] {
    word(text.utf16.count) + text.utf16.flatMap { [UInt8](littleEndian: $0) }
  }

  static func row(_ number: Int, isHidden: Bool = false) -> [UInt8] {
    record(0, word(number) + word(0) + half(300) + [0, isHidden ? 0x10 : 0, 0])
  }

  static func cell(_ type: Int, _ column: Int, style: Int = 0, _ value: [UInt8]) -> [UInt8] {
    record(type, word(column) + word(style) + value)
  }

  /// A cell in the column behind the one before.
  static func next(_ type: Int, style: Int = 0, _ value: [UInt8]) -> [UInt8] {
    record(type, word(style) + value)
  }
}
