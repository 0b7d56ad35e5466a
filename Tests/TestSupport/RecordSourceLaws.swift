public import RowcastTabular
import RowcastMachine
public import Testing

/// What every source of records promises, whatever its format.
///
/// - `firstRow` counts the rows before a batch, and rows have their places in order.
/// - Cells stand in the order of columns, and the schema's kinds cover them.
/// - Reading again, by one worker or by several, gives the same.
/// - Reading ends early when that is asked for, and with the error that a consumer throws.
/// - The other ways out (``RecordSource/encodeBatches(with:inOrder:)``,
///   ``RecordSource/table(of:progress:)``, ``RecordSource/reading(_:)``) tell of the same rows.
///
/// - Parameter encoder: makes an encoder for a schema.
public func checkRecordSource(
  _ source: any RecordSource, encoder: (Schema) -> any RecordEncoder,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  var readings: [[PlainBatch]] = []
  for count in [1, 4] {
    try WorkerCount.with(count) {
      let batches = try plainBatches(of: source)
      check(batches, source.schema, sourceLocation)
      readings.append(batches)
      let encoder = encoder(source.schema)
      var direct = OutputBytes()
      var cellByCell = OutputBytes()
      try source.encodeBatches(with: encoder) { batch in
        direct.append(batch.bytes.bytes)
        return true
      }
      try source.mapBatches({ EncodedBatch($0, by: encoder) }) { batch in
        cellByCell.append(batch.bytes.bytes)
        return true
      }
      #expect(direct.array() == cellByCell.array(), sourceLocation: sourceLocation)
    }
  }
  #expect(
    readings[0].flatMap(\.rows) == readings[1].flatMap(\.rows), sourceLocation: sourceLocation)
  let rows = readings[0].flatMap(\.rows)
  try checkTable(of: source, rows, sourceLocation)
  let again = try source.reading { found in
    (try plainBatches(of: found).flatMap(\.rows), found.schema.names)
  }
  #expect(again.0 == rows && again.1 == source.schema.names, sourceLocation: sourceLocation)
  try checkEnding(of: source, readings[0].count, sourceLocation)
}

/// A batch in plain values.
private struct PlainBatch: Sendable {
  var firstRow: Int
  var rows: [PlainRow]
}

private struct PlainRow: Sendable, Equatable {
  var number: UInt32
  var columns: [Int]
  var kinds: [Cell.Kind]
  var values: [String]
}

private func plainBatches(of source: any RecordSource) throws -> [PlainBatch] {
  var result: [PlainBatch] = []
  try source.mapBatches(
    { batch in
      PlainBatch(
        firstRow: batch.firstRow,
        rows: (0..<batch.rowCount).map { row in
          let cells = batch.cells[batch.cellRange(ofRow: row)]
          return PlainRow(
            number: batch.rows[row].number, columns: cells.map { Int($0.column) },
            kinds: cells.map(\.kind),
            values: cells.map { batch.string(of: $0) ?? String($0.payload) })
        })
    },
    inOrder: {
      result.append($0)
      return true
    })
  return result
}

private func check(_ batches: [PlainBatch], _ schema: Schema, _ location: SourceLocation) {
  var rowCount = 0
  var number: UInt32 = 0
  let columns = Dictionary(
    schema.columns.map { ($0.source, $0) }, uniquingKeysWith: { first, _ in first })
  for batch in batches {
    #expect(batch.firstRow == rowCount, sourceLocation: location)
    rowCount += batch.rows.count
    // One expectation for a batch: asked for every cell, they take longer than the reading.
    var complaints: Set<String> = []
    for row in batch.rows {
      // Several records of JSON may stand on one line.
      if row.number < number { complaints.insert("rows do not stand in the order of the input") }
      number = row.number
      if !zip(row.columns, row.columns.dropFirst()).allSatisfy({ $0 < $1 }) {
        complaints.insert("cells do not stand in the order of columns")
      }
      for (column, kind) in zip(row.columns, row.kinds) {
        guard let known = columns[column]?.kind, !known.covers(kind) else { continue }
        complaints.insert("a \(kind) in a column of kind \(known)")
      }
      for column in schema.columns
      where column.hasMissing == false && !row.columns.contains(column.source) {
        complaints.insert("a value of \(column.name) is missing")
      }
    }
    #expect(complaints == [], sourceLocation: location)
  }
}

extension ColumnKind {
  /// Whether a column of this kind may hold a cell of that one.
  fileprivate func covers(_ cell: Cell.Kind) -> Bool {
    switch cell {
    case .error, .uncalculated: true
    case .text, .sharedText: self == .text || self == .mixed
    case .integer, .double, .decimal: [.integer, .decimal, .mixed].contains(self)
    case .boolean: self == .boolean || self == .mixed
    case .date: [.date, .dateTime, .mixed].contains(self)
    case .dateTime: self == .dateTime || self == .mixed
    case .time: self == .time || self == .mixed
    case .duration: self == .duration || self == .mixed
    }
  }
}

private func checkTable(
  of source: any RecordSource, _ rows: [PlainRow], _ location: SourceLocation
) throws {
  var last = 0
  let table = try source.table(of: source.schema) { count, _ in
    #expect(count >= last, sourceLocation: location)
    last = count
  }
  #expect(table.rowCount == rows.count && last == rows.count, sourceLocation: location)
  #expect(table.names == source.schema.names, sourceLocation: location)
  // By the batches alone, as any other source is gathered.
  var builder = TableBuilder(schema: source.schema)
  try source.mapBatches({ $0 }) { batch in
    builder.append(batch)
    return true
  }
  for (direct, gathered) in zip(table.columns, builder.table().columns) {
    switch (direct.values, gathered.values) {
    case (.numbers(let a), .numbers(let b)):
      #expect(
        a.count == b.count && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) },
        "\(direct.name)", sourceLocation: location)
    case (.texts(let a, let p), .texts(let b, let q)):
      #expect(
        a == b && p.bytes == q.bytes && p.offsets == q.offsets, "\(direct.name)",
        sourceLocation: location)
    // A column without any value may be empty texts or empty numbers.
    default:
      #expect(
        direct.missingCount == rows.count && gathered.missingCount == rows.count,
        "\(direct.name)", sourceLocation: location)
    }
  }
}

private struct Stop: Error {}

private func checkEnding(
  of source: any RecordSource, _ batchCount: Int, _ location: SourceLocation
) throws {
  var consumed = 0
  try source.mapBatches({ $0.rowCount }) { _ in
    consumed += 1
    return false
  }
  #expect(consumed == min(1, batchCount), sourceLocation: location)
  guard batchCount > 0 else { return }
  #expect(throws: Stop.self, sourceLocation: location) {
    try source.mapBatches({ $0.rowCount }) { _ in throw Stop() }
  }
  #expect(throws: Stop.self, sourceLocation: location) {
    try source.mapBatches({ _ -> Int in throw Stop() }) { _ in true }
  }
}
