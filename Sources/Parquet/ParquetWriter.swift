public import RowcastFileIO
public import RowcastTabular

/// Writes a Parquet file (Apache Parquet format 2): typed columns in row groups, compressed by Zstandard.
///
///     let writer = ParquetWriter(schema: schema, to: sink)
///     try writer.begin()
///     for batch in batches { try writer.append(writer.encoder.encode(batch)) }
///     try writer.end()
///
/// Memory is one row group, compressed.
public final class ParquetWriter {
  /// Turns batches into what is appended.
  public let encoder: ParquetEncoder
  /// The number of rows so far.
  public private(set) var rowCount = 0

  private let names: [String]
  private let sink: any ByteSink
  private var offset = 0
  private var group: [ColumnChunk]
  private var groupRows = 0
  private var footer: ParquetFooter
  private let compressor = ZstandardCompressor()

  /// A row group ends when it has so many rows, or its pages so many bytes.
  private static let rowsOfGroup = 131_072
  private static let bytesOfGroup = 24 << 20

  /// - Parameter needs: what a survey found, by column; without it types follow the schema's kinds.
  public init(schema: Schema, needs: [Int: DataTypeNeed] = [:], to sink: any ByteSink) {
    let types = schema.columns.enumerated().map { i, column in
      (needs[i]?.type(for: column.kind) ?? DataType(column)).limited(
        digits: DataType.parquetDigits)
    }
    encoder = ParquetEncoder(schema: schema, types: types)
    names = schema.names
    self.sink = sink
    group = []
    footer = ParquetFooter(names: schema.names, types: types)
    group = types.map { ColumnChunk(type: $0, compressor: compressor) }
  }

  /// Writes what stands before the first row.
  /// - Throws: `FileError` of the sink.
  public func begin() throws(FileError) { try write(ParquetFooter.magic) }

  /// Appends rows, in order.
  /// - Throws: `FileError` of the sink.
  public func append(_ rows: ParquetRows) throws(FileError) {
    // A page without values ends a row group for some readers (pyarrow).
    guard rows.rowCount > 0 else { return }
    for (column, part) in rows.parts.enumerated() {
      group[column].append(part, rowCount: rows.rowCount)
    }
    groupRows += rows.rowCount
    rowCount += rows.rowCount
    let bytes = group.reduce(0) { $0 + $1.byteCount }
    if groupRows >= Self.rowsOfGroup || bytes >= Self.bytesOfGroup { try endGroup() }
  }

  /// Writes the last row group and what describes the file.
  /// - Throws: `FileError` of the sink.
  public func end() throws(FileError) {
    if groupRows > 0 { try endGroup() }
    try write(footer.bytes(rowCount: rowCount))
  }

  private func endGroup() throws(FileError) {
    var chunks: [ParquetFooter.Chunk] = []
    for column in group.indices {
      let begin = offset
      var dictionaryBytes = 0
      group[column].endPage()
      if let dictionary = group[column].dictionaryPage() {
        try write(dictionary.bytes)
        dictionaryBytes = dictionary.bytes.count
        group[column].plainCount += dictionary.plainCount
      }
      for page in group[column].pages { try write(page) }
      chunks.append(
        ParquetFooter.Chunk(
          offset: begin, dictionaryBytes: dictionaryBytes, count: groupRows,
          missing: groupRows - group[column].present, packed: offset - begin,
          plain: group[column].plainCount))
      group[column] = ColumnChunk(type: group[column].type, compressor: compressor)
    }
    footer.groups.append(ParquetFooter.Group(rowCount: groupRows, chunks: chunks))
    groupRows = 0
  }

  private func write(_ bytes: [UInt8]) throws(FileError) {
    try sink.write(bytes)
    offset += bytes.count
  }
}
