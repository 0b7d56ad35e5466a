import DelimitedText
import FileIO
import Tabular

extension Session {
  /// Gathers a file's records into a table, for learning or judging.
  func table(of opened: OpenedInput, options: ReadOptions) throws -> Table {
    try timings.measure("read", bytes: opened.input.count) {
      if case .delimited(let source) = opened.content {
        note(source.diagnostics, file: opened.name)
        return try source.table { rows, diagnostics in
          note(diagnostics, file: opened.name)
          progress?(Progress(stage: "reading", rows: rows))
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
        progress?(Progress(stage: "reading", rows: builder.rowCount))
        return true
      })
    return builder.table()
  }
}

extension Table {
  /// The column, or an error that names the nearest ones.
  func column(named name: String, file: String, purpose: String) throws -> Column {
    if let column = self[name] { return column }
    throw PipelineError(noColumn: name, among: names, purpose: purpose, at: file)
  }
}
