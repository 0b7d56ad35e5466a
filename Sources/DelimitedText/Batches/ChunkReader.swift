import RowcastFileIO
import RowcastTabular

/// Reads a chunk for its types and for its cells, from one index of its structure.
struct ChunkReader: Sendable {
  let layout: FileLayout
  let rules: ColumnRules
  let options: DelimitedOptions
  /// What the first chunk has settled, and how many bytes its records took.
  var settled: SettledColumns?
  var recordBytes = 64

  /// What a chunk tells about the columns.
  /// - Throws: ``OnePassSource/WrongGuess`` for a chunk that is not plainly built.
  func evidence(_ buffer: UnsafeBufferPointer<UInt8>) throws -> (ChunkEvidence, Int) {
    guard let base = buffer.baseAddress else { throw OnePassSource.WrongGuess() }
    let index = try index(base, buffer.count)
    return (try evidence(base, buffer.count, index), index.count)
  }

  /// What a chunk tells about the columns, and its records by a plan that may prove wrong.
  /// - Throws: ``OnePassSource/WrongGuess`` for a chunk that is not plainly built.
  func batch(
    _ bytes: consuming [UInt8], number: Int, plan: BatchPlan
  ) throws -> (ChunkEvidence, RecordBatch) {
    let text = bytes
    var found = ChunkEvidence()
    let cells = try text.withUnsafeBufferPointer { buffer -> StructureIndexBox in
      guard let base = buffer.baseAddress else { throw OnePassSource.WrongGuess() }
      let index = try index(base, buffer.count)
      found = try evidence(base, buffer.count, index)
      return StructureIndexBox(index)
    }
    guard found.rowCount > 0 else { throw OnePassSource.WrongGuess() }
    let place = ChunkPlace(
      offset: 0, count: text.count, line: 0, firstRow: number, rowCount: found.rowCount,
      fieldCount: found.fieldCount, spare: found.encodedBytes)
    let batch = BatchPlan.batch(
      text, place, plan: plan, limit: .max, file: layout.input.name
    ) { base, count, sink in
      _ = IndexWalker(grammar: plan.grammar).walk(
        base, count: count, index: cells.index, sink: &sink)
    }
    return (found, batch)
  }

  /// What a chunk tells about the columns, and its records as bytes by a plan that may prove wrong.
  /// - Throws: ``OnePassSource/WrongGuess`` for a chunk that is not plainly built.
  func rendered(
    _ bytes: consuming [UInt8], number: Int, plan: RenderPlan
  ) throws -> (ChunkEvidence, RenderedBatch) {
    var text = bytes
    // The cutter leaves that room; this makes sure of it.
    text.reserveCapacity(text.count + RenderSink.overread)
    return try text.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { throw OnePassSource.WrongGuess() }
      if let settled, settled.isAll {
        let index = try index(
          base, buffer.count, class: RenderSink.byteClass, marksLines: false)
        let rowCount = buffer.count / max(1, recordBytes)
        let batch = try rendered(base, buffer.count, number, rowCount, plan, index)
        // A record of another width is for the second pass to tell.
        guard batch.diagnostics.isEmpty else { throw OnePassSource.WrongGuess() }
        return (settled.evidence(rowCount: batch.rowCount), batch)
      }
      let index = try index(base, buffer.count, marksLines: false)
      let found = try evidence(base, buffer.count, index)
      let batch = try rendered(base, buffer.count, number, found.rowCount, plan, index)
      guard batch.rowCount == found.rowCount else { throw OnePassSource.WrongGuess() }
      return (found, batch)
    }
  }

  /// - Parameter expected: about how many records there will be.
  private func rendered(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ number: Int, _ expected: Int,
    _ plan: RenderPlan, _ index: borrowing StructureIndex
  ) throws -> RenderedBatch {
    let place = ChunkPlace(
      offset: 0, count: count, line: 0, firstRow: number, rowCount: expected, fieldCount: 0,
      spare: 0)
    guard let batch = plan.rendered(base, count, place, rowLimit: .max, index: index),
      batch.rowCount > 0
    else { throw OnePassSource.WrongGuess() }
    return batch
  }

  func index(
    _ base: UnsafePointer<UInt8>, _ count: Int, class byteClass: ByteClass = .both,
    marksLines: Bool = true
  ) throws -> StructureIndex {
    let index = StructureIndex(
      base, count: count, grammar: layout.grammar, class: byteClass, validates: true,
      marksLines: marksLines)
    guard index.isRegular, index.malformed == nil else { throw OnePassSource.WrongGuess() }
    return index
  }

  func evidence(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ index: borrowing StructureIndex
  ) throws -> ChunkEvidence {
    var sink = evidenceSink(base)
    let lines = IndexWalker(grammar: layout.grammar).walk(
      base, count: count, index: index, sink: &sink)
    return try finished(sink.finish(), lines: lines)
  }

  func evidenceSink(_ base: UnsafePointer<UInt8>) -> EvidenceSink {
    EvidenceSink(
      bytes: base, rules: rules, fieldText: FieldText(layout.grammar),
      expectedWidth: layout.width, rowLimit: .max,
      columnLimit: max(layout.width, options.limits.columns), settled: settled)
  }

  func finished(_ evidence: ChunkEvidence, lines: Int) throws -> ChunkEvidence {
    var evidence = evidence
    evidence.lines = lines
    guard !evidence.isTooWide, evidence.shortRows == 0, evidence.longRows == 0 else {
      throw OnePassSource.WrongGuess()
    }
    return evidence
  }
}

/// Keeps an index while the bytes it belongs to change hands.
private final class StructureIndexBox {
  let index: StructureIndex
  init(_ index: consuming StructureIndex) { self.index = index }
}
