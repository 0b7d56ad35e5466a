import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

@Suite struct `Report workbooks` {
  @Test func `tables of mixed cells and charts stand on their sheets`() throws {
    let folder = try TemporaryFolder()
    let report = try WorkbookWriter(path: folder("book.xlsx"), title: "A report")
    let sheet = try report.addSheet("Curve")
    try sheet.append([.title("ROC")])
    try sheet.skip()
    let rows = try sheet.appendTable(
      ["x", "y"], (0..<5).map { [.integer($0), .number(Double($0) / 4, format: "0.00")] })
    #expect(rows == 3..<8 && sheet.nextRow == 8)
    try sheet.append([.bold("whole"), .percent(0.25), .boolean(true), .blank, .number(.nan), 1.5])
    let values = SheetChart.Cells(sheet: sheet.name, column: 1, rows: 3...7)
    for (i, kind) in [
      SheetChart.Kind.column, .bar, .line, .scatterLine, .scatter,
    ].enumerated() {
      sheet.addChart(
        SheetChart(
          kind: kind, title: "Chart \(i)",
          series: [
            .init(
              name: "a", categories: .init(sheet: sheet.name, column: 0, rows: 3...7),
              values: values, color: 0x336699),
            .init(name: "b", categories: nil, values: values, isDashed: true),
          ], x: .init(name: "x", minimum: 0, maximum: 4), y: .init(numberFormat: "0%")),
        row: 1 + i * 18, column: 8)
    }
    _ = try report.addSheet("Empty")
    try report.commit()

    let book = try opened(folder)
    #expect(book.sheets.map(\.name) == ["Curve", "Empty"])
    let source = try book.source(SheetSelection(origin: .number(1), header: .none))
    #expect(
      try contents(source).filter { !$0.isEmpty } == [
        ["A 'ROC'"], ["A 'x'", "B 'y'"], ["A 0", "B 0"], ["A 1", "B 0.25"], ["A 2", "B 0.5"],
        ["A 3", "B 0.75"], ["A 4", "B 1"],
        ["A 'whole'", "B 0.25", "C true", "E 'nan'", "F 1.5"],
      ])
    let bytes = try folder.bytes("book.xlsx")
    for i in 1...5 {
      #expect(String(decoding: bytes, as: UTF8.self).contains("xl/charts/chart\(i).xml"))
    }
  }
}
