import RowcastTabular
import TestSupport
import Testing

/// What becomes larger than its batch is made in pieces.
@Suite struct PieceTests {
  /// Writes each text with a comma behind it.
  struct Encoder: RecordEncoder {
    var recordBytes = 0

    func encodeBeginning(into buffer: inout OutputBytes) {}
    func encode(_ batch: RecordBatch, into buffer: inout OutputBytes) {
      for row in 0..<batch.rowCount {
        for index in batch.cellRange(ofRow: row) {
          buffer.append(batch.string(of: batch.cells[index]) ?? "")
        }
        buffer.append("\n")
      }
    }
    func encodeEnd(rowCount: Int, into buffer: inout OutputBytes) {}
  }

  /// One batch.
  struct Source: RecordSource {
    let schema = Schema([ColumnSchema(name: "t", source: 0)])
    let batch: RecordBatch

    func mapBatches<Result: Sendable>(
      _ transform: @Sendable (RecordBatch) throws -> Result,
      inOrder consume: (Result) throws -> Bool
    ) throws {
      _ = try consume(try transform(batch))
    }
  }

  /// Rows whose cells all have the same text.
  private func batch(rows: Int, columns: Int, text: String) -> RecordBatch {
    var batch = RecordBatch(dictionary: StringDictionary([text, "short"]))
    for row in 0..<rows {
      for column in 0..<columns {
        batch.cells.append(Cell(column: UInt32(column), kind: .sharedText, payload: 0))
      }
      batch.endRow(number: row + 1)
    }
    batch.diagnostics.add(Diagnostic(kind: .badText, message: "once"))
    return batch
  }

  @Test func `texts that many cells share are encoded in pieces, in order`() throws {
    let text = String(repeating: "x", count: 100_000)
    let batch = batch(rows: 300, columns: 1, text: text)
    var sizes: [Int] = []
    var rows = 0
    var diagnostics = DiagnosticLog()
    try Source(batch: batch).encodeBatches(with: Encoder()) { piece in
      sizes.append(piece.bytes.count)
      rows += piece.rowCount
      diagnostics.merge(piece.diagnostics)
      return true
    }
    #expect(sizes.count > 3)
    #expect(sizes.allSatisfy { $0 <= RecordBatch.pieceBytes })
    #expect(sizes.reduce(0, +) == 300 * 100_001)
    #expect(rows == 300)
    #expect(diagnostics.counts == [.badText: 1])
  }

  @Test func `short rows of many columns are encoded in pieces`() throws {
    let batch = batch(rows: 1000, columns: 1, text: "x")
    var count = 0
    var rows = 0
    try Source(batch: batch).encodeBatches(with: Encoder(recordBytes: 100_000)) { piece in
      count += 1
      rows += piece.rowCount
      return rows < 500
    }
    #expect(count > 3 && rows >= 500 && rows < 1000)
  }

  @Test func `a batch in proportion stays whole`() throws {
    var count = 0
    try Source(batch: batch(rows: 300, columns: 9, text: "abc")).encodeBatches(with: Encoder()) {
      #expect($0.rowCount == 300)
      count += 1
      return true
    }
    #expect(count == 1)
  }

  @Test func `one record out of all proportion is an error with its row`() {
    let batch = batch(rows: 2, columns: 500, text: String(repeating: "x", count: 100_000))
    let error = #expect(throws: RecordSizeError.self) {
      try Source(batch: batch).encodeBatches(with: Encoder()) { _ in true }
    }
    #expect(error?.row == 1)
  }

  @Test func `tables of many columns are gathered in pieces`() throws {
    let schema = Schema((0..<4000).map { ColumnSchema(name: "c\($0)", source: $0) })
    var counts: [Int] = []
    let source = Source(batch: batch(rows: 900, columns: 1, text: "x"))
    let table = try source.table(of: schema) { rows, _ in counts.append(rows) }
    #expect(table.rowCount == 900)
    #expect(counts.count > 3)
  }
}
