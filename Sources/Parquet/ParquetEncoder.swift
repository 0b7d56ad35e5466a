internal import RowcastFileIO
public import RowcastTabular

/// Turns batches into the pages of a Parquet file, on any thread; ``ParquetWriter`` puts them together.
public struct ParquetEncoder: TypedEncoder {
  /// The types of the columns.
  public let types: [DataType]
  private let places: ColumnPlaces
  private let mark: TableMark

  init(schema: Schema, types: [DataType], mark: TableMark) {
    self.mark = mark
    self.types = types
    places = ColumnPlaces(schema)
  }

  /// A bit for each column.
  public var recordBytes: Int { types.count / 8 + 1 }

  /// The rows of a batch.
  public func encode(_ batch: RecordBatch) -> ParquetRows {
    let cells = CellsByColumn(batch, places: places, width: types.count)
    let compressor = ZstandardCompressor()
    return ParquetRows(
      rowCount: batch.rowCount,
      parts: types.indices.map { column in
        ColumnEncoding(
          type: types[column], batch: batch,
          cells: cells.cells[cells.starts[column]..<cells.starts[column + 1]],
          compressor: compressor
        ).part()
      }, mark: mark)
  }
}

/// The rows of a batch as pages, a column each.
public struct ParquetRows: TypedRows {
  /// The number of rows.
  public let rowCount: Int
  let parts: [ColumnPart]
  let mark: TableMark

  /// The bytes of the pages.
  public var byteCount: Int { parts.reduce(0) { $0 + $1.byteCount } }

  /// The columns with a value that their type does not hold.
  public var misfits: [Int] {
    parts.indices.filter { if case .misfit = parts[$0].body { true } else { false } }
  }

  /// Every value is kept.
  public var diagnostics: DiagnosticLog { DiagnosticLog() }
}
