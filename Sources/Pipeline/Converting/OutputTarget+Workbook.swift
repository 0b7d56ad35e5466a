import RowcastFileIO
import RowcastSpreadsheet
import RowcastTabular

extension OutputTarget {
  /// Writes each source as a sheet of a new workbook.
  func writeWorkbookSheets(
    _ sources: [NamedSource], of file: String, _ session: Session,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> ConversionSummary.Output {
    let writer = try WorkbookWriter(path: path, password: options.password)
    do {
      var rows = 0
      for (i, chosen) in sources.enumerated() {
        rows += try session.append(
          chosen, of: file, sheet: chosen.sheet ?? "Sheet\(i + 1)", to: writer,
          options: writtenSheet, map: map)
      }
      for (name, rows) in extraSheets {
        let sheet = try writer.addSheet(name)
        for row in rows { try sheet.append([.bold(row.key), row.value]) }
      }
      session.note(writer.diagnostics, file: OutputFile.shown(path))
      lastRemarks()
      try session.checkStrict()
      try writer.commit()
      return ConversionSummary.Output(
        path: path, format: .xlsx, sheets: sources.compactMap(\.sheet), rows: rows,
        columns: sources.map(\.schema.columns.count).max() ?? 0, bytes: writer.count)
    } catch {
      writer.discard()
      throw error
    }
  }
}

extension OutputTarget {
  /// How a sheet looks; values alone have no header.
  private var writtenSheet: WrittenSheetOptions {
    var sheet = sheetOptions
    if options.shape == .values { (sheet.hasHeader, sheet.hasFilter) = (false, false) }
    return sheet
  }
}

extension Session {
  /// Appends a source's records to a workbook as its next sheet.
  fileprivate func append(
    _ chosen: NamedSource, of file: String, sheet: String, to writer: WorkbookWriter,
    options: WrittenSheetOptions, map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> Int {
    var options = options
    options.name = sheet
    if let look = chosen.look {
      options.cellFormats = look.formats
      for (i, column) in chosen.schema.columns.enumerated() where options.widths[i] == nil {
        options.widths[i] = look.widths[column.source]
      }
    }
    let encoder = try writer.beginSheet(schema: chosen.schema, options: options)
    var count = 0
    try encode(
      chosen.source, of: file, recordBytes: SheetRows.recordBytes, map: map, { encoder.encode($0) }
    ) { rows in
      try writer.append(rows)
      try self.count(rows.byteCount, of: file)
      count += rows.rowCount
      progress?(RunProgress(stage: .writing, rows: count))
    }
    return count
  }
}
