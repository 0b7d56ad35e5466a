import RowcastFileIO
import RowcastMachine
public import RowcastTabular

extension DelimitedSource {
  /// Reads all records into batches, one for each chunk, on several threads.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    var next = 0
    try orderedMap(
      produce: { () -> ChunkPlace? in
        guard next < chunks.count else { return nil }
        defer { next += 1 }
        return chunks[next]
      },
      transform: { place in try transform(try batch(at: place)) },
      consume: consume)
  }

  /// The records of one chunk.
  func batch(at place: ChunkPlace) throws(DelimitedTextError) -> RecordBatch {
    BatchPlan.batch(
      try bytes(of: place), place, plan: plan, limit: options.limit ?? .max, file: input.name
    ) { base, count, sink in walk(base, count, &sink) }
  }

  /// Hands the records of a chunk to a sink, the fast way where the chunk is regular.
  func walk<Sink: RecordSink>(_ base: UnsafePointer<UInt8>, _ count: Int, _ sink: inout Sink) {
    if plan.grammar.isSimple {
      let index = StructureIndex(
        base, count: count, grammar: plan.grammar, class: Sink.byteClass, validates: false)
      if index.isRegular {
        _ = IndexWalker(grammar: plan.grammar).walk(
          base, count: count, index: index, sink: &sink)
        return
      }
    }
    _ = RecordWalker(grammar: plan.grammar).walk(base, from: 0, count: count, sink: &sink)
  }

  /// The bytes of a chunk, with room behind them for what decoding adds.
  func bytes(of place: ChunkPlace) throws(DelimitedTextError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try input.bytes(at: place.offset, count: place.count, spare: place.spare)
    } catch { throw DelimitedTextError(.file(error)) }
    guard bytes.count == place.count else { throw changed() }
    return bytes
  }

  /// The error of a file that is not what the first pass saw.
  func changed() -> DelimitedTextError {
    DelimitedTextError(
      .file(FileError(.system("read the file", "it changed while it was read"), path: input.name)))
  }
}
