import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import RowcastMachine

extension Session {
  /// Opens a file and gathers its records into a table, a CSV file in one pass where that can be done.
  func table(path: String, options: ReadOptions) throws -> (table: Table, file: String) {
    if let read = try onePassTable(path: path, options: options) { return read }
    let opened = try timings.measure("types") { try OpenedInput(path: path, options: options) }
    return (try table(of: opened, options: options), opened.name)
  }

  private func onePassTable(
    path: String, options: ReadOptions
  ) throws -> (table: Table, file: String)? {
    guard path != "-", let source = try? OnePassSource(path: path, options: options) else {
      return nil
    }
    do {
      let table = try timings.measure("read", bytes: source.byteCount) {
        try source.table { progress?(RunProgress(stage: .reading, rows: $0)) }
      }
      note(source.diagnostics, file: path)
      return (table, path)
    } catch is OnePassSource.WrongGuess {
      return nil
    } catch is DelimitedTextError {
      // Two passes say where it is.
      return nil
    }
  }

  /// Gathers a file's records into a table, for learning or judging.
  func table(of opened: OpenedInput, options: ReadOptions) throws -> Table {
    try timings.measure("read", bytes: opened.input.count) {
      if case .delimited(let source) = opened.content {
        note(source.diagnostics, file: opened.name)
        return try source.table { rows, diagnostics in
          note(diagnostics, file: opened.name)
          progress?(RunProgress(stage: .reading, rows: rows))
        }
      }
      let chosen = try opened.source(options, isExact: true)
      return try table(of: chosen, file: opened.name)
    }
  }

  /// Gathers all records of a source: batches become columns on any thread, joined in order.
  private func table(of chosen: NamedSource, file: String) throws -> Table {
    struct Gathered: Sendable {
      var piece: TablePiece
      var diagnostics: DiagnosticLog
    }
    let schema = chosen.schema
    var builder = TableBuilder(schema: schema)
    try chosen.source.mapBatches(
      { batch in
        Gathered(
          piece: TableBuilder.piece(of: batch, schema: schema), diagnostics: batch.diagnostics)
      },
      inOrder: { gathered in
        builder.append(gathered.piece)
        note(gathered.diagnostics, file: file)
        progress?(RunProgress(stage: .reading, rows: builder.rowCount))
        return true
      })
    return builder.table()
  }
}

extension OnePassSource {
  /// A CSV file to be read once.
  /// - Throws: an error when it is none, or is better read twice.
  init(path: String, options: ReadOptions) throws {
    // Text under a workbook's name is rare enough to be read twice.
    guard (options.format ?? FileFormat(path: path)) != .xlsx else { throw WrongGuess() }
    let input = try InputFile(path: path).decompressed()
    let format = try FormatSniffer.format(of: input, path: path, options: options)
    guard format == .csv || format == .tsv else { throw WrongGuess() }
    try options.check(input: format, at: path)
    try self.init(input, options: try options.delimited(isTabbed: format == .tsv))
  }
}
