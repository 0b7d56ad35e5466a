public import RowcastTabular

/// Writes records into a new workbook: one sheet after the other, in constant memory.
///
///     let writer = try WorkbookWriter(path: "scored.xlsx")
///     let encoder = try writer.beginSheet(schema: source.schema, options: .init(name: "Scores"))
///     try source.mapBatches({ encoder.encode($0) }) { try writer.append($0); return true }
///     try writer.commit()
///
/// The file appears under its name on ``commit()``; without it nothing is left behind.
public final class WorkbookWriter {
  /// The rows of a worksheet.
  public static let rowLimit = CellReference.rowLimit
  /// What worksheets could not hold as it was.
  public private(set) var diagnostics = DiagnosticLog()
  private let file: WorkbookFile
  private var current: (stream: SheetStream, schema: Schema, options: WrittenSheetOptions)?
  private var widths: [Int] = []

  /// - Parameters:
  ///   - path: the output, or `-` for standard output.
  ///   - title: the title among the workbook's properties.
  public init(path: String, title: String? = nil) throws(WorkbookWritingError) {
    file = try WorkbookFile(path: path)
    file.setProperties(title: title, creator: "Rowcast")
  }

  /// Begins a sheet, and ends the one before.
  /// - Returns: what turns batches into rows for ``append(_:)``.
  public func beginSheet(
    schema: Schema, options: WrittenSheetOptions = .init()
  ) throws(WorkbookWritingError) -> SheetRowEncoder {
    try endSheet()
    let stream = try file.addSheet(options.name)
    guard schema.columns.count <= CellReference.columnLimit else {
      throw WorkbookWritingError(
        .tooManyColumns(
          sheet: stream.name, count: schema.columns.count, limit: CellReference.columnLimit),
        path: file.path)
    }
    current = (stream, schema, options)
    widths = schema.columns.map { min(SheetText.displayWidth(of: $0.name) + 3, 40) }
    if options.hasHeader { try appendHeader(schema, to: stream) }
    return SheetRowEncoder(
      schema: schema, options: options,
      styles: SheetStyles(file: file, schema: schema, options: options), sheet: stream.name)
  }

  /// Appends the next rows of the sheet; in the order of their batches.
  public func append(_ rows: SheetRows) throws(WorkbookWritingError) {
    guard let stream = current?.stream else { return }
    var failure: WorkbookWritingError?
    rows.bytes.withBytes { bytes in
      do throws(WorkbookWritingError) {
        try stream.append(bytes, rows: rows.rowCount, columns: rows.columnCount)
      } catch { failure = error }
    }
    if let failure { throw failure }
    diagnostics.merge(rows.diagnostics)
    for (i, width) in rows.widths.enumerated() where i < widths.count {
      widths[i] = max(widths[i], min(width + 1, 60))
    }
  }

  /// Adds a sheet of a few rows, such as what is known of a model: names in bold beside values.
  public func addSheet(
    _ name: String, rows: [(key: String, value: ReportCell)]
  ) throws(WorkbookWritingError) {
    try endSheet()
    let sheet = ReportSheet(stream: try file.addSheet(name), file: file)
    for row in rows { try sheet.append([.bold(row.key), row.value]) }
    try sheet.finish()
  }

  /// Puts the workbook together and gives it its name.
  public func commit() throws(WorkbookWritingError) {
    try endSheet()
    try file.commit()
  }

  /// Drops everything; nothing happens after ``commit()``.
  public func discard() { file.discard() }

  private func appendHeader(
    _ schema: Schema, to stream: SheetStream
  ) throws(WorkbookWritingError) {
    let style = file.index(of: .header)
    let xml = CellXML(columns: schema.columns.count)
    var buffer = OutputBytes()
    CellXML.openRow(1, to: &buffer)
    for (i, name) in schema.names.enumerated() {
      var name = name
      name.withUTF8 {
        xml.text(SheetText.cut($0) ?? $0, column: i, row: 1, style: style, to: &buffer)
      }
    }
    CellXML.closeRow(to: &buffer)
    try stream.append(buffer, rows: 1, columns: schema.columns.count)
    stream.freeze(rows: 1)
  }

  private func endSheet() throws(WorkbookWritingError) {
    guard let (stream, schema, options) = current else { return }
    current = nil
    var total = 0.0
    for (i, width) in widths.enumerated() {
      let width = options.widths[i] ?? Double(max(width, 6))
      stream.setWidth(width, column: i)
      total += width
    }
    // Below about half of its size print is no longer read.
    if options.hasHeader { stream.setPrinting(fits: total < 300) }
    if options.hasFilter, options.hasHeader { stream.addFilter(columns: schema.columns.count) }
    for column in options.colorScales {
      stream.addColorScale(column: column, firstRow: options.hasHeader ? 1 : 0)
    }
    try stream.flush()
  }
}

extension CellStyle {
  /// The names above columns.
  static let header = CellStyle(isBold: true, isUnderlined: true, background: 0xF2F2F2)
}

extension SheetText {
  static func displayWidth(of text: String) -> Int {
    var text = text
    return text.withUTF8 { displayWidth($0) }
  }
}

extension SheetStream {
  /// Appends finished rows.
  func append(
    _ buffer: borrowing OutputBytes, rows: Int, columns: Int
  ) throws(WorkbookWritingError) {
    var failure: WorkbookWritingError?
    buffer.withBytes { bytes in
      do throws(WorkbookWritingError) {
        try append(bytes, rows: rows, columns: columns)
      } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
