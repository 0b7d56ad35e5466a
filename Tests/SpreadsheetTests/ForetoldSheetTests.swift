import RowcastDelimitedText
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastSpreadsheet

@Suite struct `Columns foretold by the first rows of a sheet` {
  /// Where rows are not as the first ones, and what they have: a cell of column B or D.
  private func source(_ odd: (row: Int, cell: String)?, rows: Int = 3000) throws -> WorksheetSource
  {
    var text = ""
    for row in 1...rows {
      text += "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c>"
      if let odd, odd.row == row {
        text += odd.cell
      } else if row % 3 != 0 {
        text += "<c r=\"B\(row)\"><v>\(row).5</v></c>"
      }
      text += "</row>"
    }
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(text)))
    return try book.source(SheetSelection(header: .none))
  }

  /// What a body sees of each reading: the columns, and how many rows it got.
  private func readings(
    _ sheet: WorksheetSource, _ columns: ForetoldSheet.Columns
  ) throws -> (columns: [[String]], kinds: [[ColumnKind?]], rows: Int) {
    let foretold = try #require(try ForetoldSheet(sheet, columns, smallest: 0))
    var (names, kinds, rows) = ([[String]](), [[ColumnKind?]](), 0)
    try foretold.reading { source in
      names.append(source.schema.names)
      kinds.append(source.schema.columns.map(\.kind))
      rows = 0
      try source.mapBatches({ $0.rowCount }) {
        rows += $0
        return true
      }
    }
    return (names, kinds, rows)
  }

  @Test func `need one reading where all rows are as the first`() throws {
    let found = try readings(try source(nil), .kinds)
    #expect(found.columns == [["column_1", "column_2"]])
    #expect(found.kinds == [[.integer, .decimal]])
    #expect(found.rows == 3000)
  }

  @Test(arguments: [
    ("<c r=\"B2900\" t=\"b\"><v>1</v></c>", 2, 1), ("<c r=\"D2900\"><v>7</v></c>", 2, 2),
  ])
  func `are those of all rows where a late one is otherwise`(
    cell: String, byKinds: Int, byNames: Int
  ) throws {
    let sheet = try source((2900, cell))
    let measured = try sheet.measuredSchema()
    for (columns, count) in [(ForetoldSheet.Columns.kinds, byKinds), (.names, byNames)] {
      let found = try readings(sheet, columns)
      #expect(found.columns.count == count)
      #expect(found.columns.last == measured.names)
      #expect(found.rows == 3000)
      if columns == .kinds { #expect(found.kinds.last == measured.columns.map(\.kind)) }
    }
  }

  @Test func `are not guessed of a short sheet`() throws {
    let sheet = try source(nil)
    #expect(try ForetoldSheet(sheet, .kinds, smallest: 1 << 30) == nil)
  }

  @Test func `keep the laws of sources`() throws {
    let foretold = try #require(try ForetoldSheet(try source(nil, rows: 1500), .kinds, smallest: 0))
    try checkRecordSource(foretold) { DelimitedEncoder(schema: $0) }
  }
}
