import FileIO
import Parallelism
public import Tabular

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
    var interners: [Int: StringInterner] = [:]
    for column in chosen { interners[column.source] = StringInterner() }
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
          join(texts, place, storage, &interners)
          rows += place.rowCount
          var located = diagnostics
          located.locate(within: SourceLocation(file: input.name))
          progress(rows, located)
          return true
        })
    } catch let error as DelimitedTextError {
      throw error
    } catch {
      throw DelimitedTextError(.foreignFormat("\(error)"))
    }
    return table(of: chosen, storage, interners)
  }

  private func chosen(_ names: [String]?) throws(DelimitedTextError) -> [ColumnSchema] {
    guard let names else { return schema.columns }
    var result: [ColumnSchema] = []
    for name in names {
      guard let column = schema.columns.first(where: { $0.name == name }) else {
        throw DelimitedTextError(
          .noSuchColumn(name, available: schema.names),
          at: SourceLocation(file: input.name))
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

  /// Turns a chunk's codes into the table's.
  private func join(
    _ texts: [TableSink.Texts], _ place: ChunkPlace, _ storage: TableStorage,
    _ interners: inout [Int: StringInterner]
  ) {
    let end = min(place.firstRow + place.rowCount, storage.rowCount)
    for text in texts {
      guard case .texts(let codes) = storage[text.column] else { continue }
      let local = text.interner.dictionary()
      var map = [UInt32](repeating: 0, count: local.count)
      local.bytes.withUnsafeBufferPointer { bytes in
        for code in 0..<local.count {
          let range = local.offsets[code]..<local.offsets[code + 1]
          map[code] =
            interners[text.column]?.intern(UnsafeBufferPointer(rebasing: bytes[range])) ?? 0
        }
      }
      map.withUnsafeBufferPointer { map in
        for row in place.firstRow..<end where codes[row] != Column.missingCode {
          codes[row] = map[Int(codes[row])]
        }
      }
    }
  }

  private func table(
    of chosen: [ColumnSchema], _ storage: TableStorage, _ interners: [Int: StringInterner]
  ) -> Table {
    let columns = mapChunks(of: chosen.count, size: 1) { index, _ in
      let column = chosen[index]
      let kind = plan.decisions[column.source].kind
      if case .texts = storage[column.source] {
        return Column(
          name: column.name, kind: .text,
          values: .texts(
            codes: storage.codes(of: column.source),
            dictionary: interners[column.source]?.dictionary() ?? .empty))
      }
      return Column(
        name: column.name, kind: kind, values: .numbers(storage.numbers(of: column.source)))
    }
    return Table(columns: columns, rowCount: rowCount)
  }
}
