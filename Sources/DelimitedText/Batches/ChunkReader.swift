import FileIO
import Tabular

/// Reads a chunk for its types and for its cells, from one index of its structure.
struct ChunkReader: Sendable {
  let layout: FileLayout
  let rules: ColumnRules
  let options: DelimitedOptions

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
      let index = try index(base, buffer.count)
      let found = try evidence(base, buffer.count, index)
      let place = ChunkPlace(
        offset: 0, count: buffer.count, line: 0, firstRow: number, rowCount: found.rowCount,
        fieldCount: found.fieldCount, spare: 0)
      guard found.rowCount > 0,
        let batch = plan.rendered(
          base, buffer.count, place, rowLimit: found.rowCount, index: index),
        batch.rowCount == found.rowCount
      else { throw OnePassSource.WrongGuess() }
      return (found, batch)
    }
  }

  func index(
    _ base: UnsafePointer<UInt8>, _ count: Int
  ) throws -> StructureIndex {
    let index = StructureIndex(
      base, count: count, grammar: layout.grammar, class: .both, validates: true)
    guard index.isRegular, index.malformed == nil else { throw OnePassSource.WrongGuess() }
    return index
  }

  func evidence(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ index: borrowing StructureIndex
  ) throws -> ChunkEvidence {
    var sink = EvidenceSink(
      bytes: base, rules: rules, fieldText: FieldText(layout.grammar),
      expectedWidth: layout.width, rowLimit: .max,
      columnLimit: max(layout.width, options.limits.columns))
    let lines = IndexWalker(grammar: layout.grammar).walk(
      base, count: count, index: index, sink: &sink)
    var evidence = sink.finish()
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
