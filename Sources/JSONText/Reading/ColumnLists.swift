internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// Records that are written column by column, `{"a":[1,2],"b":["x","y"]}`: one reader for each list
/// goes through the file, and together they give the rows.
enum ColumnLists {
  struct List: Sendable {
    var name: String
    /// The offset behind the opening bracket.
    var offset: Int
    /// Of an object, what becomes of its keys; nil for an array.
    var keyUse: JSONLayout.KeyUse?

    var separation: JSONLayout.Separation { keyUse == nil ? .commas : .members }

    /// What reads it.
    func parser(
      _ options: JSONSourceOptions, temporal: [Bool] = [], learns: Bool = false
    ) -> RecordParser {
      RecordParser(
        options: options, element: .scalar, separation: separation, temporal: temporal,
        learns: learns, keyUse: keyUse ?? .dropped)
    }
  }

  struct Learned {
    var schema: Schema
    /// The names that several columns would have.
    var repeatedNames: [String]
    var rowCount: Int
    var parser: RecordParser
    var lists: [List]
  }

  /// How many rows are read at once.
  private static let rowsAtOnce = 4096

  static func learn(
    _ input: any ByteSource, _ columns: [List], _ options: JSONSourceOptions
  ) throws -> Learned {
    var facts: [ColumnFacts] = []
    var counts: [Int] = []
    for column in columns {
      let parser = column.parser(options, learns: true)
      var cutter = cutter(input, column, options)
      var seen = ColumnFacts()
      var count = 0
      try orderedMap(
        produce: { try cutter.next() },
        transform: { piece -> (ColumnFacts, Int) in
          let batch = try parser.parse(
            piece, keys: KeyTable(), isFirst: piece.offset == column.offset, firstRow: 0, line: 1
          ).batch
          var seen = ColumnFacts()
          for cell in batch.cells {
            seen.see(cell, batch, recognizesDates: options.recognizesDates)
          }
          return (seen, batch.rowCount)
        },
        consume: { part in
          seen.merge(part.0)
          count += part.1
          return true
        })
      facts.append(seen)
      counts.append(count)
    }
    let rows = counts.max() ?? 0
    if let short = counts.firstIndex(where: { $0 != rows }) {
      throw JSONError(
        .invalid(
          "the columns differ in length: \"\(columns[short].name)\" has \(counts[short]) values, "
            + "another one \(rows)"), byte: columns[short].offset)
    }
    let reading = RecordParser(
      options: options, element: .scalar, separation: .commas,
      temporal: facts.map { $0.isRead(asDates: options.recognizesDates) }, learns: false)
    let keys = columns.map(\.name)
    return Learned(
      schema: Learner.schema(
        keys, names: KeyNames.distinct(keys), facts, rows: rows, options),
      repeatedNames: KeyNames.repeated(keys), rowCount: rows, parser: reading,
      lists: columns)
  }

  static func read<Result: Sendable>(
    _ input: any ByteSource, _ lists: [List], rowCount: Int, _ parser: RecordParser,
    _ transform: @Sendable (RecordBatch) throws -> Result, _ consume: (Result) throws -> Bool
  ) throws {
    var cutters = lists.map { cutter(input, $0, parser.options) }
    var firstRow = 0
    try orderedMap(
      produce: { () -> (pieces: [RecordCutter.Piece], firstRow: Int)? in
        guard firstRow < rowCount else { return nil }
        var pieces: [RecordCutter.Piece] = []
        for i in cutters.indices {
          guard let piece = try cutters[i].next() else {
            throw JSONError(.unexpectedEnd, byte: cutters[i].offset)
          }
          pieces.append(piece)
        }
        defer { firstRow += rowsAtOnce }
        return (pieces, firstRow)
      },
      transform: { part in
        try transform(try batch(part.pieces, lists, firstRow: part.firstRow, parser))
      },
      consume: consume)
  }

  /// The pieces of one group of rows, a column each, as a batch.
  private static func batch(
    _ pieces: [RecordCutter.Piece], _ lists: [List], firstRow: Int, _ parser: RecordParser
  ) throws -> RecordBatch {
    var columns: [RecordBatch] = []
    for (i, (piece, list)) in zip(pieces, lists).enumerated() {
      let own = list.parser(
        parser.options, temporal: i < parser.temporal.count && parser.temporal[i] ? [true] : [])
      columns.append(
        try own.parse(
          piece, keys: KeyTable(), isFirst: firstRow == 0, firstRow: firstRow, line: 1
        ).batch)
    }
    var batch = RecordBatch(firstRow: firstRow)
    var shifts: [Int] = []
    for column in columns {
      shifts.append(batch.text.count)
      batch.text.append(contentsOf: column.text)
      batch.diagnostics.merge(column.diagnostics)
    }
    let rows = columns.map(\.rowCount).max() ?? 0
    for row in 0..<rows {
      for (i, column) in columns.enumerated() where row < column.rowCount {
        for index in column.cellRange(ofRow: row) {
          var cell = column.cells[index]
          cell.column = UInt32(truncatingIfNeeded: i)
          if cell.kind == .text || cell.kind == .decimal {
            cell = Cell(
              column: cell.column, kind: cell.kind, flags: cell.flags,
              offset: cell.textOffset + shifts[i], length: cell.textLength)
          }
          batch.cells.append(cell)
        }
      }
      batch.endRow(number: firstRow + row + 1)
    }
    return batch
  }

  private static func cutter(
    _ input: any ByteSource, _ list: List, _ options: JSONSourceOptions
  ) -> RecordCutter {
    RecordCutter(
      input, at: list.offset, separation: list.separation, size: 1 << 16, elementLimit: rowsAtOnce,
      limit: options.recordLimit)
  }
}
