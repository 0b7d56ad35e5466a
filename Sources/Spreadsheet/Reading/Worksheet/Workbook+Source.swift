import RowcastFileIO
import RowcastTabular

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
    var target = target
    var pass = try self.pass(over: target.sheet, options)
    guard narrow(&pass, target, options) else {
      return empty(target.sheet, pass, "there are no rows")
    }
    var preview = try SheetPreview(pass)
    if options.header == .automatic, target.header == nil, target.range == .sheet,
      !target.isNarrowed, content.hasTables
    {
      target.applyTables(of: self, preview)
      if target.table != nil, narrow(&pass, target, options) { preview = try SheetPreview(pass) }
    }
    let range = target.range
    let (firstRow, lastRow) = (pass.rows.lowerBound, pass.rows.upperBound)
    var header: SheetHeader
    switch target.header ?? options.header {
    case .automatic:
      header = SheetHeader(preview, merges: pass.headMerges(preview), first: firstRow)
    case .none:
      header = SheetHeader(rows: [], firstDataRow: firstRow, reason: "none asked for")
    case .rows(let rows):
      (preview, header) = try explicitHeader(rows, pass, preview)
    }
    var builder = SchemaBuilder(
      preview: preview, header: header, columns: range.first.column...range.last.column)
    builder.names = target.names
    var schema = try builder.schema(limit: limits.headerBytes)
    pass.notes = notes(target, preview, header, schema)
    if let wanted = options.columns { schema = try selecting(wanted, from: schema) }
    guard header.firstDataRow <= lastRow, !(target.isNarrowed && preview.isBlank) else {
      return empty(target.sheet, pass, header.reason, schema, header.rows)
    }
    pass.rows = max(firstRow, header.firstDataRow)...lastRow
    if options.columns != nil { pass.columns = Set(schema.columns.map(\.source)) }
    pass.limit = options.limit ?? Int.max
    if options.merged == .fill { pass.merges = try pass.readFills() }
    // Of some columns alone, no row can be told from a record.
    if options.columns == nil {
      pass.watch = SheetWatch(preview, header, schema, table: onlyTable(target, header))
    }
    return WorksheetSource(
      schema: schema, sheet: target.sheet, headerRows: header.rows,
      headerReason: header.reason, proposedHeaderRows: header.proposed, styles: styles, pass: pass)
  }

  /// Makes a pass one over the cells of a target; false when there are none.
  private func narrow(
    _ pass: inout SheetPass, _ target: SheetTarget, _ options: SheetSelection
  ) -> Bool {
    let skipped = min(options.skipRows, CellReference.rowLimit)
    let firstRow = target.range.first.row + 1 + skipped
    let lastRow = target.range.last.row + 1
    guard firstRow <= lastRow else { return false }
    pass.rows = firstRow...lastRow
    pass.columns = columnSet(target.range)
    return true
  }

  /// The table that a sheet has, where it has one alone and the header found is the table's.
  private func onlyTable(_ target: SheetTarget, _ header: SheetHeader) -> TableInfo? {
    guard content.hasTables, target.range == .sheet, target.table == nil else { return nil }
    let tables = ((try? tables()) ?? []).filter { $0.sheet == target.sheet.name }
    guard tables.count == 1, let table = tables.first, table.headerRowCount > 0,
      header.rows
        == Array((table.range.first.row + 1)..<(table.range.first.row + 1 + table.headerRowCount))
    else { return nil }
    return table
  }

  /// The first texts of the first and of the last of some rows.
  private func texts(of numbers: [Int], in preview: SheetPreview) -> [String] {
    let ends = numbers.count > 1 ? [numbers[0], numbers[numbers.count - 1]] : numbers
    return ends.compactMap { number in
      preview.rows.first { $0.number == number }.map { row in
        let texts = row.cells.lazy.filter { !row.isBlank($0) }.prefix(4).map { row.text(of: $0) }
        return texts.joined(separator: ", ")
      }
    }
  }

  /// What is to be told before the records: sheets passed over, cells that are not there, and what
  /// could not be kept of the header.
  private func notes(
    _ target: SheetTarget, _ preview: SheetPreview, _ header: SheetHeader, _ schema: Schema
  ) -> DiagnosticLog {
    var log = content.diagnostics
    log.locate(within: RowcastLocation(file: input.name))
    let sheet = RowcastLocation(file: input.name, sheet: target.sheet.name)
    // Sheets that are not looked for yet are parts of one document, and none is missing.
    let looked = content.leadingSheet == nil && target.isAutomatic
    if looked { log.merge(missingSheetNotes) }
    for name in target.passedOver {
      log.add(
        Diagnostic(
          kind: .passedSheet,
          message: "passed over, as sheet \"\(target.sheet.name)\" has the table",
          location: RowcastLocation(file: input.name, sheet: name)))
    }
    addUnread(target, to: &log)
    if content.asksForCalculation, preview.hasFormulas {
      log.add(
        Diagnostic(
          kind: .staleFormula,
          message:
            "the workbook asks to be calculated anew when it is opened, so the values of its "
            + "formulas may be out of date", location: sheet))
    }
    for remark in header.remarks {
      log.add(
        Diagnostic(
          kind: remark.kind, message: remark.message,
          location: RowcastLocation(row: remark.row).within(sheet)))
    }
    for other in header.beside {
      let columns =
        CellReference.letters(ofColumn: other.columns.lowerBound) + ":"
        + CellReference.letters(ofColumn: other.columns.upperBound)
      log.add(
        Diagnostic(
          kind: .tableBeside, message: HeaderRemark.tableBeside(columns),
          location: RowcastLocation(row: other.row, column: other.column).within(sheet)))
    }
    if target.isNarrowed, preview.isBlank {
      log.add(
        Diagnostic(
          kind: .noCells, message: "there are no cells where they were asked for",
          location: sheet))
    }
    if let first = header.passed.first {
      log.add(
        Diagnostic(
          kind: .skippedLines,
          message: HeaderRemark.skipped(
            header.passed.count, "row", texts(of: header.passed, in: preview)),
          location: RowcastLocation(row: first).within(sheet)))
    }
    log.add(
      repeatedNames: Schema.repeatedNames(ofHeader: schema.columns.map(\.header)),
      at: RowcastLocation(row: header.rows.last).within(sheet))
    for row in preview.rows where header.rows.contains(row.number) {
      for cell in row.cells where cell.kind == .error {
        log.add(
          Diagnostic(
            kind: .errorName, message: "the error value \(row.text(of: cell)) is a column's name",
            location: RowcastLocation(row: row.number, column: Int(cell.column)).within(sheet)))
      }
    }
    for diagnostic in preview.diagnostics
    where diagnostic.location.row.map({ header.rows.contains($0) }) ?? false {
      log.add(diagnostic)
    }
    return log
  }

  /// Tells sheets, tables and totals that have cells and are not read.
  private func addUnread(_ target: SheetTarget, to log: inout DiagnosticLog) {
    let sheet = RowcastLocation(file: input.name, sheet: target.sheet.name)
    if let first = target.unread.first {
      let count = target.unread.count
      let names = target.unread.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
      log.add(
        Diagnostic(
          kind: .passedSheet,
          message: count == 1
            ? "sheet \"\(first)\" has a table, too, and is not read"
            : (target.mayHaveMoreUnread ? "at least " : "")
              + "\(count) other sheets have tables, too, and are not read: \(names)"
              + (count > 3 ? " and \(count - 3) more" : ""), location: sheet))
    }
    guard let table = target.table else { return }
    for other in target.otherTables {
      log.add(
        Diagnostic(
          kind: .passedTable,
          message: "table \"\(other.name)\" is not read, as table \"\(table.name)\" is",
          location: RowcastLocation(row: other.range.first.row + 1).within(sheet)))
    }
    if table.totalsRowCount > 0 {
      log.add(
        Diagnostic(
          kind: .skippedLines, message: "the totals row of table \"\(table.name)\" passed over",
          location: RowcastLocation(row: table.range.last.row + 1).within(sheet)))
    }
  }

  func pass(over sheet: SheetInfo, _ options: SheetSelection) throws(SpreadsheetError) -> SheetPass
  {
    guard sheet.kind == .worksheet else {
      throw SpreadsheetError(
        .noCells(kind: sheet.kind.rawValue), at: RowcastLocation(sheet: sheet.name))
    }
    return SheetPass(
      workbook: self, sheet: sheet, rows: 1...CellReference.rowLimit,
      hidden: options.hidden, dates: options.dates)
  }

  private func columnSet(_ range: CellRange) -> Set<Int>? {
    range.columnCount == CellReference.columnLimit
      ? nil : Set(range.first.column...range.last.column)
  }

  /// Header rows that the user named.
  private func explicitHeader(
    _ rows: [Int], _ pass: SheetPass, _ preview: SheetPreview
  ) throws -> (SheetPreview, SheetHeader) {
    guard let first = rows.min(), let last = rows.max(), pass.rows.contains(first),
      pass.rows.contains(last)
    else {
      throw SpreadsheetError(
        .badHeaderRow(rows.first ?? 0), at: RowcastLocation(sheet: pass.sheet.name))
    }
    var pass = pass
    pass.rows = first...pass.rows.upperBound
    let head = try SheetPreview(pass)
    guard let end = head.rows.last?.number, end >= last || !head.isComplete else {
      throw SpreadsheetError(.badHeaderRow(last), at: RowcastLocation(sheet: pass.sheet.name))
    }
    let label = rows.map(String.init).joined(separator: ", ")
    var header = SheetHeader(
      rows: rows, firstDataRow: last + 1, reason: "row \(label), as asked for")
    if rows.count > 1 {
      header.merges = try pass.readMerges().filter {
        $0.first.row < last && $0.last.row >= first - 1
      }
    }
    return (head, header)
  }

  private func selecting(
    _ names: [String], from schema: Schema
  ) throws(SpreadsheetError) -> Schema {
    var columns: [ColumnSchema] = []
    if let name = Schema.repeatedNames(names).first {
      throw SpreadsheetError(.repeatedColumn(name))
    }
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
      schema: schema, sheet: sheet, headerRows: headerRows, headerReason: reason,
      proposedHeaderRows: [], styles: styles, pass: pass)
  }
}
