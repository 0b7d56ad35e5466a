import RowcastFileIO
import Foundation
import RowcastSpreadsheet
import TestSupport
import Testing

/// Whatever is missing, reading ends with cells or with an error, never with a trap.
@Suite struct PrefixTests {
  @Test(arguments: try FixturePair.all(in: "workbooks", extensions: ["xlsx"]))
  func everyPrefixOfTheFileReadsOrThrows(_ pair: FixturePair) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pair.input)))
    guard bytes.count < 8_000 else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write("prefix.xlsx", bytes)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    for count in stride(from: bytes.count, through: 0, by: -1) {
      try file.truncate(atOffset: UInt64(count))
      readOrThrow(path)
    }
  }

  @Test func everyPrefixOfASheetReadsOrThrows() throws {
    let rows = """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c></row><!-- c --><row><c \
      t="inlineStr"><is><r><t>x</t></r></is></c><c t="str"><f t="shared" si="0" ref="B2">A1</f><v>&lt;_x000D_</v></c></row>
      """
    let sheet = SampleBook.sheet(rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
    let folder = try TemporaryFolder()
    for count in 0..<sheet.count {
      let bytes = SampleBook.bytes(sheet: Array(sheet[..<count]), strings: "<si><t>a</t></si>")
      readOrThrow(try folder.write("prefix.xlsx", bytes))
    }
  }

  private func readOrThrow(_ path: String) {
    do {
      let book = try Workbook(try InputFile(path: path))
      for sheet in book.sheets where sheet.kind == .worksheet {
        try book.auditCells(of: sheet) { _ in }
        _ = try book.source(SheetSelection(origin: .number(sheet.number), merged: .fill)).measured()
      }
    } catch {
      #expect(error is SpreadsheetError || error is FileError)
    }
  }
}
