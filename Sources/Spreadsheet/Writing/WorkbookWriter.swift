public import RowcastEncryption
public import RowcastFileIO
public import RowcastTabular
internal import RowcastZipArchive

/// Writes a new workbook in constant memory: sheets of records, and sheets of mixed cells.
///
///     let writer = try WorkbookWriter(path: "scored.xlsx")
///     let encoder = try writer.beginSheet(schema: source.schema, options: .init(name: "Scores"))
///     try source.mapBatches({ encoder.encode($0) }) { try writer.append($0); return true }
///     try writer.addSheet("Model").append([.bold("accuracy"), .percent(0.83)])
///     try writer.commit()
///
/// A file appears under its name on ``commit()``; without it nothing is left behind. The same
/// records give the same bytes, unless a password protects them. Not for several threads at once, but encoders are.
public final class WorkbookWriter {
  /// The rows of a worksheet.
  public static let rowLimit = CellReference.rowLimit
  /// What worksheets could not hold as it was.
  public var diagnostics: DiagnosticLog { file.diagnostics }
  /// The number of bytes of the finished workbook.
  public private(set) var count = 0
  private let file: WorkbookFile
  private let sink: any ByteSink
  /// The sink when it is a file of ours, to be given its name.
  private let output: OutputFile?
  private let password: Password?
  private var current:
    (part: SheetPart, schema: Schema, options: WrittenSheetOptions, mark: TableMark)?
  private var hasEnded = false
  private var writers: [SheetWriter] = []
  private var widths: [Int] = []

  /// A workbook in a file.
  /// - Parameters:
  ///   - path: the output, or `-` for standard output.
  ///   - title: the title among the workbook's properties.
  ///   - password: what the workbook is protected with; nil for nothing.
  /// - Throws: ``WorkbookWritingError`` when the file cannot be made.
  public init(
    path: String, title: String? = nil, password: Password? = nil
  ) throws(WorkbookWritingError) {
    let output: OutputFile
    do throws(FileError) { output = try OutputFile(path: path) } catch {
      throw WorkbookWritingError(.file(error), path: path)
    }
    self.output = output
    sink = output
    self.password = password
    file = try WorkbookFile(name: output.name)
    file.setProperties(title: title, creator: "Rowcast")
  }

  /// A workbook that goes to a sink when it is complete: to memory, to an open stream.
  /// - Parameters:
  ///   - name: what messages call it.
  ///   - title: the title among the workbook's properties.
  ///   - password: what the workbook is protected with; nil for nothing.
  /// - Throws: ``WorkbookWritingError`` when no temporary file can be made.
  public init(
    to sink: any ByteSink, name: String = "workbook", title: String? = nil,
    password: Password? = nil
  ) throws(WorkbookWritingError) {
    output = nil
    self.sink = sink
    self.password = password
    file = try WorkbookFile(name: name)
    file.setProperties(title: title, creator: "Rowcast")
  }

  /// Begins a sheet of records, and ends the one before.
  /// - Returns: what turns batches into rows for ``append(_:)``, while this sheet is the last one begun.
  /// - Throws: ``WorkbookWritingError`` when there are more columns than a sheet has, and after ``commit()``.
  public func beginSheet(
    schema: Schema, options: WrittenSheetOptions = .init()
  ) throws(WorkbookWritingError) -> SheetRowEncoder {
    try endSheet()
    let part = try file.addSheet(options.name)
    guard schema.columns.count <= CellReference.columnLimit else {
      throw WorkbookWritingError(
        .tooManyColumns(
          sheet: part.name, count: schema.columns.count, limit: CellReference.columnLimit),
        path: file.name)
    }
    let mark = TableMark(part.name)
    current = (part, schema, options, mark)
    widths = schema.columns.map { min(SheetText.displayWidth(of: $0.name) + 3, 40) }
    if options.hasHeader { try appendHeader(schema, to: part) }
    return SheetRowEncoder(
      schema: schema, options: options,
      styles: SheetStyles(file: file, schema: schema, options: options), mark: mark)
  }

  /// Appends the next rows of the sheet; in the order of their batches.
  /// - Throws: ``WorkbookWritingError`` when the sheet or the disk has no room for them, for rows of another
  ///   sheet than the last one begun, and for rows that stand above those before.
  public func append(_ rows: SheetRows) throws(WorkbookWritingError) {
    guard let current, current.mark === rows.mark else {
      try file.checkIsOpen()
      throw WorkbookWritingError(.otherSheet(sheet: rows.mark.name), path: file.name)
    }
    let part = current.part
    guard rows.rowCount == 0 || rows.firstRow > part.rowCount else {
      throw WorkbookWritingError(
        .rowsAgain(sheet: part.name, row: rows.firstRow), path: file.name)
    }
    try part.append(rows.run, rows: rows.rowCount, columns: rows.columnCount)
    file.diagnostics.merge(rows.diagnostics)
    for (i, width) in rows.widths.enumerated() where i < widths.count {
      widths[i] = max(widths[i], min(width + 1, 60))
    }
  }

  /// Adds a sheet of mixed cells, which can be appended to until ``commit()``; its name is repaired
  /// when a workbook cannot have it.
  /// - Throws: ``WorkbookWritingError`` after ``commit()``.
  public func addSheet(_ name: String) throws(WorkbookWritingError) -> SheetWriter {
    let writer = SheetWriter(part: try file.addSheet(name), file: file)
    writers.append(writer)
    return writer
  }

  /// Puts the workbook together; a file gets its name. Nothing happens when that is done.
  /// - Throws: ``WorkbookWritingError`` when it cannot be written, or was dropped.
  public func commit() throws(WorkbookWritingError) {
    guard !hasEnded else { return }
    try file.checkIsOpen()
    try endSheet()
    for writer in writers { try writer.finish() }
    if let password {
      count = try writeProtected(by: password)
    } else {
      count = try file.write(to: sink)
    }
    do throws(FileError) { try output?.commit() } catch {
      throw WorkbookWritingError(.file(error), path: file.name)
    }
    hasEnded = true
  }

  private func writeProtected(by password: Password) throws(WorkbookWritingError) -> Int {
    let protecting: ProtectingSink
    do throws(EncryptionError) {
      protecting = try ProtectingSink(password: password, name: file.name)
    } catch { throw WorkbookWritingError(.protection(error), path: file.name) }
    _ = try file.write(to: protecting)
    do throws(FileError) { return try protecting.finish(to: sink) } catch {
      throw WorkbookWritingError(.file(error), path: file.name)
    }
  }

  /// Drops everything; nothing happens after ``commit()``.
  public func discard() {
    file.discard()
    output?.discard()
  }

  private func appendHeader(
    _ schema: Schema, to part: SheetPart
  ) throws(WorkbookWritingError) {
    let style = file.index(of: .header)
    let xml = CellXML(columns: schema.columns.count)
    var buffer = OutputBytes()
    CellXML.openRow(1, to: &buffer)
    for (i, name) in schema.names.enumerated() {
      file.append(name, xml, row: 1, column: i, style: style, sheet: part.name, to: &buffer)
    }
    CellXML.closeRow(to: &buffer)
    try part.append(
      DeflatedRun(buffer.bytes), rows: 1, columns: schema.columns.count)
    part.sheet.freeze(rows: 1)
  }

  private func endSheet() throws(WorkbookWritingError) {
    guard let (part, schema, options, _) = current else { return }
    current = nil
    var total = 0.0
    for (i, width) in widths.enumerated() {
      let width = options.widths[i] ?? Double(max(width, 6))
      part.sheet.setWidth(width, column: i)
      total += width
    }
    // Below about half of its size print is no longer read.
    if options.hasHeader { part.sheet.setPrinting(repeating: 1, fits: total < 300) }
    if options.hasFilter, options.hasHeader { part.addFilter(columns: schema.columns.count) }
    for column in options.colorScales {
      part.addColorScale(column: column, firstRow: options.hasHeader ? 1 : 0)
    }
  }
}
