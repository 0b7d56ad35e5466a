import RowcastMachine
internal import RowcastTabular

/// The hot loop of writing JSON: the cells of a batch to bytes.
///
/// A row is a walk over the columns with one finger on the row's cells, which come in the same
/// order. For each column the key's bytes are copied, then the value, or null where the finger's
/// cell belongs to a later column:
///
///     columns   name      age       city      joined
///     cells     A "Ann"             C "Oslo"  D 19783
///     bytes     {"name":"Ann","age":null,"city":"Oslo","joined":"2024-03-01"}
///
/// Nothing is tested twice: room for key and value is made with one comparison, keys and short
/// texts are copied by words (what is copied too much is overwritten by what follows), texts known
/// to be plain are not looked at, numbers of the source pass as they are. Columns in another order
/// than the source's take one pass more to find each column's cell.
///
/// Measured on one core of a cloud machine with ten columns of texts and numbers: see
/// `Benchmarks/Micro` ("encode json").
struct RecordLoop {
  let encoder: JSONRecordEncoder
  let layout: RecordLayout
  let batch: RecordBatch
  let plain: DictionaryMarks?

  init(encoder: JSONRecordEncoder, batch: RecordBatch) {
    self.encoder = encoder
    layout = encoder.layout
    self.batch = batch
    plain = encoder.plainTexts.marks(of: batch.dictionary)
  }

  func encode(into buffer: inout OutputBytes) {
    let values = ValueWriter(batch: batch, options: encoder.options, plain: plain)
    let shared = batch.dictionary.bytes
    let cells = batch.cells.span
    let bytes = ValueWriter.Bytes(
      text: batch.text.span, shared: shared.span, keys: layout.keys.span)
    for row in 0..<batch.rowCount {
      let range = batch.cellRange(ofRow: row)
      guard range.upperBound <= cells.count else { return }
      let start = appendLead(row: row, to: &buffer)
      appendProvenance(row: row, to: &buffer)
      let next =
        layout.isOrdered
        ? appendOrdered(cells, range, values, bytes, to: &buffer)
        : appendReordered(cells, range, values, bytes, to: &buffer)
      if next < range.upperBound, encoder.options.keepsUnknownColumns {
        appendUnknown(cells, next..<range.upperBound, values, bytes, to: &buffer)
      }
      close(from: start, buffer: &buffer)
    }
  }

  /// Writes the known columns; returns the first cell that stands beyond them.
  @inline(__always)
  private func appendOrdered(
    _ cells: Span<Cell>, _ range: Range<Int>, _ values: borrowing ValueWriter,
    _ bytes: borrowing ValueWriter.Bytes, to buffer: inout OutputBytes
  ) -> Int {
    var next = range.lowerBound
    let end = range.upperBound
    let first = layout.provenance.count
    let stopsEarly = encoder.options.keepsRowWidth && !layout.isKeyed
    let sources = layout.sources.span
    let ends = layout.keyEnds.span
    for k in 0..<sources.count {
      let source = sources[k]
      while next < end, cells[next].column < source { next &+= 1 }
      let field = first &+ k
      let key = (field == 0 ? 0 : ends[field &- 1])..<ends[field]
      if next < end, cells[next].column == source {
        values.append(cells[next], bytes, key: key, to: &buffer)
        next &+= 1
      } else {
        if stopsEarly, next == end { return next }
        values.appendEmpty(bytes.keys, key: key, to: &buffer)
      }
    }
    return next
  }

  /// As the ordered walk, for columns that are written in another order than the source's.
  @inline(never)
  private func appendReordered(
    _ cells: Span<Cell>, _ range: Range<Int>, _ values: borrowing ValueWriter,
    _ bytes: borrowing ValueWriter.Bytes, to buffer: inout OutputBytes
  ) -> Int {
    var beyond = range.upperBound
    while beyond > range.lowerBound, Int(cells[beyond - 1].column) > layout.lastSource {
      beyond -= 1
    }
    for (k, source) in layout.sources.enumerated() {
      let field = layout.provenance.count + k
      let key = (field == 0 ? 0 : layout.keyEnds[field - 1])..<layout.keyEnds[field]
      var low = range.lowerBound
      var high = beyond
      while low < high {
        let middle = (low + high) / 2
        if cells[middle].column < source { low = middle + 1 } else { high = middle }
      }
      if low < beyond, cells[low].column == source {
        values.append(cells[low], bytes, key: key, to: &buffer)
      } else {
        values.appendEmpty(bytes.keys, key: key, to: &buffer)
      }
    }
    return beyond
  }

  /// Writes the cells beyond the schema: as `column_N`, or in arrays at their place.
  @inline(never)
  private func appendUnknown(
    _ cells: Span<Cell>, _ range: Range<Int>, _ values: borrowing ValueWriter,
    _ bytes: borrowing ValueWriter.Bytes, to buffer: inout OutputBytes
  ) {
    var place = layout.lastSource + 1
    for index in range where Int(cells[index].column) > layout.lastSource {
      let cell = cells[index]
      let isMissing = cell.kind == .uncalculated
      var key = layout.separator
      if layout.isKeyed {
        if isMissing, encoder.options.empty == .omit { continue }
        key = layout.key(ofUnknownColumn: Int(cell.column), schema: encoder.schema)
      } else {
        while place < Int(cell.column) {
          buffer.append(UInt8(ascii: ","))
          buffer.append(literal: encoder.options.empty == .text ? "\"\"" : "null")
          place += 1
        }
        place += 1
      }
      buffer.append(contentsOf: key)
      if isMissing {
        buffer.append(literal: encoder.options.empty == .text ? "\"\"" : "null")
      } else {
        values.append(cell, bytes, key: 0..<0, to: &buffer)
      }
    }
  }

  /// Writes what stands before a record; returns where the opener belongs.
  @inline(__always)
  private func appendLead(row: Int, to buffer: inout OutputBytes) -> Int {
    if !layout.rowLead.isEmpty {
      if encoder.isFirst(row: batch.firstRow + row) {
        buffer.append(layout.rowLead.span.extracting(1...))
      } else {
        buffer.append(contentsOf: layout.rowLead)
      }
    }
    return buffer.count
  }

  @inline(__always)
  private func appendProvenance(row: Int, to buffer: inout OutputBytes) {
    for (i, field) in layout.provenance.enumerated() {
      let start = i == 0 ? 0 : layout.keyEnds[i - 1]
      buffer.append(layout.keys.span.extracting(start..<layout.keyEnds[i]))
      switch field {
      case .sheet: buffer.append(contentsOf: encoder.sheetText)
      case .row: NumberText.append(Int64(batch.rows[row].number), to: &buffer)
      }
    }
  }

  /// Puts the opener over the record's first comma, and the tail behind.
  @inline(__always)
  private func close(from start: Int, buffer: inout OutputBytes) {
    if buffer.count == start {
      buffer.append(layout.opener)
    } else {
      buffer.replaceByte(at: start, with: layout.opener)
    }
    buffer.append(contentsOf: layout.rowTail)
  }
}
