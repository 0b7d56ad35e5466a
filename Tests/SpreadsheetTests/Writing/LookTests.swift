import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// A sheet of dates, amounts, shares and codes under formats of their own.
private let given = SampleBook.bytes(
  sheet: SampleBook.sheet(
    """
    <row r="1"><c r="A1" t="inlineStr"><is><t>day</t></is></c>\
    <c r="B1" t="inlineStr"><is><t>fee</t></is></c>\
    <c r="C1" t="inlineStr"><is><t>share</t></is></c>\
    <c r="D1" t="inlineStr"><is><t>code</t></is></c></row>
    <row r="2"><c r="A2" s="1"><v>45000</v></c><c r="B2" s="2"><v>12.5</v></c>\
    <c r="C2" s="3"><v>0.25</v></c><c r="D2" s="4"><v>7</v></c></row>
    <row r="3"><c r="A3" s="5"><v>45001.5</v></c><c r="B3"><v>3</v></c>\
    <c r="C3" s="3"><v>0.5</v></c><c r="D3" s="6" t="inlineStr"><is><t>x7</t></is></c></row>
    """,
    before: """
      <cols><col min="1" max="1" width="14.7109375" customWidth="1"/>\
      <col min="3" max="4" width="22.5" customWidth="1"/></cols>
      """),
  formats: [
    "dd.mm.yyyy", "$#,##0.00", "0.0%", "00000", "d mmm yy h:mm", "@",
  ])

@Suite struct `The look of a copy` {
  private func copied(_ change: (inout WrittenSheetOptions) -> Void = { _ in }) throws
    -> WorksheetSource
  {
    let source = try SampleBook.open(given).source()
    let look = try source.look()
    var options = WrittenSheetOptions(cellFormats: look.formats, widths: look.widths)
    change(&options)
    let folder = try TemporaryFolder()
    let writer = try WorkbookWriter(path: folder("book.xlsx"))
    let encoder = try writer.beginSheet(schema: source.schema, options: options)
    try source.mapBatches({ encoder.encode($0) }) {
      try writer.append($0)
      return true
    }
    try writer.commit()
    return try opened(folder).source()
  }

  private func codes(_ source: WorksheetSource) throws -> [[String]] {
    let formats = try source.look().formats
    var rows: [[String]] = []
    try source.mapBatches(
      { batch in
        (0..<batch.rowCount).map { row in
          batch.cellRange(ofRow: row).map { formats[Int(batch.cells[$0].style)].code }
        }
      },
      inOrder: {
        rows += $0
        return true
      })
    return rows
  }

  @Test func `each cell keeps its number format and its value`() throws {
    let copy = try copied()
    #expect(
      try codes(copy) == [
        ["dd.mm.yyyy", "$#,##0.00", "0.0%", "00000"], ["d mmm yy h:mm", "General", "0.0%", "@"],
      ])
    #expect(
      try contents(copy) == [
        ["A 2023-03-15", "B 12.5", "C 0.25", "D 7"],
        ["A 2023-03-16T12:00:00", "B 3", "C 0.5", "D 'x7'"],
      ])
  }

  @Test func `a column's own format goes before those of its cells`() throws {
    let copy = try copied { $0.numberFormats = [1: "0.000"] }
    #expect(try codes(copy).map { $0[1] } == ["0.000", "0.000"])
  }

  @Test func `columns keep their widths; the content decides those of others`() throws {
    let before = try SampleBook.open(given).source().look().widths
    let after = try copied().look().widths
    #expect(Set(before.keys) == [0, 2, 3])
    for (column, width) in before { #expect(abs(after[column, default: 0] - width) < 0.08) }
    #expect((6..<12).contains(after[1] ?? 0))
  }

  @Test func `a format longer than the library keeps is left out, not cut`() throws {
    let long = NumberFormat("0.0\"" + String(repeating: "x", count: 200) + "\"")
    let copy = try copied { $0.cellFormats[3] = long }
    #expect(try codes(copy).map { $0[2] } == ["General", "General"])
    #expect(try contents(copy).map { $0[2] } == ["C 0.25", "C 0.5"])
  }
}
