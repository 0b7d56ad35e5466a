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
    for count in 0...bytes.count { readOrThrow(Array(bytes[..<count])) }
  }

  @Test func everyPrefixOfASheetReadsOrThrows() throws {
    let rows = """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000.5</v></c></row><!-- c --><row><c \
      t="inlineStr"><is><r><t>x</t></r></is></c><c t="str"><f t="shared" si="0" ref="B2">A1</f><v>&lt;_x000D_</v></c></row>
      """
    let sheet = SampleBook.sheet(rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
    for count in 0..<sheet.count {
      readOrThrow(
        SampleBook.bytes(sheet: Array(sheet[..<count]), strings: "<si><t>a</t></si>"))
    }
  }

  private func readOrThrow(_ bytes: [UInt8]) {
    do {
      let book = try Workbook(MemoryBytes(bytes))
      for sheet in book.sheets where sheet.kind == .worksheet {
        try book.auditCells(of: sheet) { _ in }
        _ = try book.source(SheetSelection(origin: .number(sheet.number), merged: .fill)).measured()
      }
    } catch {
      #expect(error is SpreadsheetError || error is FileError)
    }
  }
}
