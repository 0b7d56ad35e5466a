import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

/// An input whose format is known, opened by the stage that reads it.
struct OpenedInput {
  let input: any ByteSource
  let format: FileFormat
  let content: Content

  enum Content {
    case workbook(Workbook)
    case delimited(DelimitedSource)
    case json(JSONSource)
  }

  /// The workbook, when it is one.
  var workbook: Workbook? {
    if case .workbook(let book) = content { book } else { nil }
  }

  /// The file's name, as the user gave it.
  var name: String { input.name }

  /// Opens a file, and tells the session what is odd about it as a whole.
  init(path: String, options: ReadOptions, _ session: Session) throws {
    try self.init(try session.open(path, options), options: options, session)
  }

  /// Reads bytes that are open: their format by content first, then by name, unless the options
  /// say it.
  /// - Parameter isExact: whether all columns and their kinds must be known before the first record;
  ///   what is odd about a file that is read without them is told by ``Session/reading(_:_:)``.
  /// - Parameter foretellsKinds: whether columns have kinds also where they are not exact.
  init(
    _ bytes: DecompressedBytes, options: ReadOptions, _ session: Session, isExact: Bool = true,
    foretellsKinds: Bool = false
  ) throws {
    do {
      input = bytes
      format = try bytes.format(options)
      if options.format == nil, let note = format.note(of: bytes.name) {
        session.note(DiagnosticLog(note), file: bytes.name)
      }
      try options.check(input: format, at: bytes.name)
      let isExact = isExact || options.isShaped
      let asked = options
      var options = options.unshaped
      switch format {
      case .xlsx:
        content = .workbook(try session.workbook(bytes, options))
      case .json, .ndjson:
        let text: any ByteSource =
          try options.encoding.map { try EncodedText.decoded(bytes, from: $0) } ?? bytes
        content = .json(try JSONSource(text, options: options.json))
      case .csv, .tsv, .parquet, .sqlite, .sql:
        func opened(_ options: ReadOptions) throws -> DelimitedSource {
          try DelimitedSource(
            bytes, options: try options.delimited(), isExact: isExact,
            foretellsKinds: foretellsKinds)
        }
        let found = Result { try opened(options) }
        let source: DelimitedSource
        // A header that was found is one; names are looked for where there is none.
        if (try? found.get())?.dialect.headerRows ?? 0 == 0, asked.areNamesInFirstRecord(of: bytes)
        {
          session.note(DiagnosticLog(ReadOptions.headerByNames), file: bytes.name)
          options.header = .rows(1...1)
          source = try opened(options)
        } else {
          source = try found.get()
        }
        content = .delimited(source)
        if source.rowCount != nil {
          var log = source.diagnostics
          if let told = options.told {
            log.keep(
              columns: Set(
                source.schema.columns.filter { told.contains($0.name) }.map(\.source)))
          }
          session.note(log, file: bytes.name)
        }
      }
    } catch {
      throw PipelineError(wrapping: error, file: bytes.name)
    }
  }
}

extension Session {
  /// Opens a file, or standard input for `-`, and undoes its compression: once, for whoever reads it.
  func open(_ path: String, _ options: ReadOptions) throws -> DecompressedBytes {
    do {
      let limit = options.limits.inputBytes ?? .max
      let bytes = try InputFile(path: path, limit: limit).decompressed(limit: limit)
      guard bytes.count > 0 else { throw FileError(.empty, path: bytes.name) }
      begin(bytes.count, limits: options.limits)
      if bytes.trailingCount > 0 {
        note(
          DiagnosticLog(
            Diagnostic(
              kind: .trailingBytes,
              message: "\(bytes.trailingCount) bytes behind the compressed data passed over")),
          file: bytes.name)
      }
      return bytes
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(path))
    }
  }
}

extension DecompressedBytes {
  /// The format to read these bytes as.
  func format(_ options: ReadOptions) throws(FileError) -> FileFormat {
    if let format = options.format { return format }
    return try FileFormat(of: self, named: name)
  }
}

/// The records of an input, or of one sheet of it, with the columns they are written under.
struct NamedSource {
  var source: any RecordSource
  var schema: Schema
  var sheet: String?
  /// The header as it was found, in words.
  var headerReason: String?
  /// Rows of a sheet that may name the columns together.
  var proposedHeaderRows: [Int] = []
  /// How the sheet looks that the records come from; known when the schema is exact.
  var look: SheetLook?
  /// The number of records, where it is known.
  var rowCount: Int?
  /// Whether there may be error values such as `#DIV/0!`: only worksheets have them.
  var mayHoldErrors = false
}

extension OpenedInput {
  /// The records that the options choose: one source, or one for each sheet with `--sheet all`.
  /// - Parameter isExact: whether all columns and their kinds must be known before the first
  ///   record, as where a header or a table is written.
  /// - Parameter foretold: what the first rows of a sheet may tell of these all the same, for a caller
  ///   who reads it by ``Session/reading(_:_:)``.
  /// - Parameter place: of the sheets that were chosen before, only the one at this place, from 0.
  func sources(
    _ options: ReadOptions, isExact: Bool, foretold: ForetoldSheet.Columns? = nil,
    at place: Int? = nil
  ) throws -> [NamedSource] {
    // A condition has to know what it compares, and added columns which others there are.
    let isExact = isExact || !options.conditions.isEmpty || !options.beside.isEmpty
    let options = try options.withSchema()
    return try unshapedSources(
      options.unshaped, isExact: isExact, options.isShaped ? nil : foretold, at: place
    )
    .map { chosen in
      guard options.sheet == .all, let sheet = chosen.sheet else {
        return try chosen.shaped(options, file: name)
      }
      // A blank sheet has no columns, and none that is asked for.
      return chosen.schema.columns.isEmpty
        ? chosen
        : try chosen.shaped(
          options, file: RowcastLocation(file: name, sheet: sheet).description)
    }
  }

  /// A sheet of all: one without any cell has the columns that are asked for as little as others, and
  /// is passed over.
  private func source(
    of sheet: SheetInfo, in workbook: Workbook, _ options: ReadOptions
  ) throws -> WorksheetSource {
    do {
      return try options.source(of: workbook, number: sheet.number)
    } catch let error as SpreadsheetError {
      guard case .noSuchColumn(_, let available) = error.reason else { throw error }
      guard available.isEmpty else {
        throw error.within(RowcastLocation(sheet: sheet.name))
      }
      var plain = options
      plain.columns = []
      return try plain.source(of: workbook, number: sheet.number)
    }
  }

  private func unshapedSources(
    _ options: ReadOptions, isExact: Bool, _ foretold: ForetoldSheet.Columns?, at place: Int?
  ) throws -> [NamedSource] {
    switch content {
    case .delimited(let source):
      return [
        NamedSource(
          source: source, schema: source.schema,
          rowCount: source.rowCount.map { min($0, options.limit ?? .max) })
      ]
    case .json(let source):
      let chosen = NamedSource(
        source: LimitedSource(source, limit: options.limit),
        schema: try options.selecting(source.schema, of: name),
        rowCount: min(source.rowCount, options.limit ?? .max))
      return [try ConvertedSource.wrapping(chosen, options, file: name, isExact: isExact)]
    case .workbook(let workbook):
      guard options.sheet == .all else {
        let source = try options.source(of: workbook)
        if isExact, let foretold, !ConvertedSource.isNeeded(options),
          let short = try ForetoldSheet(source, foretold)
        {
          return [named(short, of: source)]
        }
        return [try named(source, options, isExact: isExact)]
      }
      let sheets = try workbook.worksheets(keepsHidden: options.hidden == .keep)
      guard !sheets.isEmpty else { throw PipelineError("the workbook has no worksheet", at: name) }
      var names: [String] = []
      let sources = try sheets.enumerated().compactMap { i, sheet -> NamedSource? in
        guard place ?? i == i else { return nil }
        let source = try source(of: sheet, in: workbook, options)
        names += source.schema.names
        return try named(source, options, isExact: isExact, isOneOfSeveral: true)
      }
      let known = Set(names)
      if place == nil,
        let name = options.columnKinds.keys.sorted().first(where: { !known.contains($0) })
      {
        throw PipelineError(
          noColumn: name, among: names.unique, purpose: "to give a type", at: self.name)
      }
      return sources
    }
  }

  /// The one source that the options choose.
  func source(_ options: ReadOptions, isExact: Bool) throws -> NamedSource {
    let all = try sources(options, isExact: isExact)
    guard let first = all.first else {
      throw PipelineError("the workbook has no sheet with cells", at: name)
    }
    guard all.count == 1 else {
      throw PipelineError("--sheet all is for convert; choose one sheet", kind: .usage)
    }
    return first
  }

  /// A sheet's records as `source` gives them.
  private func named(_ source: any RecordSource, of sheet: WorksheetSource) -> NamedSource {
    NamedSource(
      source: source, schema: source.schema, sheet: sheet.sheet.name,
      headerReason: sheet.headerReason, proposedHeaderRows: sheet.proposedHeaderRows,
      mayHoldErrors: true)
  }

  private func named(
    _ source: WorksheetSource, _ options: ReadOptions, isExact: Bool, isOneOfSeveral: Bool = false
  ) throws -> NamedSource {
    let measured = isExact ? try source.measured() : nil
    var chosen = named(source, of: source)
    if let measured {
      (chosen.schema, chosen.rowCount) = (measured.schema, measured.rowCount)
      chosen.look = try source.look()
    }
    let converted = try ConvertedSource.wrapping(
      chosen, options, file: name, isExact: isExact, isOneOfSeveral: isOneOfSeveral)
    guard !options.beside.isEmpty, let workbook else { return converted }
    return try AnnotatedSource.wrapping(converted, options.beside, of: source, in: workbook)
  }
}
