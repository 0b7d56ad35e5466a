import RowcastDelimitedText
import RowcastFileIO
import RowcastMachine
import RowcastTabular

extension Session {
  /// Opens a file and gathers its records into a table, for learning or judging.
  func table(path: String, options: ReadOptions) throws -> (table: Table, file: String) {
    let bytes = try open(path, options)
    let opened = try timings.measure("types") {
      try OpenedInput(bytes, options: options, self, isExact: false)
    }
    return (try table(of: opened, options: options), opened.name)
  }

  /// Gathers a file's records into a table.
  func table(of opened: OpenedInput, options: ReadOptions) throws -> Table {
    try timings.measure("read", bytes: opened.input.count) {
      let chosen = try opened.source(options, isExact: true)
      if let rows = chosen.rowCount {
        try proportions.checkTable(
          rows: rows, columns: chosen.schema.columns.count, of: opened.name)
      }
      return try reading(chosen) { source, session in
        try source.source.table(of: source.schema) { rows, diagnostics in
          session.note(diagnostics, file: opened.name)
          session.progress?(RunProgress(stage: .reading, rows: rows))
        }
      }
    }
  }

  /// Lets `body` read the records of a source, where what it makes of them can be thrown away: it is
  /// called again, with another session to note things in, when the source has to start over.
  func reading<Result>(
    _ chosen: NamedSource, _ body: (NamedSource, Session) throws -> Result
  ) throws -> Result {
    let isTold = (chosen.source as? DelimitedSource)?.rowCount != nil
    return try chosen.source.reading { source in
      let part = part()
      if !isTold { part.note(source.diagnostics, file: source.location.file ?? "") }
      var found = chosen
      found.source = source
      // Without a choice of other columns, the schema is that of what is read.
      if found.schema == chosen.source.schema {
        found.schema = source.schema
      } else {
        // What is read may know the columns better than what they were chosen from.
        let known = Dictionary(
          source.schema.columns.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
        for (i, column) in found.schema.columns.enumerated() {
          guard let better = known[column.source], better.kind != nil else { continue }
          found.schema.columns[i].kind = better.kind
          found.schema.columns[i].hasMissing = better.hasMissing
          found.schema.columns[i].note = better.note
        }
      }
      let result = try body(found, part)
      // The stage that is measured is the one around both calls.
      diagnostics = part.diagnostics
      return result
    }
  }
}
