/// A workbook of stored parts around the XML of one sheet.
public func sampleArchive(sheet: [UInt8]) -> [UInt8] {
  let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  var archive = Archive()
  archive.add("_rels/.rels", sampleRelationships([("officeDocument", "xl/workbook.xml")]))
  archive.add(
    "xl/_rels/workbook.xml.rels",
    sampleRelationships([
      ("worksheet", "sheet.xml"), ("styles", "styles.xml"), ("sharedStrings", "strings.xml"),
    ]))
  archive.add(
    "xl/workbook.xml",
    Array(
      "<workbook xmlns=\"\(main)\"><sheets><sheet name=\"S\" id=\"worksheet\"/></sheets></workbook>"
        .utf8))
  archive.add(
    "xl/styles.xml",
    Array(
      "<styleSheet xmlns=\"\(main)\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"
        .utf8))
  archive.add(
    "xl/strings.xml",
    Array("<sst xmlns=\"\(main)\"><si><t>a</t></si><si/><si><t>b</t></si></sst>".utf8))
  archive.add("xl/sheet.xml", sheet)
  return archive.bytes
}

/// The part of relationships: each with its type for its identifier, and its target.
func sampleRelationships(_ targets: [(type: String, target: String)]) -> [UInt8] {
  let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  let package = "http://schemas.openxmlformats.org/package/2006/relationships"
  let rows = targets.map {
    "<Relationship Id=\"\($0.type)\" Type=\"\(office)/\($0.type)\" Target=\"\($0.target)\"/>"
  }
  return Array("<Relationships xmlns=\"\(package)\">\(rows.joined())</Relationships>".utf8)
}

/// An archive of stored entries.
struct Archive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func add(_ name: String, _ content: [UInt8]) {
    let common =
      little(20, 2) + little(0, 4) + little(0x21_0000, 4) + little(Int(crc32(content)), 4)
      + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2)
      + little(0, 2)
    directory +=
      little(0x0201_4B50, 4) + little(20, 2) + common + little(0, 10) + little(body.count, 4)
      + Array(name.utf8)
    body += little(0x0403_4B50, 4) + common + Array(name.utf8) + content
    count += 1
  }

  var bytes: [UInt8] {
    body + directory + little(0x0605_4B50, 4) + little(0, 4) + little(count, 2) + little(count, 2)
      + little(directory.count, 4) + little(body.count, 4) + little(0, 2)
  }

  private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> ($0 * 8) : 0) }
  }
}

private let table: [UInt32] = (0..<256).map { start in
  (0..<8).reduce(UInt32(start)) { value, _ in
    value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
  }
}

private func crc32(_ content: [UInt8]) -> UInt32 {
  ~content.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
}
