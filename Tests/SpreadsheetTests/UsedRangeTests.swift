import RowcastFileIO
import RowcastSpreadsheet
import TestSupport
import Testing

@Suite struct UsedRangeTests {
  @Test func `The size of a sheet is that of its cells`() throws {
    let book = try Workbook(.file(Fixture.path("customers.xlsx")))
    let ranges = try book.sheets.map { sheet in
      try book.usedRange(of: sheet).map { "\(sheet.name) \($0)" } ?? "\(sheet.name) empty"
    }
    #expect(ranges == ["Customers A1:O603", "Regions A1:D6", "Lookup A1:B3"])
  }
}
