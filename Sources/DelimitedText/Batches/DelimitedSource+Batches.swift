import FileIO
import Parallelism
public import Tabular

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
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try input.bytes(at: place.offset, count: place.count)
    } catch { throw DelimitedTextError(.file(error)) }
    guard bytes.count == place.count else {
      throw DelimitedTextError(
        .file(FileError(.system("read the file", "it changed while it was read"), path: input.name))
      )
    }
    var batch = RecordBatch(firstRow: place.firstRow)
    let rowLimit = (options.limit ?? .max) - place.firstRow
    var appended: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var sink = BatchSink(
        bytes: base, count: buffer.count, plan: plan, firstLine: place.line, rowLimit: rowLimit)
      _ = plan.walker.walk(base, from: 0, count: buffer.count, sink: &sink)
      batch.cells = sink.cells
      batch.rows = sink.rows
      appended = sink.appended
      batch.diagnostics = sink.diagnostics
    }
    batch.text = bytes
    if !appended.isEmpty { batch.text.append(contentsOf: appended) }
    batch.diagnostics.locate(within: SourceLocation(file: input.name))
    return batch
  }
}
