public import RowcastFileIO
public import RowcastTabular

/// Writes a Parquet file (Apache Parquet format 2): typed columns in row groups, compressed by Zstandard.
///
///     let writer = ParquetWriter(schema: source.schema, needs: try source.needs(), to: sink)
///     let encoder = writer.encoder
///     try writer.begin()
///     try source.mapBatches({ encoder.encode($0) }) { try writer.append($0); return true }
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
  private let mark: TableMark
  private var state = State.new
  private enum State { case new, open, ended }

  /// A row group ends when it has so many rows, or its pages so many bytes.
  private static let rowsOfGroup = 131_072
  private static let bytesOfGroup = 24 << 20

  /// - Parameter needs: what a survey found, by column (`needs` of a source); without it types follow the
  ///   schema's kinds, and a value that does not fit its type is an error.
  public init(schema: Schema, needs: [Int: DataTypeNeed] = [:], to sink: any ByteSink) {
    let types = schema.columns.enumerated().map { i, column in
      (needs[i]?.type(for: column.kind) ?? DataType(column)).limited(
        digits: DataType.parquetDigits)
    }
    mark = TableMark("")
    encoder = ParquetEncoder(schema: schema, types: types, mark: mark)
    names = schema.names
    self.sink = sink
    group = []
    footer = ParquetFooter(names: schema.names, types: types)
    group = types.map { ColumnChunk(type: $0, compressor: compressor) }
  }

  /// Writes what stands before the first row; without it the first rows do.
  /// - Throws: `FileError` of the sink.
  public func begin() throws(FileError) {
    guard state == .new else { return }
    state = .open
    try write(ParquetFooter.magic)
  }

  /// Appends rows, in order.
  /// - Throws: ``ParquetError`` for a value that does not fit its column, with its place, for rows of another
  ///   writer's encoder, and after ``end()``; `FileError` of the sink.
  public func append(_ rows: ParquetRows) throws {
    guard rows.mark === mark else { throw ParquetError(.otherRows) }
    guard state != .ended else { throw ParquetError(.hasEnded) }
    try begin()
    for (column, part) in rows.parts.enumerated() {
      guard case .misfit(let unfit) = part.body else { continue }
      throw ParquetError(
        .unfitValue(
          column: names[column], type: "\(encoder.types[column])", value: unfit.value),
        at: unfit.location)
    }
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

  /// Writes the last row group and what describes the file; nothing happens when that is done.
  /// - Throws: `FileError` of the sink.
  public func end() throws(FileError) {
    guard state != .ended else { return }
    try begin()
    state = .ended
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
