import RowcastTabular
import Testing

@testable import RowcastSpreadsheet

/// Rows and cells in alternate content, and rows of extensions.
@Suite struct AlternativeRowTests {
  private static let names =
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""

  /// Something that has a choice, and a fallback that is read.
  private static func alternatives(_ choice: String, _ fallback: String) -> String {
    "<mc:AlternateContent \(names)><mc:Choice Requires=\"x99\">\(choice)</mc:Choice>"
      + "<mc:Fallback>\(fallback)</mc:Fallback></mc:AlternateContent>"
  }

  private static func row(_ number: Int, _ value: Int) -> String {
    "<row r=\"\(number)\"><c r=\"A\(number)\"><v>\(value)</v></c></row>"
  }

  private static func values(
    _ rows: String, after: String = "", chunkSize: Int = 1 << 19
  ) throws -> [String] {
    let book = try SampleBook.open(
      SampleBook.bytes(sheet: SampleBook.sheet(rows, after: after)))
    var pass = try book.pass(over: try #require(book.sheets.first), SheetSelection())
    pass.chunkSize = chunkSize
    var values: [String] = []
    try pass.mapBatches({ $0.texts().map { $0.map(\.1).joined(separator: " ") } }) {
      values += $0
      return true
    }
    return values
  }

  @Test func `the fallback of alternate rows is read, wherever it stands`() throws {
    let alternatives = Self.alternatives(
      Self.row(2, 1) + Self.row(3, 1), Self.row(2, 20) + Self.row(3, 30))
    #expect(try Self.values(Self.row(1, 10) + alternatives) == ["10", "20", "30"])
    #expect(try Self.values(alternatives + Self.row(4, 40)) == ["20", "30", "40"])
    #expect(try Self.values(alternatives) == ["20", "30"])
    #expect(try Self.values("<mc:AlternateContent \(Self.names)/>" + Self.row(1, 5)) == ["5"])
  }

  @Test func `the fallback of alternate cells is read`() throws {
    let cells = Self.alternatives(
      "<c r=\"A1\"><v>1</v></c>", "<c r=\"A1\"><v>2</v></c><c r=\"B1\"><v>3</v></c>")
    #expect(
      try Self.values("<row r=\"1\">\(cells)<c r=\"C1\"><v>4</v></c></row>" + Self.row(2, 5))
        == ["2 3 4", "5"])
  }

  @Test(arguments: [1 << 12, 5000, 7001])
  func `alternate rows are cut by no piece`(size: Int) throws {
    let rows = (0..<40).map { group in
      let numbers = (group * 20 + 1)...(group * 20 + 20)
      return Self.alternatives(
        numbers.map { Self.row($0, 0) }.joined(), numbers.map { Self.row($0, $0) }.joined())
    }.joined(separator: "\n")
    #expect(try Self.values(rows, chunkSize: size) == (1...800).map(String.init))
  }

  @Test(arguments: [1 << 12, 5000, 7001])
  func `comments that hold rows are found among texts full of marks`(size: Int) throws {
    let comment = "<!-- \(Self.row(1, 0)) -->"
    let rows = (1...400).map { row in
      let text = "<c r=\"B\(row)\" t=\"inlineStr\"><is><t>!? much more</t></is></c>"
      return row % 90 == 0
        ? comment + Self.row(row, row)
        : "<row r=\"\(row)\"><c r=\"A\(row)\"><v>\(row)</v></c>\(row < 200 ? text : "")</row>"
    }.joined()
    let numbers = try Self.values(rows, chunkSize: size).map { $0.prefix { $0 != " " } }
    #expect(numbers == (1...400).map { Substring(String($0)) })
  }

  @Test func `rows of an extension are none of the sheet`() throws {
    let data = "<sheetData>\(Self.row(9, 99))</sheetData>"
    let after = "<extLst><ext uri=\"x\">\(data)</ext><ext>\(data)</ext></extLst>"
    #expect(try Self.values(Self.row(1, 1) + Self.row(2, 2), after: after) == ["1", "2"])
    let bare = "<worksheet xmlns=\"\(SampleBook.main)\"><sheetData/>\(after)</worksheet>"
    let book = try SampleBook.open(SampleBook.bytes(sheet: Array(bare.utf8)))
    #expect(try book.source().records().isEmpty)
  }
}
