import RowcastTabular
import Testing

@Suite struct `Values from outside cannot be made inconsistent` {
  @Test func `columns of unequal length are refused`() {
    let columns = [
      TypedColumn(name: "a", numbers: [1, 2, 3]), TypedColumn(name: "b", texts: ["x", nil]),
    ]
    let error = #expect(throws: TableError.self) { try Table(columns: columns) }
    #expect(error?.description == "column \"b\": 2 rows instead of 3")
  }

  @Test func `a code without a text is refused`() throws {
    let dictionary = StringDictionary(["x", "y"])
    let error = #expect(throws: TableError.self) {
      try TypedColumn(name: "a", codes: [0, 7], dictionary: dictionary)
    }
    #expect(error?.row == 1)
    let sound = try TypedColumn(
      name: "a", codes: [1, TypedColumn.missingCode], dictionary: dictionary)
    #expect(try Table(columns: [sound]).rowCount == 2)
  }

  @Test func `a row that is not there is refused`() throws {
    let table = try Table(columns: [TypedColumn(name: "a", numbers: [1, 2])])
    for row in [-1, 2] {
      let error = #expect(throws: TableError.self) { try table.rows(at: [0, row]) }
      #expect(error?.reason == .noRow(row, of: 2))
    }
    #expect(try table.rows(at: [1, 1, 0]).rowCount == 3)
  }

  @Test(arguments: [(0, 9), (9, 1), (-1, 1), (1 << 33, 1), (0, -1), (.max, .max)])
  func `a place outside of the text is no value`(offset: Int, length: Int) {
    var batch = RecordBatch()
    batch.text = Array("text".utf8)
    let cell = Cell(column: 0, kind: .text, offset: offset, length: length)
    batch.cells = [cell]
    batch.rows = [RecordBatch.Row(end: 5, number: 1), RecordBatch.Row(end: 0, number: 2)]
    #expect(batch.textRange(of: cell) == nil)
    #expect(batch.string(of: cell) == nil)
    #expect(CellText.string(of: cell, in: batch) == "")
    #expect(batch.cellRange(ofRow: 0) == 0..<1)
    #expect(batch.cellRange(ofRow: 1).isEmpty)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `a number that is none has no text`(value: Double) {
    #expect(NumberText.string(value) == "")
    #expect(CellText.string(of: value, kind: .dateTime) == "")
    let cell = Cell(column: 0, kind: .double, payload: value.bitPattern)
    #expect(CellText.string(of: cell, in: RecordBatch()) == "")
  }

  @Test func `a value has one text, whatever it came from`() {
    #expect(CellText.string(of: 3, kind: .decimal) == "3")
    #expect(CellText.string(of: 2.5, kind: .text) == "2.5")
    #expect(CellText.string(of: 1, kind: .boolean) == "true")
    #expect(CellText.string(of: 86_400_000, kind: .date) == "1970-01-02")
    let cell = Cell(column: 0, kind: .double, payload: 3.0.bitPattern)
    #expect(CellText.string(of: cell, in: RecordBatch()) == "3")
  }
}
