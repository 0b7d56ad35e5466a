internal import RowcastTabular

/// A sheet of a report: rows of mixed cells from top to bottom, and charts beside them.
public final class ReportSheet {
  /// The name in the workbook.
  public let name: String
  /// The row, from 0, that the next cells go to.
  public private(set) var nextRow = 0
  private let stream: SheetStream
  private let file: WorkbookFile
  private let xml = CellXML(columns: 64)
  private var widths: [Int] = []
  private var fixed: [Int: Double] = [:]

  init(stream: SheetStream, file: WorkbookFile) {
    self.stream = stream
    self.file = file
    name = stream.name
  }

  /// Appends a row.
  /// - Returns: the row's number, from 0.
  @discardableResult
  public func append(_ cells: [ReportCell]) throws(WorkbookWritingError) -> Int {
    guard cells.count <= CellReference.columnLimit else {
      throw WorkbookWritingError(
        .tooManyColumns(sheet: name, count: cells.count, limit: CellReference.columnLimit),
        path: file.path)
    }
    var buffer = OutputBytes()
    CellXML.openRow(nextRow + 1, to: &buffer)
    for (column, cell) in cells.enumerated() { append(cell, column, to: &buffer) }
    CellXML.closeRow(to: &buffer)
    try stream.append(buffer, rows: 1, columns: cells.count)
    nextRow += 1
    return nextRow - 1
  }

  /// Appends a header and rows below it.
  /// - Returns: the rows of the values, from 0; they are what charts refer to.
  @discardableResult
  public func appendTable(
    _ header: [String], _ rows: [[ReportCell]]
  ) throws(WorkbookWritingError) -> Range<Int> {
    try append(header.map { .header($0) })
    let start = nextRow
    for row in rows { try append(row) }
    return start..<nextRow
  }

  /// Leaves rows empty.
  public func skip(rows: Int = 1) throws(WorkbookWritingError) {
    for _ in 0..<rows { try append([]) }
  }

  /// Fixes a column's width in characters; of others the content decides.
  public func setWidth(_ width: Double, column: Int) { fixed[column] = width }

  /// Keeps the first rows in view.
  public func freeze(rows: Int) { stream.freeze(rows: rows) }

  /// Puts a chart with its upper left corner on a cell; row and column from 0.
  public func addChart(_ chart: ReportChart, row: Int, column: Int) {
    guard let built = ChartBuilder(file: file).build(chart) else { return }
    stream.insert(built, row: row, column: column, width: chart.width, height: chart.height)
  }

  func finish() throws(WorkbookWritingError) {
    for (column, width) in widths.enumerated() where fixed[column] == nil && width > 0 {
      stream.setWidth(Double(min(max(width + 2, 8), 60)), column: column)
    }
    for (column, width) in fixed { stream.setWidth(width, column: column) }
    try stream.flush()
  }

  private func append(_ cell: ReportCell, _ column: Int, to buffer: inout OutputBytes) {
    let style = file.index(of: cell.style)
    let row = nextRow + 1
    switch cell {
    case .blank: break
    case .text(let text), .bold(let text), .header(let text), .title(let text):
      if case .title = cell {} else { widen(column, SheetText.displayWidth(of: text)) }
      var text = text
      text.withUTF8 {
        xml.text(SheetText.cut($0) ?? $0, column: column, row: row, style: style, to: &buffer)
      }
    case .number(let value, _), .percent(let value):
      widen(column, 10)
      if value.isFinite {
        xml.number(value, column: column, row: row, style: style, to: &buffer)
      } else {
        var text = value.description
        text.withUTF8 { xml.text($0, column: column, row: row, style: 0, to: &buffer) }
      }
    case .integer(let value):
      widen(column, 10)
      xml.number(Double(value), column: column, row: row, style: style, to: &buffer)
    case .boolean(let value):
      xml.boolean(value, column: column, row: row, style: style, to: &buffer)
    }
  }

  private func widen(_ column: Int, _ width: Int) {
    if column >= widths.count { widths += Array(repeating: 0, count: column + 1 - widths.count) }
    widths[column] = max(widths[column], width)
  }
}
