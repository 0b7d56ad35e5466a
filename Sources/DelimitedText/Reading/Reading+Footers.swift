import RowcastFileIO
import RowcastTabular

extension Reading {
  /// What stands at the end of a file and is read as records, but looks like none: notes, totals, records
  /// without values, as spreadsheets and reports leave them.
  ///
  /// The last chunk alone is looked at, as the batch that it is or would be, so that the loop over all
  /// others does not pay for it.
  func footers(of chunk: borrowing OpenChunk) -> DiagnosticLog {
    let place = chunk.place
    guard mayHaveFooters(place) else { return DiagnosticLog() }
    var batch = RecordBatch(firstRow: place.firstRow)
    var appended: [UInt8] = []
    var diagnostics = DiagnosticLog()
    _ = BatchSink.fill(
      &batch, of: chunk, by: plan, rowLimit: .max, known: nil, appended: &appended,
      diagnostics: &diagnostics)
    batch.diagnostics = diagnostics
    let bytes = chunk.bytes
    batch.text = bytes.array() + appended
    return footers(of: batch, at: place)
  }

  /// Of some columns or rows alone, no row can be told from a record.
  private func mayHaveFooters(_ place: ChunkPlace) -> Bool {
    place.offset + place.count >= layout.input.count && place.rowCount > 0
      && options.columns == nil && options.limit == nil
  }

  /// The same of a chunk whose records are there.
  func footers(of batch: RecordBatch, at place: ChunkPlace) -> DiagnosticLog {
    var log = DiagnosticLog()
    guard mayHaveFooters(place) else { return log }
    let blank = batch.blankRowsAtEnd
    let kept = place.firstRow + batch.rowCount - blank
    if blank > 0, kept > 0 {
      log.add(
        Diagnostic(
          kind: .rowsBelow, message: HeaderRemark.blankRecords(blank, limit: kept),
          location: RowcastLocation(row: Int(batch.rows[batch.rowCount - blank].number))))
    }
    if let shape = layout.recordShape {
      var found = RowsBelow.Found(shape)
      found.take(shape.tally(batch))
      // Short lines are told as such.
      let short = Set(
        batch.diagnostics.kept.lazy.filter { $0.kind == .raggedRow }.compactMap(\.location.row))
      for finding in found.findings(isComplete: true) {
        switch finding {
        case .notes(let rows, _, let lastRecord):
          guard let last = batch.rows.firstIndex(where: { Int($0.number) == lastRecord }),
            !rows.allSatisfy(short.contains)
          else { continue }
          log.add(
            Diagnostic(
              kind: .rowsBelow,
              message: HeaderRemark.notesBelow(rows, "--limit \(place.firstRow + last + 1)"),
              location: RowcastLocation(row: rows.lowerBound)))
        case .totals(let count, let row, let column):
          log.add(
            Diagnostic(
              kind: .totalRow, message: HeaderRemark.totals(count),
              location: RowcastLocation(row: row, column: column)))
        case .narrowTable, .beyondEnd: continue
        }
      }
    }
    log.locate(within: location)
    return log
  }
}

extension RecordBatch {
  /// How many records at the end have no values.
  fileprivate var blankRowsAtEnd: Int {
    var row = rowCount
    while row > 0, cells[cellRange(ofRow: row - 1)].isEmpty { row -= 1 }
    return rowCount - row
  }
}
