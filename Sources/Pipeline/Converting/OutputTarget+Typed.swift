import RowcastDatabases
import RowcastFileIO
import RowcastReporting
import RowcastTabular

extension OutputTarget {
  /// Writes each source as a table of an output whose columns have types.
  func writeTables(
    _ sources: [NamedSource], of file: String, _ session: Session,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)? = nil
  ) throws -> ConversionSummary.Output {
    let tables = try named(withColumns(sources, of: file, session), of: file)
    let names = tables.map(\.name)
    switch format {
    case .sqlite:
      return try writeTables(tables, of: file, session, map: map) {
        try SQLiteWriter(path: path, appends: options.appends, tables: names)
      }
    case .sql:
      return try writeTables(tables, of: file, session, map: map) {
        try SQLScriptOutput(path: path, dialect: options.dialect, tables: names)
      }
    default:
      return try writeTables(tables, of: file, session, map: map) {
        try ParquetOutput(path: path)
      }
    }
  }

  /// The sources with the names of their tables: as asked for, else those of sheet or file.
  private func named(
    _ sources: [NamedSource], of file: String
  ) throws -> [(name: String, source: NamedSource)] {
    if options.table != nil, sources.count > 1 {
      throw PipelineError(
        "--output-table names one table, and there are \(sources.count) sheets", kind: .usage)
    }
    return sources.map { chosen in
      let named = isOfSeveral ? path : file
      let own = isOfSeveral ? nil : chosen.sheet
      let base = OutputFolder.base(of: ["stdin", "-"].contains(named) ? "records" : named)
      return (options.table ?? own ?? base, chosen)
    }
  }

  /// The sources that have columns, where there are several: a sheet without cells is no table.
  func withColumns(
    _ sources: [NamedSource], of file: String, _ session: Session
  ) -> [NamedSource] {
    let full = sources.filter { !$0.schema.columns.isEmpty }
    if full.isEmpty || full.count == sources.count { return sources }
    for chosen in sources where chosen.schema.columns.isEmpty {
      let place = RowcastLocation(sheet: chosen.sheet)
      session.note(
        DiagnosticLog(
          Diagnostic(
            kind: .noCells, message: "no columns: nothing is written of it", location: place)),
        file: file)
    }
    return full
  }

  /// Types follow the kinds of the columns. Where values turn out to need more (digits that no double
  /// holds), what was written is thrown away, the columns are looked through, and it is written again; an
  /// output that cannot be taken back has them looked through first.
  private func writeTables<Output: TypedOutput>(
    _ tables: [(name: String, source: NamedSource)], of file: String, _ session: Session,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)?, to make: () throws -> Output
  ) throws -> ConversionSummary.Output {
    var needs = [[Int: DataTypeNeed]](repeating: [:], count: tables.count)
    if !canStartOver || !OutputFile.isReplaceable(path) {
      for (i, table) in tables.enumerated() {
        needs[i] = try table.source.source.needs(table.source.schema)
      }
    }
    while true {
      let output = try make()
      do {
        let part = session.part()
        var rows = 0
        var isWhole = true
        for (i, table) in tables.enumerated() {
          let map = self.map(for: table.source, of: file, then: map)
          let found = try part.append(table, of: file, to: output, needs: needs[i], map: map)
          rows += found.rows
          guard !found.misfits.isEmpty else { continue }
          isWhole = false
          needs[i].merge(
            try table.source.source.needs(table.source.schema, columns: found.misfits)
          ) { $1 }
        }
        guard isWhole else {
          output.discard()
          continue
        }
        session.diagnostics = part.diagnostics
        session.note(output.diagnostics, file: OutputFile.shown(path))
        lastRemarks()
        try session.checkStrict()
        try output.commit()
        return ConversionSummary.Output(
          path: path, format: format, sheets: tables.compactMap(\.source.sheet), rows: rows,
          columns: tables.map(\.source.schema.columns.count).max() ?? 0, bytes: output.byteCount)
      } catch {
        output.discard()
        throw error
      }
    }
  }
}

extension ColumnSchema {
  /// What has a column of texts read as the dates or times that all of them are; nil for other columns.
  fileprivate var temporalRemedy: Remedy? {
    guard kind == .text, let remedy, remedy.setting == .columnKind,
      remedy.values.contains(where: {
        [.date, .time, .dateTime].contains(ColumnKind(typeName: $0))
      })
    else { return nil }
    return remedy
  }
}

extension Session {
  /// Appends a source's records to an output as its next table.
  /// - Returns: how many there are, and the columns whose type does not hold their values; an output of
  ///   such columns is of no use.
  fileprivate func append<Output: TypedOutput>(
    _ table: (name: String, source: NamedSource), of file: String, to output: Output,
    needs: [Int: DataTypeNeed], map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> (rows: Int, misfits: [Int]) {
    let schema = table.source.schema
    try Proportions.checkNames(schema.names, of: file)
    let encoder = try output.begin(table.name, schema, needs: needs)
    let place = RowcastLocation(sheet: table.source.sheet)
    let textual = OddValues(schema, types: encoder.types)
    var odd = textual
    var refused: RowRefusal?
    var misfits: Set<Int> = []
    var count = 0
    try encode(
      table.source.source, of: file, recordBytes: encoder.recordBytes, map: map,
      { (rows: encoder.encode($0), odd: textual.looked(through: $0)) },
      told: { $0.rows.diagnostics }
    ) { rows, found in
      odd.merge(found)
      if let refusal = output.refusal(of: rows) {
        if refused == nil || refusal.isCertain { refused = refusal }
        if refusal.isCertain { throw refusal.wrapped(in: place, of: file) }
      }
      misfits.formUnion(rows.misfits)
      // Further columns may turn out as well, so reading goes on.
      if misfits.isEmpty {
        do { try output.append(rows) } catch let error as DatabaseError {
          throw error.within(place)
        }
      }
      try self.count(rows.byteCount, of: file)
      count += rows.rowCount
      progress?(RunProgress(stage: .converting, rows: count))
    }
    if let refused { throw refused.wrapped(in: place, of: file) }
    for (column, type) in zip(schema.columns, encoder.types) where column.isNumber && type == .text
    {
      note(
        DiagnosticLog(
          Diagnostic(
            kind: .numberAsText,
            message: "the numbers of \"\(column.name)\" "
              + (output.hasGivenTypes
                ? "are written as text, which the table has there"
                : "have more digits than the output's numbers, and are written as text"),
            location: place)), file: file)
    }
    for (column, type) in zip(schema.columns, encoder.types)
    where type == .text && column.holdsMicroseconds == true && output.hasMicroseconds {
      note(
        DiagnosticLog(
          Diagnostic(
            kind: .dateAsText,
            message: "\"\(column.name)\" is text in the output: not all its values are dates with "
              + "times of six digits at most behind the second", location: place)), file: file)
    }
    for (column, type) in zip(schema.columns, encoder.types) where type == .text {
      guard let remedy = column.temporalRemedy else { continue }
      note(
        DiagnosticLog(
          Diagnostic(
            kind: .dateAsText,
            message: "\"\(column.name)\" is text in the output: \(column.note ?? "dates"); "
              + remedy.words, location: place)), file: file)
    }
    if misfits.isEmpty { note(odd.diagnostics(within: place), file: file) }
    return (count, misfits.sorted())
  }
}

extension RowRefusal {
  fileprivate func wrapped(in place: RowcastLocation, of file: String) -> PipelineError {
    var place = place
    place.file = file
    let advice = remedy.map { "; \($0.words)" } ?? ""
    return PipelineError(error.message + advice, at: location.within(place).description)
  }
}
