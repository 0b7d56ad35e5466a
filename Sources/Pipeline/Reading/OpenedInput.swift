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

  /// The file's name, as the user gave it.
  var name: String { input.name }

  /// Opens a file: the format by content first, then by name, unless the options say it.
  init(path: String, options: ReadOptions) throws {
    do {
      let input = try InputFile(path: path).decompressed()
      guard input.count > 0 else { throw FileError(.empty, path: input.name) }
      self.input = input
      let told = try FormatSniffer.format(of: input, path: path, options: options)
      if told == .xlsx, let workbook = try Self.workbook(input, options) {
        format = .xlsx
        content = .workbook(workbook)
        try options.check(input: format, at: input.name)
        return
      }
      if told == .json || told == .ndjson {
        format = told
        try options.check(input: format, at: input.name)
        content = .json(try JSONSource(input, options: options.json))
        return
      }
      format = told == .tsv ? .tsv : .csv
      try options.check(input: format, at: input.name)
      content = .delimited(
        try DelimitedSource(
          input,
          options: try options.delimited(isTabbed: told == .tsv)))
    } catch {
      throw PipelineError(wrapping: error, file: path == "-" ? "stdin" : path)
    }
  }

  /// A workbook; nil for text under a workbook's name, which is read as the text that it is.
  private static func workbook(
    _ input: any ByteSource, _ options: ReadOptions
  ) throws(SpreadsheetError) -> Workbook? {
    do {
      return try Workbook(input, limits: options.workbookLimits)
    } catch {
      guard error.isText, options.format == nil else { throw error }
      return nil
    }
  }
}

/// The records of an input, or of one sheet of it, with the columns they are written under.
struct NamedSource {
  var source: any RecordSource
  var schema: Schema
  var sheet: String?
  /// The header as it was found, in words.
  var headerReason: String?
  /// How the sheet looks that the records come from; known when the schema is exact.
  var look: SheetLook?
}

extension OpenedInput {
  /// The records that the options choose: one source, or one for each sheet with `--sheet all`.
  /// - Parameter isExact: whether all columns and their kinds must be known before the first
  ///   record, as where a header or a table is written.
  func sources(_ options: ReadOptions, isExact: Bool) throws -> [NamedSource] {
    switch content {
    case .delimited(let source): return [NamedSource(source: source, schema: source.schema)]
    case .json(let source):
      let chosen = NamedSource(
        source: LimitedSource(source, limit: options.limit),
        schema: try options.selecting(source.schema, of: name))
      return [try ConvertedSource.wrapping(chosen, options, file: name, isExact: isExact)]
    case .workbook(let workbook):
      guard options.sheet == .all else {
        return [try named(try options.source(of: workbook), options, isExact: isExact)]
      }
      let sheets = workbook.sheets.filter {
        $0.kind == .worksheet && (options.hidden == .keep || $0.state == .visible)
      }
      return try sheets.map { sheet in
        try named(
          try options.source(of: workbook, number: sheet.number), options, isExact: isExact)
      }
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

  private func named(
    _ source: WorksheetSource, _ options: ReadOptions, isExact: Bool
  ) throws -> NamedSource {
    let chosen = NamedSource(
      source: source, schema: isExact ? try source.measuredSchema() : source.schema,
      sheet: source.sheet.name, headerReason: source.headerReason,
      look: isExact ? try source.look() : nil)
    return try ConvertedSource.wrapping(chosen, options, file: name, isExact: isExact)
  }
}
