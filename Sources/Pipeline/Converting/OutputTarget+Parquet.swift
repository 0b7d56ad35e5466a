import RowcastFileIO
import RowcastParquet
import RowcastTabular

extension OutputTarget {
  /// Writes all records of a source as a Parquet file.
  ///
  /// Types follow the kinds of the columns. Where values turn out to need more (digits that no double
  /// holds), what was written is thrown away, the columns are looked through, and it is written again; an
  /// output that cannot be taken back has them looked through first.
  func writeParquet(
    _ source: any RecordSource, schema: Schema, of file: String, sheet: String?, _ session: Session,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> ConversionSummary.Output {
    var needs: [Int: ParquetNeed] = [:]
    if !canStartOver || !OutputFile.isReplaceable(path) {
      let numbers = schema.columns.indices.filter {
        [.integer, .decimal].contains(schema.columns[$0].kind)
      }
      needs = try source.surveyed(schema, columns: numbers)
    }
    while true {
      let output = try OutputFile(path: path)
      let part = session.part()
      let writer = ParquetWriter(schema: schema, needs: needs, to: output)
      let misfits = try part.append(source, of: file, to: writer, map: map)
      guard misfits.isEmpty else {
        output.discard()
        needs.merge(try source.surveyed(schema, columns: misfits)) { $1 }
        continue
      }
      session.diagnostics = part.diagnostics
      lastRemarks()
      try session.checkStrict()
      try writer.end()
      try output.commit()
      return ConversionSummary.Output(
        path: path, format: format, sheets: sheet.map { [$0] } ?? [], rows: writer.rowCount,
        columns: schema.columns.count, bytes: output.count)
    }
  }
}

extension RecordSource {
  /// What the values of columns need, by a reading of its own.
  fileprivate func surveyed(_ schema: Schema, columns: [Int]) throws -> [Int: ParquetNeed] {
    let encoder = ParquetWriter(schema: schema, to: MemorySink()).encoder
    var needs: [Int: ParquetNeed] = [:]
    try mapBatches { batch in
      encoder.survey(batch, of: columns)
    } inOrder: { found in
      for (column, need) in zip(columns, found) {
        needs[column, default: ParquetNeed()].merge(need)
      }
      return true
    }
    return needs
  }
}

extension Session {
  /// Appends a source's records to a file that was begun.
  /// - Returns: the columns whose type does not hold their values; their file is of no use.
  fileprivate func append(
    _ source: any RecordSource, of file: String, to writer: ParquetWriter,
    map: (@Sendable (RecordBatch) throws -> RecordBatch)?
  ) throws -> [Int] {
    let encoder = writer.encoder
    var misfits: Set<Int> = []
    try writer.begin()
    try encode(source, of: file, recordBytes: 0, map: map, { encoder.encode($0) }) { rows in
      misfits.formUnion(rows.misfits)
      // Further columns may turn out as well, so reading goes on.
      if misfits.isEmpty { try writer.append(rows) }
      progress?(RunProgress(stage: .converting, rows: writer.rowCount))
    }
    return misfits.sorted()
  }
}
