internal import RowcastMachine
internal import RowcastTabular
internal import RowcastZipArchive

/// A sheet of mixed cells, row by row from top to bottom, with charts beside them.
public final class SheetWriter {
  /// The name in the workbook.
  public let name: String
  /// The row, from 0, that the next cells go to.
  public private(set) var nextRow = 0
  private let part: SheetPart
  private let file: WorkbookFile
  private let xml = CellXML(columns: 64)
  /// Rows that wait to be deflated together.
  private var waiting = OutputBytes()
  private var waitingRows = 0
  private var columnCount = 0
  private var widths: [Int] = []
  private var fixed: [Int: (width: Double, style: CellStyle)] = [:]

  init(part: SheetPart, file: WorkbookFile) {
    self.part = part
    self.file = file
    name = part.name
  }

  /// Appends a row.
  /// - Returns: the row's number, from 0.
  /// - Throws: ``WorkbookWritingError`` when the sheet has no room for it, and after the workbook's `commit()`.
  @discardableResult
  public func append(_ cells: [SheetCell]) throws(WorkbookWritingError) -> Int {
    try file.checkIsOpen()
    guard cells.count <= CellReference.columnLimit else {
      throw WorkbookWritingError(
        .tooManyColumns(sheet: name, count: cells.count, limit: CellReference.columnLimit),
        path: file.name)
    }
    CellXML.openRow(nextRow + 1, to: &waiting)
    for (column, cell) in cells.enumerated() { append(cell, column) }
    CellXML.closeRow(to: &waiting)
    waitingRows += 1
    columnCount = max(columnCount, cells.count)
    nextRow += 1
    if waiting.count > 1 << 18 { try flush() }
    return nextRow - 1
  }

  /// Appends a header and rows below it; names of numbers stand to the right, as numbers do.
  /// - Returns: the rows of the values, from 0; they are what charts refer to.
  /// - Throws: ``WorkbookWritingError`` when the sheet has no room for them.
  @discardableResult
  public func appendTable(
    _ header: [String], _ rows: [[SheetCell]]
  ) throws(WorkbookWritingError) -> Range<Int> {
    try append(
      header.enumerated().map { column, name in
        let isNumber = rows.contains { column < $0.count && $0[column].isNumber }
        return .text(name, isNumber ? .numberHeader : .header)
      })
    let start = nextRow
    for row in rows { try append(row) }
    return start..<nextRow
  }

  /// Leaves rows empty.
  /// - Throws: ``WorkbookWritingError`` when the sheet has no room for them, and for a number below 0.
  public func skip(rows: Int = 1) throws(WorkbookWritingError) {
    guard rows >= 0 else {
      throw WorkbookWritingError(.badRowCount(sheet: name, count: rows), path: file.name)
    }
    for _ in 0..<rows { try append([]) }
  }

  /// Fixes a column's width in characters; of others the content decides. That no sheet has the column is
  /// told among the workbook's diagnostics.
  /// - Parameter style: how cells of the column look that are not written.
  public func setWidth(_ width: Double, column: Int, style: CellStyle = CellStyle()) {
    guard (0..<CellReference.columnLimit).contains(column) else {
      file.diagnostics.add(
        Diagnostic(
          kind: .beyondSheet, message: "a worksheet has no column \(column), whose width was set",
          location: RowcastLocation(sheet: name)))
      return
    }
    fixed[column] = (width, style)
  }

  /// Keeps the first rows and columns in view.
  public func freeze(rows: Int, columns: Int = 0) {
    part.sheet.freeze(rows: rows, columns: columns)
  }

  /// On paper: pages lie across and take all columns, and the first rows stand on each.
  public func setPrinting(repeating rows: Int = 0) {
    part.sheet.setPrinting(repeating: rows, fits: true)
  }

  /// Shows the values of cells from 0 to 1 by bars.
  public func addBars(rows: Range<Int>, columns: Range<Int>) {
    part.sheet.addBars(rows: rows, columns: columns)
  }

  /// Says what may be typed into the cells of a column.
  public func add(_ rule: InputRule, rows: Range<Int>, column: Int) {
    part.sheet.add(rule, rows: rows, column: column)
  }

  /// Puts a chart with its upper left corner on a cell; row and column from 0.
  public func addChart(_ chart: SheetChart, row: Int, column: Int) {
    guard let built = file.addChart(chart) else { return }
    part.sheet.insert(built, row: row, column: column, width: chart.width, height: chart.height)
  }

  func finish() throws(WorkbookWritingError) {
    for (column, width) in widths.enumerated() where fixed[column] == nil && width > 0 {
      part.sheet.setWidth(Double(min(max(width + 2, 8), 60)), column: column)
    }
    for (column, look) in fixed.sorted(by: { $0.key < $1.key }) {
      part.sheet.setWidth(look.width, column: column, format: file.format(look.style))
    }
    try flush()
  }

  private func flush() throws(WorkbookWritingError) {
    let run = DeflatedRun(waiting.bytes)
    try part.append(run, rows: waitingRows, columns: columnCount)
    waiting.removeAll()
    waitingRows = 0
  }

  private func append(_ cell: SheetCell, _ column: Int) {
    let style = file.index(of: cell.style)
    let row = nextRow + 1
    switch cell.value {
    case .blank:
      if style != 0 { xml.blank(column: column, row: row, style: style, to: &waiting) }
    case .text(let text):
      if cell.style.size == nil { widen(column, SheetText.displayWidth(of: text)) }
      file.append(text, xml, row: row, column: column, style: style, sheet: name, to: &waiting)
    case .number(let value):
      widen(column, 10)
      if value.isFinite {
        xml.number(value, column: column, row: row, style: style, to: &waiting)
      } else {
        file.append(
          value.description, xml, row: row, column: column, style: 0, sheet: name, to: &waiting)
      }
    case .boolean(let value):
      xml.boolean(value, column: column, row: row, style: style, to: &waiting)
    case .formula(let formula, let result):
      widen(column, 10)
      xml.formula(formula, result, column: column, row: row, style: style, to: &waiting)
    }
  }

  private func widen(_ column: Int, _ width: Int) {
    if column >= widths.count { widths += Array(repeating: 0, count: column + 1 - widths.count) }
    widths[column] = max(widths[column], width)
  }
}

extension WorkbookFile {
  /// Appends a text, cut with a note where a cell cannot hold all of it.
  func append(
    _ text: String, _ xml: CellXML, row: Int, column: Int, style: Int32, sheet: String,
    to buffer: inout OutputBytes
  ) {
    text.withBytes { bytes in
      let cut = SheetText.cut(bytes)
      if cut != nil {
        diagnostics.add(
          SheetText.note(sheet: sheet, row: row, column: column), kind: .textTooLong)
      }
      xml.text(
        bytes.extracting(..<(cut ?? bytes.count)), column: column, row: row, style: style,
        to: &buffer)
    }
  }
}

extension SheetText {
  /// What is said of a text that was cut.
  static func note(sheet: String, row: Int, column: Int) -> Diagnostic {
    Diagnostic(
      kind: .textTooLong,
      message: "the text is longer than the \(limit) characters of a cell and was cut",
      location: RowcastLocation(sheet: sheet, row: row, column: column))
  }
}
