import RowcastTabular

/// Tells the rows of a sheet that are read as records and look like none, with the range that leaves them out.
struct SheetWatch: Sendable {
  /// How rows are told.
  private(set) var rows: RowsBelow
  private let firstRow: Int
  private let columns: ClosedRange<Int>
  private let table: TableInfo?
  /// The rows of second tables that are told already.
  private let told: Set<Int>

  /// - Parameter table: the table whose header was found, where the sheet states one.
  /// - Returns: nil where the first rows do not show what records are.
  init?(_ preview: SheetPreview, _ header: SheetHeader, _ schema: Schema, table: TableInfo?) {
    let filled = preview.rows.filter { $0.filledCount > 0 }
    let heads = header.heads.isEmpty ? SheetPreview.headRows(filled) : header.heads
    guard let first = filled.firstIndex(where: { $0.number >= header.firstDataRow }),
      var rows = RowsBelow(heads, first: first),
      let columns = schema.columns.first.map({ $0.source...$0.source })
    else { return nil }
    rows.end = table.map { $0.range.last.row + 1 }
    self.rows = rows
    self.table = table
    firstRow = header.rows.first ?? filled[first].number
    self.columns =
      header.beside.first?.columns
      ?? schema.columns.reduce(columns) {
        min($0.lowerBound, $1.source)...max($0.upperBound, $1.source)
      }
    told = Set(header.remarks.lazy.filter { $0.kind == .secondTable }.map(\.row))
  }

  /// What was found, in words.
  func notes(_ findings: [RowsBelow.Finding]) -> DiagnosticLog {
    var log = DiagnosticLog()
    for finding in findings {
      if let diagnostic = diagnostic(finding) { log.add(diagnostic) }
    }
    return log
  }

  private func diagnostic(_ finding: RowsBelow.Finding) -> Diagnostic? {
    switch finding {
    case .notes(let rows, let column, let lastRecord):
      return Diagnostic(
        kind: .rowsBelow,
        message: HeaderRemark.notesBelow(rows, "--range \(range(upTo: lastRecord))"),
        location: RowcastLocation(row: rows.lowerBound, column: column))
    case .narrowTable(let row, let column, let lastRecord):
      guard !told.contains(row) else { return nil }
      return Diagnostic(
        kind: .secondTable, message: HeaderRemark.secondTable(below: range(upTo: lastRecord)),
        location: RowcastLocation(row: row, column: column))
    case .beyondEnd(let rows, let count):
      guard let table else { return nil }
      return Diagnostic(
        kind: .rowsBelow,
        message: HeaderRemark.belowEnd(count, ofTable: table.name, table.range.description),
        location: RowcastLocation(row: rows.lowerBound))
    case .totals(let count, let row, let column):
      return Diagnostic(
        kind: .totalRow, message: HeaderRemark.totals(count),
        location: RowcastLocation(row: row, column: column))
    }
  }

  private func range(upTo row: Int) -> String {
    CellRange(
      first: CellReference(row: firstRow - 1, column: columns.lowerBound),
      last: CellReference(row: row - 1, column: columns.upperBound)
    ).description
  }
}
