import RowcastDelimitedText
import RowcastSpreadsheet
import RowcastTabular
import Testing

/// Small workbooks that ask for much: what is made of them comes in pieces, or is refused.
@Suite struct ProportionTests {
  /// The sizes of what all records are encoded to, as CSV.
  private func sizes(_ source: WorksheetSource) throws -> [Int] {
    var sizes: [Int] = []
    try source.encodeBatches(with: DelimitedEncoder(schema: source.schema)) {
      sizes.append($0.bytes.count)
      return true
    }
    return sizes
  }

  @Test func `a long text in many cells is written in pieces`() throws {
    let text = String(repeating: "long ", count: 6000)
    let rows = (1...1500).map { "<row r=\"\($0)\"><c t=\"s\"><v>0</v></c></row>" }.joined()
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(rows), strings: "<si><t>\(text)</t></si>"))
    let sizes = try sizes(try book.source(SheetSelection(header: .none)))
    #expect(sizes.reduce(0, +) > 1500 * 29_000)
    #expect(sizes.allSatisfy { $0 < 2 * RecordBatch.pieceBytes })
  }

  @Test func `rows beside one cell in the last column are written in pieces`() throws {
    let rows =
      "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"
      + (2...2000).map { "<row r=\"\($0)\"><c><v>\($0)</v></c></row>" }.joined()
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
    let source = try book.source(SheetSelection(header: .none))
    #expect(source.schema.columns.last?.source == 16_383)
    let sizes = try sizes(source)
    #expect(sizes.count > 2)
    #expect(sizes.allSatisfy { $0 < 2 * RecordBatch.pieceBytes })
  }

  /// A text in A1 that is merged over some cells, and a last row.
  private func merged(_ range: String, last: Int, text: String = "v") throws -> Workbook {
    try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(
          "<row r=\"1\"><c t=\"str\"><v>\(text)</v></c></row>"
            + "<row r=\"\(last)\"><c><v>7</v></c></row>",
          after: "<mergeCells><mergeCell ref=\"\(range)\"/></mergeCells>")))
  }

  @Test func `a merged column is filled in pieces`() throws {
    let text = String(repeating: "t", count: 2000)
    let book = try merged("A1:A30000", last: 30_001, text: text)
    let source = try book.source(SheetSelection(header: .none, merged: .fill))
    var rows = 0
    var most = 0
    try source.mapBatches({ $0 }) { batch in
      #expect(batch.firstRow == rows)
      rows += batch.rowCount
      most = max(most, batch.rowCount)
      return true
    }
    #expect(rows == 30_001)
    #expect(most < 6000)
    let sizes = try sizes(source)
    #expect(sizes.reduce(0, +) == 30_000 * 2001 + 2)
    #expect(sizes.allSatisfy { $0 < 2 * RecordBatch.pieceBytes })
  }

  @Test func `of a filled range no more rows are made than are wanted`() throws {
    let book = try merged("A1:J200000", last: 200_001)
    let source = try book.source(SheetSelection(header: .none, limit: 3, merged: .fill))
    #expect(try source.records().map { $0.count } == [10, 10, 10])
  }

  @Test func `a range merged over the sheet is a limit when it is filled`() throws {
    let book = try merged("A1:XFD1048575", last: 1_048_576)
    #expect(try book.source(SheetSelection(header: .none)).records().count == 2)
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(header: .none, merged: .fill))
    }
    #expect(error?.isLimit == true)
  }

  @Test func `names of columns that are long beyond measure are a limit`() throws {
    let cells = (0..<3000).map { _ in "<c t=\"s\"><v>0</v></c>" }.joined()
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet("<row r=\"1\">\(cells)</row><row r=\"2\"><c><v>1</v></c></row>"),
        strings: "<si><t>\(String(repeating: "n", count: 20_000))</t></si>"))
    let error = #expect(throws: SpreadsheetError.self) {
      _ = try book.source(SheetSelection(header: .rows([1])))
    }
    #expect(error?.reason == .limit(name: "bytes in the names of columns", value: 1 << 24))
  }
}
