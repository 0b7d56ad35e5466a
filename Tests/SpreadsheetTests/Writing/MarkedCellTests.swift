import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct MarkedCellTests {
  /// Two equal rows of a text, a number and a day, those of the first one marked.
  private func book(color: UInt32?) throws -> Workbook {
    var rows = batch([
      [.text("a"), .double(1.5), .at(.date, 86_400_000 * 19_000)],
      [.text("a"), .double(1.5), .at(.date, 86_400_000 * 19_000)],
    ])
    for index in rows.cellRange(ofRow: 0) { rows.cells[index].flags.insert(.marked) }
    return try opened(
      try written(["text", "number", "day"], [rows], WrittenSheetOptions(markColor: color)).folder)
  }

  private func styles(_ book: Workbook) throws -> [[UInt16]] {
    var styles: [[UInt16]] = []
    try book.source().mapBatches(
      { batch in
        (0..<batch.rowCount).map { batch.cellRange(ofRow: $0).map { batch.cells[$0].style } }
      },
      inOrder: {
        styles += $0
        return true
      })
    return styles
  }

  @Test func `Marked cells have a style of their own, and keep values and number formats`() throws {
    let book = try book(color: 0xFAD7A8)
    let styles = try styles(book)
    #expect(styles.count == 2)
    #expect(zip(styles[0], styles[1]).allSatisfy { $0 != $1 })
    let formats = try book.source().look().formats
    #expect(styles[0].map { formats[Int($0)] } == styles[1].map { formats[Int($0)] })
    let rows = try contents(try book.source())
    #expect(rows.count == 2 && rows[0] == rows[1])
  }

  @Test func `Without a color marks are passed over`() throws {
    let styles = try styles(try book(color: nil))
    #expect(styles[0] == styles[1])
  }
}
