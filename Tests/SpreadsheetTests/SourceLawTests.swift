import RowcastDelimitedText
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Laws of worksheets` {
  /// A sheet with cells of every kind, gaps and shared texts.
  private func workbook(rows: Int) throws -> Workbook {
    var text = ""
    for row in 1...rows {
      text += "<row r=\"\(row)\">"
      if row == 1 {
        for (column, name) in ["id", "share", "day", "name", "note"].enumerated() {
          let place = CellReference.letters(ofColumn: column) + "1"
          text += "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(name)</t></is></c>"
        }
      } else {
        text += "<c r=\"A\(row)\"><v>\(row)</v></c>"
        if row % 3 != 0 { text += "<c r=\"B\(row)\"><v>0.\(row)</v></c>" }
        text += "<c r=\"C\(row)\" s=\"1\"><v>\(40_000 + row)</v></c>"
        text += "<c r=\"D\(row)\" t=\"s\"><v>\(row % 2)</v></c>"
        if row % 4 == 0 {
          text += "<c r=\"E\(row)\" t=\"inlineStr\"><is><t>n &amp; \(row)</t></is></c>"
        }
      }
      text += "</row>"
    }
    return try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(text), strings: "<si><t>one</t></si><si><t>two</t></si>",
        formats: ["yyyy-mm-dd"]))
  }

  @Test(arguments: [2, 40, 1500])
  func `hold for sheets of any length`(rows: Int) throws {
    let source = try workbook(rows: rows).source(SheetSelection(origin: .number(1)))
    try checkRecordSource(source) { DelimitedEncoder(schema: $0) }
  }
}
