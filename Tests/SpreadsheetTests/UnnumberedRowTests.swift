import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastSpreadsheet

/// Rows and cells need not say where they stand: a row follows the one before, a cell the one before.
@Suite struct UnnumberedRowTests {
  /// Four rows, of which the third is empty; the second has a gap, and so says where its C is.
  private static func rows(_ mask: Int) -> String {
    var bit = 0
    func place(_ text: String) -> String {
      defer { bit += 1 }
      return mask >> bit & 1 == 1 ? " r=\"\(text)\"" : ""
    }
    func cell(_ reference: String, _ value: Int, isStated: Bool = false) -> String {
      "<c\(isStated ? " r=\"\(reference)\"" : place(reference))><v>\(value)</v></c>"
    }
    return """
      <row\(place("1"))>\(cell("A1", 1))\(cell("B1", 2))\(cell("C1", 3))</row>\
      <row\(place("2"))>\(cell("A2", 4))\(cell("C2", 5, isStated: true))\(cell("D2", 6))</row>\
      <row\(place("3"))/>\
      <row\(place("4"))>\(cell("A4", 7))\(cell("B4", 8))</row>
      """
  }

  private static let expected = [
    "1: 0=1 1=2 2=3", "2: 0=4 2=5 3=6", "4: 0=7 1=8",
  ]

  private func read(
    _ rows: String, _ wanted: ClosedRange<Int> = 1...CellReference.rowLimit,
    chunkSize: Int = 1 << 16, usesShortcuts: Bool = true
  ) throws -> [String] {
    let book = try SampleBook.open(SampleBook.bytes(sheet: SampleBook.sheet(rows)))
    var pass = try book.pass(over: book.sheets[0], SheetSelection(header: .none))
    pass.rows = wanted
    pass.usesShortcuts = usesShortcuts
    pass.chunkSize = chunkSize
    var lines: [String] = []
    try pass.mapBatches({ batch in
      (0..<batch.rowCount).map { row in
        let cells = batch.cellRange(ofRow: row).map { index in
          "\(batch.cells[index].column)=\(batch.value(of: batch.cells[index]))"
        }
        return "\(batch.rows[row].number): " + cells.joined(separator: " ")
      }
    }) {
      lines += $0
      return true
    }
    return lines
  }

  @Test func `Whichever rows and cells say where they stand, all are where they were`() throws {
    for mask in stride(from: 0, to: 1 << 11, by: 7) {
      let lines = try read(
        Self.rows(mask), chunkSize: mask % 3 == 0 ? 16 : 1 << 16, usesShortcuts: mask % 2 == 0)
      #expect(lines == Self.expected, "\(Self.rows(mask))")
    }
  }

  @Test func `Rows that are not wanted are counted by those that follow`() throws {
    for mask in stride(from: 0, to: 1 << 11, by: 31) {
      #expect(try read(Self.rows(mask), 2...9) == Array(Self.expected.dropFirst()))
      #expect(try read(Self.rows(mask), 1...2) == Array(Self.expected.dropLast()))
    }
  }

  @Test func `A row behind the header needs no number`() throws {
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(
          """
          <row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c>\
          <c r="C1" t="str"><v>c</v></c><c r="D1" t="str"><v>d</v></c></row>\
          <row><c><v>1</v></c><c r="C2"><v>3</v></c><c><v>4</v></c></row>
          """)))
    let source = try book.source(SheetSelection())
    #expect(try source.records() == [["a": "1", "c": "3", "d": "4"]])
  }

  @Test func `A value that stands under a merge stays when merges are filled`() throws {
    let book = try SampleBook.open(
      SampleBook.bytes(
        sheet: SampleBook.sheet(
          """
          <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row>\
          <row r="2"><c r="A2" t="str"><v></v></c><c r="B2"/><c r="C2"><v>9</v></c></row>
          """, after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")))
    let source = try book.source(SheetSelection(header: .none, merged: .fill))
    #expect(
      try source.records() == [
        ["column_1": "1", "column_2": "5"], ["column_1": "1", "column_2": "1", "column_3": "9"],
      ])
  }
}
