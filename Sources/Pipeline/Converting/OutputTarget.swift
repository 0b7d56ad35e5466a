import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

/// Where records go, and as what.
struct OutputTarget {
  /// The path; `-` for standard output.
  let path: String
  let format: FileFormat
  let options: WriteOptions
  /// An output that others write to, too; it is not this target's to finish.
  var shared: OutputFile?
  /// How a sheet looks; for workbooks.
  var sheetOptions = WrittenSheetOptions()
  /// Further sheets of names and values; for workbooks.
  var extraSheets: [(String, [(key: String, value: SheetCell)])] = []
  /// Whether the records are of several inputs or sheets, of which none names their table.
  var isOfSeveral = false
  /// Whether records may be read, and changed, a second time.
  var canStartOver = true
  /// Called when all records are written and the output has no name yet: for what is noticed last.
  var lastRemarks: () -> Void = {}

  init(path: String?, options: WriteOptions, shared: OutputFile? = nil) {
    self.path = path ?? "-"
    let named = path.flatMap { FileFormat(path: $0) }
    format = options.format ?? named ?? .ndjson
    self.options = options
    self.shared = shared
  }

  /// Writes all records of a source under this name, complete or not at all.
  /// - Parameter map: changes each batch before it is written, on any thread.
  func write(
    _ chosen: NamedSource, of file: String, _ session: Session,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> ConversionSummary.Output {
    if FileFormat.tables.contains(format) {
      return try writeTables([chosen], of: file, session, map: map)
    }
    let sheet = chosen.sheet
    let map = self.map(for: chosen, of: file, then: map)
    if format == .xlsx {
      return try writeWorkbookSheets([chosen], of: file, session, map: map)
    }
    let output = try shared ?? OutputFile(path: path)
    let before = output.count
    let rows = try write(chosen, of: file, to: output, session, map: map)
    lastRemarks()
    try session.checkStrict()
    if shared == nil { try output.commit() }
    return ConversionSummary.Output(
      path: path, format: format, sheets: sheet.map { [$0] } ?? [], rows: rows,
      columns: chosen.schema.columns.count, bytes: output.count - before)
  }

  /// Writes several sheets: NDJSON with `_sheet` in each record, or one JSON object by sheet name.
  func writeSheets(
    _ sources: [NamedSource], of file: String, _ session: Session
  ) throws -> ConversionSummary.Output {
    let output = try shared ?? OutputFile(path: path)
    var rows = 0
    if format == .json { try output.write("{") }
    for (i, chosen) in sources.enumerated() {
      var chosen = chosen
      let name = chosen.sheet ?? "Sheet\(i + 1)"
      chosen.sheet = name
      if format == .json {
        try output.write((i > 0 ? ",\n" : "\n") + JSONValue.string(name).text() + ": ")
      }
      rows += try write(
        chosen, of: file, hasSheet: format == .ndjson, to: output, session,
        map: errorMap(file: file, sheet: name, then: nil))
    }
    if format == .json { try output.write("\n}\n") }
    try session.checkStrict()
    if shared == nil { try output.commit() }
    return ConversionSummary.Output(
      path: path, format: format, sheets: sources.compactMap(\.sheet), rows: rows,
      columns: sources.map(\.schema.columns.count).max() ?? 0, bytes: output.count)
  }

  /// Writes the records of one source to an output of a text format.
  private func write(
    _ chosen: NamedSource, of file: String, hasSheet: Bool = false, to output: any ByteSink,
    _ session: Session, map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> Int {
    if options.shape == .columns, format == .json || format == .ndjson {
      let columns = JSONColumnsEncoder(
        schema: chosen.schema, options: jsonOptions(hasSheet: hasSheet), sheet: chosen.sheet)
      return try session.write(chosen, of: file, with: columns, to: output, map: map)
    }
    if let encoding = options.encoding {
      session.note(EncodingLoss.ofNames(in: chosen.schema, encoding), file: file)
    }
    let blanks = FileFormat.jsons.contains(format) ? nil : LoneBlanks(chosen.schema)
    let rows = try session.write(
      chosen, of: file,
      with: encoder(chosen.schema, sheet: chosen.sheet, hasSheet: hasSheet), to: output,
      map: blanks?.counting(then: map) ?? map)
    if let told = blanks?.diagnostic { session.note(DiagnosticLog(told), file: file) }
    return rows
  }

  /// The encoder of a text format.
  func encoder(_ schema: Schema, sheet: String?, hasSheet: Bool = false) -> any RecordEncoder {
    switch format {
    case .csv, .tsv, .xlsx, .parquet, .sqlite, .sql:
      let encoder = DelimitedEncoder(
        schema: schema, delimiter: options.delimiter?.first ?? (format == .tsv ? "\t" : ","),
        header: options.shape != .values, lineEnd: options.usesCRLF ? "\r\n" : "\n")
      guard options.hasMark || options.encoding != nil else { return encoder }
      return TranscodedEncoder(
        encoder, encoding: options.encoding ?? .utf8, hasMark: options.hasMark)
    case .json, .ndjson:
      return JSONRecordEncoder(
        schema: schema, options: jsonOptions(hasSheet: hasSheet), sheet: sheet)
    }
  }

  /// How records are written as JSON.
  func jsonOptions(hasSheet: Bool = false) -> JSONRecordOptions {
    var json = JSONRecordOptions()
    switch options.shape {
    case .values: json.shape = .values
    case .split: json.shape = .split
    default: json.shape = format == .json ? .records : .lines
    }
    json.isPretty = options.pretty
    json.hasProvenance = options.provenance
    json.hasSheet = hasSheet
    json.empty = options.empty
    json.errors = options.errors == .text ? .text : .null
    json.numbers = options.numbers
    json.keepsRowWidth = options.keepsRowWidth
    json.keepsUnknownColumns = options.keepsUnknownColumns
    return json
  }
}

extension OutputTarget {
  /// What becomes of values that the output does not take as they are; only worksheets have error values.
  func map(
    for chosen: NamedSource, of file: String,
    then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> (@Sendable (RecordBatch) throws -> RecordBatch)? {
    let sheet = chosen.sheet
    let map = options.encoding.map { EncodingLoss.noting($0, sheet: sheet, then: map) } ?? map
    // Only worksheets have error values.
    return !chosen.mayHoldErrors
      ? lossMap(sheet: nil, then: map) : errorMap(file: file, sheet: sheet, then: map)
  }

  /// What becomes of error values: refused, written as they are, or as null with a note.
  private func errorMap(
    file: String, sheet: String?, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> (@Sendable (RecordBatch) throws -> RecordBatch)? {
    let map = lossMap(sheet: sheet, then: map)
    return switch options.errors ?? (FileFormat.typed.contains(format) ? .null : .text) {
    case .fail: ErrorCells.refusing(file: file, sheet: sheet, then: map)
    case .text: map
    case .null:
      // JSON writes null of them; other outputs would write their text.
      ErrorCells.noting(sheet: sheet, isBlank: !FileFormat.jsons.contains(format), then: map)
    }
  }

  /// What tells numbers that change because doubles were asked for.
  private func lossMap(
    sheet: String?, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> (@Sendable (RecordBatch) throws -> RecordBatch)? {
    if format == .xlsx { return NumberLoss.noting(sheet: sheet, isText: true, then: map) }
    return options.numbers == .double ? NumberLoss.noting(sheet: sheet, then: map) : map
  }
}

/// Refuses or tells error values such as `#DIV/0!`, with their cell.
enum ErrorCells {
  /// - Parameter isBlank: whether they become cells without a value.
  static func noting(
    sheet: String?, isBlank: Bool, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      var batch = batch
      if batch.cells.contains(where: { $0.kind == .error }) {
        for row in 0..<batch.rowCount {
          for index in batch.cellRange(ofRow: row) where batch.cells[index].kind == .error {
            let cell = batch.cells[index]
            batch.diagnostics.add(
              Diagnostic(
                kind: .errorValue,
                message: "error value \(batch.string(of: cell) ?? "") written as null",
                location: batch.place(row: row, column: Int(cell.column), sheet: sheet)))
            if isBlank {
              batch.cells[index] = Cell(column: cell.column, kind: .uncalculated, payload: 0)
            }
          }
        }
      }
      return try map?(batch) ?? batch
    }
  }

  static func refusing(
    file: String, sheet: String?, then map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) -> @Sendable (RecordBatch) throws -> RecordBatch {
    { batch in
      if let name = batch.diagnostics.kept.first(where: { $0.kind == .errorName }) {
        throw PipelineError("\(name.message) (--errors fail)", at: name.location.description)
      }
      for row in 0..<batch.rowCount {
        for index in batch.cellRange(ofRow: row) where batch.cells[index].kind == .error {
          let cell = batch.cells[index]
          let place = batch.place(row: row, column: Int(cell.column), sheet: sheet)
            .within(RowcastLocation(file: file))
          throw PipelineError(
            "error value \(batch.string(of: cell) ?? "") (--errors fail)", at: place.description)
        }
      }
      return try map?(batch) ?? batch
    }
  }
}
