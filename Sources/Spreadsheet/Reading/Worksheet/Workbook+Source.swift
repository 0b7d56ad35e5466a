import RowcastFileIO
import RowcastTabular
import RowcastZipArchive

extension Workbook {
  /// The records that `options` select.
  /// - Throws: ``SpreadsheetError`` when there is no such sheet, table, name or column.
  public func source(_ options: SheetSelection = SheetSelection()) throws -> WorksheetSource {
    do {
      let target = try SheetTarget(options, in: self)
      return try source(target, options)
    } catch let error as SpreadsheetError {
      throw error.within(RowcastLocation(file: input.name))
    }
  }

  private func source(_ target: SheetTarget, _ options: SheetSelection) throws -> WorksheetSource {
    var pass = try self.pass(over: target.sheet, options)
    let range = target.range
    let firstRow = range.first.row + 1 + max(0, options.skipRows)
    let lastRow = range.last.row + 1
    guard firstRow <= lastRow else { return empty(target.sheet, pass, "there are no rows") }
    pass.rows = firstRow...lastRow
    pass.columns = columnSet(range)
    var preview = try SheetPreview(pass)
    var finding: HeaderFinder.Finding
    switch target.header ?? options.header {
    case .automatic: finding = HeaderFinder(preview: preview).find()
    case .none:
      finding = HeaderFinder.Finding(rows: [], firstDataRow: firstRow, reason: "none asked for")
    case .rows(let rows):
      (preview, finding) = try explicitHeader(rows, pass, preview)
    }
    var builder = SchemaBuilder(
      preview: preview, header: finding, columns: range.first.column...range.last.column)
    builder.names = target.names
    var schema = builder.schema()
    if let wanted = options.columns { schema = try selecting(wanted, from: schema) }
    guard finding.firstDataRow <= lastRow else {
      return empty(target.sheet, pass, finding.reason, schema, finding.rows)
    }
    pass.rows = max(firstRow, finding.firstDataRow)...lastRow
    if options.columns != nil { pass.columns = Set(schema.columns.map(\.source)) }
    pass.limit = options.limit ?? Int.max
    if options.merged == .fill { pass.merges = try pass.readMerges() }
    return WorksheetSource(
      schema: schema, sheet: target.sheet, headerRows: finding.rows,
      headerReason: finding.reason, styles: styles, pass: pass)
  }

  func pass(over sheet: SheetInfo, _ options: SheetSelection) throws(SpreadsheetError) -> SheetPass
  {
    guard sheet.kind == .worksheet, let entry = archive.entry(named: sheet.part) else {
      throw SpreadsheetError(
        .noCells(kind: sheet.kind.rawValue), at: RowcastLocation(sheet: sheet.name))
    }
    return SheetPass(
      workbook: self, sheet: sheet, entry: entry, rows: 1...CellReference.rowLimit,
      hidden: options.hidden, dates: options.dates)
  }

  private func columnSet(_ range: CellRange) -> Set<Int>? {
    range.columnCount == CellReference.columnLimit
      ? nil : Set(range.first.column...range.last.column)
  }

  /// Header rows that the user named: merged cells in them count for all their columns.
  private func explicitHeader(
    _ rows: [Int], _ pass: SheetPass, _ preview: SheetPreview
  ) throws -> (SheetPreview, HeaderFinder.Finding) {
    guard let first = rows.min(), let last = rows.max(), pass.rows.contains(first),
      pass.rows.contains(last)
    else {
      throw SpreadsheetError(
        .badHeaderRow(rows.first ?? 0), at: RowcastLocation(sheet: pass.sheet.name))
    }
    var pass = pass
    pass.rows = first...pass.rows.upperBound
    if rows.count > 1 {
      pass.merges = try pass.readMerges().filter { $0.first.row < last && $0.last.row >= first - 1 }
    }
    let label = rows.map(String.init).joined(separator: ", ")
    return (
      try SheetPreview(pass),
      HeaderFinder.Finding(rows: rows, firstDataRow: last + 1, reason: "row \(label), as asked for")
    )
  }

  private func selecting(
    _ names: [String], from schema: Schema
  ) throws(SpreadsheetError) -> Schema {
    var columns: [ColumnSchema] = []
    for name in names {
      guard let column = schema.columns.first(where: { $0.name == name }) else {
        throw SpreadsheetError(.noSuchColumn(name, available: schema.names))
      }
      columns.append(column)
    }
    return Schema(columns)
  }

  private func empty(
    _ sheet: SheetInfo, _ pass: SheetPass, _ reason: String, _ schema: Schema = Schema(),
    _ headerRows: [Int] = []
  ) -> WorksheetSource {
    var pass = pass
    pass.limit = 0
    return WorksheetSource(
      schema: schema, sheet: sheet, headerRows: headerRows, headerReason: reason, styles: styles,
      pass: pass)
  }
}
