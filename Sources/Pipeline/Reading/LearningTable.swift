import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import RowcastMachine

extension Session {
  /// Opens a file and gathers its records into a table, a CSV file in one pass where that can be done.
  func table(path: String, options: ReadOptions) throws -> (table: Table, file: String) {
    let bytes = try open(path, options)
    if let table = try onePassTable(bytes, options: options) { return (table, bytes.name) }
    let opened = try timings.measure("types") {
      try OpenedInput(bytes, options: options, self)
    }
    return (try table(of: opened, options: options), opened.name)
  }

  private func onePassTable(_ bytes: DecompressedBytes, options: ReadOptions) throws -> Table? {
    guard let source = try OnePassSource.attempt(bytes, options: options) else { return nil }
    do {
      let table = try timings.measure("read", bytes: source.byteCount) {
        try source.table { progress?(RunProgress(stage: .reading, rows: $0)) }
      }
      note(source.diagnostics, file: bytes.name)
      return table
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
  /// Delimited text to be read once; nil when it is none, or is better read twice.
  /// - Throws: an error of the bytes or of the options.
  static func attempt(
    _ bytes: DecompressedBytes, options: ReadOptions
  ) throws -> OnePassSource? {
    let format = try bytes.format(options)
    guard format == .csv || format == .tsv else { return nil }
    try options.check(input: format, at: bytes.name)
    do {
      return try OnePassSource(bytes, options: try options.delimited(isTabbed: format == .tsv))
    } catch is WrongGuess {
      return nil
    } catch is DelimitedTextError {
      // Two passes say where it is.
      return nil
    }
  }
}
