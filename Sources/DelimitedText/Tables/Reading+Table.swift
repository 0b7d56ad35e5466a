import RowcastMachine
import RowcastTabular

extension Reading {
  /// What became of a chunk: its rows stand in the columns, its texts wait for their codes.
  private struct Gathered: Sendable {
    var texts: [TableSink.Texts]
    var diagnostics: DiagnosticLog
    var footers: DiagnosticLog
  }

  /// Gathers all records: numbers straight into their columns, into which all threads write rows of
  /// their own; texts by codes of each chunk's own, which are turned into the table's in the order of
  /// the chunks, so that codes follow the first appearance in the file.
  ///
  /// Where the number of rows is not known, there is room for a quarter more than the first chunk lets
  /// expect; what is not written to takes no memory.
  func table(of schema: Schema, progress: (Int, DiagnosticLog) -> Void) throws -> Table {
    let decisions = plan.fields.decisions
    var modes = [ColumnDecision.Mode](repeating: .skip, count: decisions.count)
    for column in schema.columns {
      guard decisions.indices.contains(column.source) else {
        throw DelimitedTextError(
          .noSuchColumn(column.name, available: self.schema.names), at: location)
      }
      modes[column.source] = decisions[column.source].mode
    }
    let capacity =
      switch strategy {
      case .measured(_, let rowCount): rowCount
      case .guessed(let guess): guess.mostRows
      }
    let storage = TableStorage(modes: modes, kinds: decisions.map(\.kind), rowCount: capacity)
    var interners = [StringInterner](repeating: StringInterner(), count: decisions.count)
    var rowCount = 0
    let found = try visitChunks(for: TableSink.byteClass) { chunk in
      try gather(chunk, into: storage)
    } inOrder: { place, gathered in
      let rows = place.firstRow..<min(place.firstRow + place.rowCount, capacity)
      for text in gathered.texts {
        guard case .texts(let codes) = storage[text.column] else { continue }
        let map = interners[text.column].codes(of: text.interner.dictionary())
        for row in rows where codes[row] != TypedColumn.missingCode {
          codes[row] = map[Int(codes[row])]
        }
      }
      rowCount = rows.upperBound
      var diagnostics = gathered.diagnostics
      diagnostics.locate(within: location)
      diagnostics.merge(gathered.footers)
      progress(rowCount, diagnostics)
      return true
    }
    let kinds = (found?.plan.fields.decisions ?? decisions).map(\.kind)
    let columns = mapChunks(of: schema.columns.count, size: 1) { [rowCount, interners] index, _ in
      let column = schema.columns[index]
      if case .texts = storage[column.source] {
        return TypedColumn(
          name: column.name, kind: .text,
          values: .texts(
            codes: storage.codes(of: column.source, rowCount: rowCount),
            dictionary: interners[column.source].dictionary()))
      }
      return TypedColumn(
        name: column.name, kind: kinds[column.source],
        values: .numbers(storage.numbers(of: column.source, rowCount: rowCount)))
    }
    return Table(columns: columns, rowCount: rowCount)
  }

  /// One chunk's rows into the columns; what the chunk tells about these is learned in the same walk,
  /// where it is to be learned.
  private func gather(
    _ chunk: consuming OpenChunk, into storage: TableStorage
  ) throws -> (ChunkEvidence?, Gathered) {
    let place = chunk.place
    let end = min(place.firstRow + place.rowCount, storage.rowCount)
    guard case .guessed(let guess) = strategy else {
      guard place.firstRow < end else {
        return (nil, Gathered(texts: [], diagnostics: DiagnosticLog(), footers: DiagnosticLog()))
      }
      let (gathered, row) = walk(chunk, into: storage)
      guard row == end else { throw changed() }
      return (nil, gathered)
    }
    guard place.firstRow + place.rowCount == end else { throw WrongGuess() }
    if chunk.evidence != nil {
      let (gathered, row) = walk(chunk, into: storage)
      guard row == end else { throw WrongGuess() }
      return (nil, gathered)
    }
    let sink = chunk.walk(
      to: TableSink(plan: plan, storage: storage, place: place, known: guess.known))
    // What was counted before holds, or the chunk is not what it was taken for.
    guard sink.row == end, sink.diagnostics.isEmpty else { throw WrongGuess() }
    let evidence = try learned(from: chunk, isNew: sink.check.isNew, guess)
    return (
      evidence,
      Gathered(texts: sink.texts, diagnostics: sink.diagnostics, footers: footers(of: chunk))
    )
  }

  /// The walk of a chunk whose rows are known: what was found, and the row behind the last one.
  private func walk(
    _ chunk: borrowing OpenChunk, into storage: TableStorage
  ) -> (Gathered, row: Int) {
    let sink = chunk.walk(to: TableSink(plan: plan, storage: storage, place: chunk.place))
    return (
      Gathered(texts: sink.texts, diagnostics: sink.diagnostics, footers: footers(of: chunk)),
      sink.row
    )
  }
}
