import RowcastFileIO
import RowcastMachine
public import RowcastTabular

extension DelimitedSource: TemplateSource {
  public func renderBatches(
    by template: RecordTemplate, inOrder consume: (RenderedBatch) throws -> Bool
  ) throws -> Bool {
    guard let plan = RenderPlan(plan, template) else { return false }
    var next = 0
    try orderedMap(
      produce: { () -> ChunkPlace? in
        guard next < chunks.count else { return nil }
        defer { next += 1 }
        return chunks[next]
      },
      transform: { (place: ChunkPlace) throws -> RenderedBatch in try rendered(place, plan) },
      consume: consume)
    return true
  }

  /// The records of one chunk, as bytes.
  func rendered(
    _ place: ChunkPlace, _ plan: RenderPlan
  ) throws(DelimitedTextError) -> RenderedBatch {
    var place = place
    place.spare = RenderSink.overread
    let text = try bytes(of: place)
    let rowLimit = min(place.rowCount, (options.limit ?? .max) - place.firstRow)
    guard rowLimit > 0 else {
      return RenderedBatch(bytes: ByteChunk(), rowCount: 0, diagnostics: DiagnosticLog())
    }
    let grammar = plan.batch.grammar
    let result = text.withUnsafeBufferPointer { buffer -> RenderedBatch? in
      guard let base = buffer.baseAddress else { return nil }
      if grammar.isSimple {
        let index = StructureIndex(
          base, count: buffer.count, grammar: grammar, class: RenderSink.byteClass,
          validates: false)
        if index.isRegular {
          return plan.rendered(base, buffer.count, place, rowLimit: rowLimit, index: index)
        }
      }
      return plan.rendered(base, buffer.count, place, rowLimit: rowLimit)
    }
    // The first pass has counted the records and the columns.
    guard var result, result.rowCount == rowLimit else { throw changed() }
    result.diagnostics.locate(within: RowcastLocation(file: input.name))
    return result
  }
}

extension RenderPlan {
  /// The records of a chunk of plain structure; nil when a record has fields beyond all columns.
  /// - Parameter base: the chunk's bytes, with ``RenderSink/overread`` more that may be read.
  func rendered(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ place: ChunkPlace, rowLimit: Int,
    index: borrowing StructureIndex
  ) -> RenderedBatch? {
    RenderPointers.with(self) { pointers in
      let notes = RenderNotes(firstLine: place.line)
      var sink = RenderSink(
        bytes: base, plan: self, pointers: pointers, notes: notes, rowLimit: rowLimit,
        hasPlainQuotes: batch.grammar.quote == UInt8(ascii: "\""),
        capacity: count + place.rowCount * rowBytes + 4096)
      sink.begin(lead(place))
      _ = IndexWalker(grammar: batch.grammar).walk(base, count: count, index: index, sink: &sink)
      return finished(&sink, notes)
    }
  }

  /// The records of a chunk of any structure.
  func rendered(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ place: ChunkPlace, rowLimit: Int
  ) -> RenderedBatch? {
    RenderPointers.with(self) { pointers in
      let notes = RenderNotes(firstLine: place.line)
      var sink = RenderSink(
        bytes: base, plan: self, pointers: pointers, notes: notes, rowLimit: rowLimit,
        hasPlainQuotes: false, capacity: count + place.rowCount * rowBytes + 4096)
      sink.begin(lead(place))
      _ = RecordWalker(grammar: batch.grammar).walk(base, from: 0, count: count, sink: &sink)
      return finished(&sink, notes)
    }
  }

  private func lead(_ place: ChunkPlace) -> ArraySlice<UInt8> {
    template.lead.dropFirst(place.firstRow == 0 ? template.omittedAtFirst : 0)
  }

  private func finished(_ sink: inout RenderSink, _ notes: RenderNotes) -> RenderedBatch? {
    let bytes = sink.finish(lead: template.lead.count)
    return notes.isForeign
      ? nil
      : RenderedBatch(bytes: bytes, rowCount: sink.rowCount, diagnostics: notes.diagnostics)
  }
}
