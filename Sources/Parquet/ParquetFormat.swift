internal import RowcastFileIO
public import RowcastTabular

/// Records as a Parquet file: see ``ParquetWriter``.
public struct ParquetFormat: RecordFormat {
  /// Types follow the kinds of the columns; numbers that doubles do not hold become decimals.
  public init() {}

  /// The whole file, in memory.
  /// - Throws: what `batches` throws.
  public func bytes(
    schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
  ) throws -> [UInt8] {
    var needs: [Int: DataTypeNeed] = [:]
    while true {
      let sink = MemorySink()
      let writer = ParquetWriter(schema: schema, needs: needs, to: sink)
      var misfits: Set<Int> = []
      try writer.begin()
      try batches { batch in
        let rows = writer.encoder.encode(batch)
        misfits.formUnion(rows.misfits)
        if misfits.isEmpty { try writer.append(rows) }
      }
      guard !misfits.isEmpty else {
        try writer.end()
        return sink.bytes
      }
      let survey = DataTypeSurvey(schema, columns: misfits.sorted())
      try batches { batch in
        for (column, need) in zip(survey.columns, survey.needs(of: batch)) {
          needs[column, default: DataTypeNeed()].merge(need)
        }
      }
    }
  }
}

extension RecordFormat where Self == ParquetFormat {
  /// A Parquet file.
  public static var parquet: ParquetFormat { ParquetFormat() }
}
