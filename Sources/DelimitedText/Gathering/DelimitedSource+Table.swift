import RowcastFileIO
import RowcastMachine
public import RowcastTabular

extension DelimitedSource {
  /// Gathers all records into a table: numbers are read straight into their columns, texts become
  /// codes of dictionaries in the order of first appearance.
  ///
  /// - Parameters:
  ///   - columns: names of the columns, in the order wanted; nil for those of the schema.
  ///   - progress: told the number of rows read and what was odd in them, in order.
  public func table(
    columns: [String]? = nil, progress: (Int, DiagnosticLog) -> Void = { _, _ in }
  ) throws(DelimitedTextError) -> Table {
    let chosen = try chosen(columns)
    let width = plan.modes.count
    var modes = [ColumnDecision.Mode](repeating: .skip, count: width)
    for column in chosen { modes[column.source] = plan.modes[column.source] }
    let storage = TableStorage(
      modes: modes, kinds: plan.decisions.map(\.kind), rowCount: rowCount)
    var joiner = TextJoiner(columns: chosen.map(\.source))
    var rows = 0
    var next = 0
    do {
      try orderedMap(
        produce: { () -> ChunkPlace? in
          guard next < chunks.count else { return nil }
          defer { next += 1 }
          return chunks[next]
        },
        transform: { (place: ChunkPlace) throws -> (ChunkPlace, [TableSink.Texts], DiagnosticLog) in
          let (texts, diagnostics) = try gather(place, into: storage)
          return (place, texts, diagnostics)
        },
        consume: { place, texts, diagnostics in
          joiner.join(
            texts, of: place.firstRow..<min(place.firstRow + place.rowCount, rowCount), in: storage)
          rows += place.rowCount
          var located = diagnostics
          located.locate(within: RowcastLocation(file: input.name))
          progress(rows, located)
          return true
        })
    } catch let error as DelimitedTextError {
      throw error
    } catch {
      throw DelimitedTextError(.foreignFormat("\(error)"))
    }
    return joiner.table(
      of: chosen, kinds: plan.decisions.map(\.kind), storage, rowCount: rowCount)
  }

  private func chosen(_ names: [String]?) throws(DelimitedTextError) -> [ColumnSchema] {
    guard let names else { return schema.columns }
    var result: [ColumnSchema] = []
    for name in names {
      guard let column = schema.columns.first(where: { $0.name == name }) else {
        throw DelimitedTextError(
          .noSuchColumn(name, available: schema.names),
          at: RowcastLocation(file: input.name))
      }
      result.append(column)
    }
    return result
  }

  /// One chunk's rows into the columns.
  private func gather(
    _ place: ChunkPlace, into storage: TableStorage
  ) throws(DelimitedTextError) -> ([TableSink.Texts], DiagnosticLog) {
    let bytes = try bytes(of: place)
    let end = min(place.firstRow + place.rowCount, rowCount)
    let result = bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress, place.firstRow < end else {
        return ([TableSink.Texts](), DiagnosticLog(), end)
      }
      var sink = TableSink(bytes: base, plan: plan, storage: storage, place: place)
      walk(base, buffer.count, &sink)
      sink.finish()
      return (sink.texts, sink.diagnostics, sink.row)
    }
    guard result.2 == end else { throw changed() }
    return (result.0, result.1)
  }
}
