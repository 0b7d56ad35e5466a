internal import RowcastFileIO
import RowcastTabular

/// Reads cells out of records: the hot loop of .xls.
///
///     03 02 0E 00 | row | column | style | eight bytes of a double       NUMBER
///     FD 00 0A 00 | row | column | style | number of a shared string     LABELSST
///     BD 00 ..    | row | column | style, RK | style, RK | ... | column  MULRK
///
/// A cell has at least six bytes (in MULRK), so room for its cells is made once for a piece.
struct BIFFScanner: RowScanner {
  private let context: ScanContext
  private let cells: BIFFCells
  /// Zero-based; none where they are read as all others.
  private let hiddenRows: Set<Int>
  /// Whether the empty texts of formulas are no results.
  private let isUncalculated: Bool
  private static let leastCellBytes = 6

  init(
    _ context: ScanContext, _ cells: BIFFCells, hiddenRows: Set<Int>, isUncalculated: Bool
  ) {
    self.context = context
    self.cells = cells
    self.hiddenRows = hiddenRows
    self.isUncalculated = isUncalculated
  }

  /// What is carried from record to record.
  private struct Progress {
    var row = -1
    /// A formula whose text is in a record that follows.
    var pending: RowCollector.Place?
    /// The style that a BIFF2 cell has no room for.
    var style: Int?
    /// Room for texts, used again and again.
    var text: [UInt8] = []
    var raw: [UInt8] = []
  }

  func scan(_ piece: BIFFPiece, into rows: inout RowCollector) throws(SpreadsheetError) {
    let bytes = piece.bytes
    rows.reserve(cells: bytes.count / Self.leastCellBytes + 16, text: 0)
    var progress = Progress()
    var at = 0
    let span = bytes.span
    while let type = span.littleEndian16(at: at), let length = span.littleEndian16(at: at + 2) {
      let start = at + RecordCursor.headerBytes
      at = min(start + Int(length), bytes.count)
      if RecordType.isCell(type, cells.version) {
        if progress.pending != nil { finishFormula(&progress, &rows) }
        // In BIFF5 and BIFF8 every cell begins with row, column and style, two bytes each.
        guard let row = span.littleEndian16(at: start),
          let column = span.littleEndian16(at: start + 2), at - start >= 7
        else { continue }
        if Int(row) != progress.row { begin(Int(row), &progress, &rows) }
        if type == RecordType.multipleRK {
          addMultiple(bytes, start..<at, column: Int(column), &rows)
        } else if rows.accepts(Int(column), limit: BIFFVersion.columnLimit, context) {
          let place = place(bytes, start, Int(column), &progress)
          try add(type, bytes, start..<at, place, &progress, &rows)
          if context.dates == .asStated, type == RecordType.formula, cells.version >= .biff5 {
            // Behind the value, flags, and what the program keeps to itself.
            let tokens = start + 22
            let length = Int(span.littleEndian16(at: start + 20) ?? 0)
            rows.addFormula(
              cells.formulas, bytes, tokens..<max(tokens, min(tokens + length, at)),
              column: Int(column))
          }
        }
      } else if type == RecordType.string || type == RecordType.oldString {
        if let place = progress.pending {
          progress.pending = nil
          try addText(bytes, start..<at, place, &progress, &rows)
        }
      } else if type == RecordType.sharedFormula || type == RecordType.array {
        // Behind the cells that it holds for.
        let isArray = type == RecordType.array
        let tokens = start + (isArray ? 14 : 10)
        if context.dates == .asStated, let length = span.littleEndian16(at: tokens - 2) {
          rows.setFormula(
            cells.formulas, bytes, tokens..<max(tokens, min(tokens + Int(length), at)),
            isArray: isArray)
        }
      } else if type == RecordType.oldCellFormat, cells.version == .biff2 {
        progress.style = span.littleEndian16(at: start).map { Int($0) }
      }
    }
    if progress.pending != nil { finishFormula(&progress, &rows) }
    rows.endRow()
  }

  private func begin(_ row: Int, _ progress: inout Progress, _ rows: inout RowCollector) {
    progress.row = row
    rows.beginRow(
      number: row + 1,
      isSkipped: !context.rows.contains(row + 1) || hiddenRows.contains(row))
  }

  /// The style of a cell: its number, or what the three bytes of BIFF2 say.
  @inline(__always)
  private func place(
    _ bytes: [UInt8], _ start: Int, _ column: Int, _ progress: inout Progress
  ) -> RowCollector.Place {
    if cells.version > .biff2 {
      return RowCollector.Place(
        column: column, style: Int(bytes.span.littleEndian16(at: start + 4) ?? 0))
    }
    defer { progress.style = nil }
    let number = Int(bytes[start + 4] & 0x3F)
    let style =
      !cells.hasCellFormats
      ? Int(bytes[start + 5] & 0x3F) : number == 0x3F ? progress.style ?? 0 : number
    return RowCollector.Place(column: column, style: style)
  }

  @inline(__always)
  private func add(
    _ type: UInt16, _ bytes: [UInt8], _ payload: Range<Int>, _ place: RowCollector.Place,
    _ progress: inout Progress, _ rows: inout RowCollector
  ) throws(SpreadsheetError) {
    let span = bytes.span
    // What BIFF2 says of the look of a cell has three bytes, later versions take two.
    let start = payload.lowerBound + (cells.version == .biff2 ? 7 : 6)
    let isWhole = { (count: Int) in start + count <= payload.upperBound }
    switch type {
    case RecordType.rk:
      guard isWhole(4), let bits = span.littleEndian32(at: start) else { return }
      add(RKNumber(bits), place, &rows)
    case RecordType.number, RecordType.oldNumber:
      guard isWhole(8), let bits = span.littleEndian64(at: start) else { return }
      rows.add(Double(bitPattern: bits), at: place, context)
    case RecordType.sharedLabel:
      guard isWhole(4), let index = span.littleEndian32(at: start) else { return }
      rows.add(sharedText: Int(index), at: place, context)
    case RecordType.label, RecordType.richLabel, RecordType.oldLabel:
      try addText(bytes, start..<payload.upperBound, place, &progress, &rows)
    case RecordType.truthOrError, RecordType.oldTruthOrError:
      guard isWhole(2) else { return }
      if bytes[start + 1] != 0 {
        rows.add(error: bytes[start], at: place, context)
      } else {
        rows.add(bytes[start] != 0, at: place, context)
      }
    case RecordType.oldInteger:
      guard isWhole(2), let value = span.littleEndian16(at: start) else { return }
      rows.add(Int64(value), at: place, context)
    default:
      guard isWhole(8), let bits = span.littleEndian64(at: start) else { return }
      addFormula(bits, place, &progress, &rows)
    }
  }

  @inline(__always)
  private func add(_ number: RKNumber, _ place: RowCollector.Place, _ rows: inout RowCollector) {
    switch number {
    case .integer(let value): rows.add(value, at: place, context)
    case .double(let value): rows.add(value, at: place, context)
    }
  }

  /// Numbers in neighboring columns; how many there are is what the record's length says.
  private func addMultiple(
    _ bytes: [UInt8], _ payload: Range<Int>, column: Int, _ rows: inout RowCollector
  ) {
    let span = bytes.span
    for i in 0..<max(0, (payload.count - 6) / 6) {
      let at = payload.lowerBound + 4 + 6 * i
      guard rows.accepts(column + i, limit: BIFFVersion.columnLimit, context),
        let style = span.littleEndian16(at: at), let bits = span.littleEndian32(at: at + 2)
      else { continue }
      add(RKNumber(bits), RowCollector.Place(column: column + i, style: Int(style)), &rows)
    }
  }

  /// The result of a formula ([MS-XLS] 2.5.133): a double, or what no double is.
  private func addFormula(
    _ bits: UInt64, _ place: RowCollector.Place, _ progress: inout Progress,
    _ rows: inout RowCollector
  ) {
    var place = place
    place.flags = .formula
    guard bits >> 48 == 0xFFFF else {
      rows.add(Double(bitPattern: bits), at: place, context)
      return
    }
    let value = UInt8(truncatingIfNeeded: bits >> 16)
    switch bits & 0xFF {
    case 0: progress.pending = place
    case 1: rows.add(value != 0, at: place, context)
    case 2: rows.add(error: value, at: place, context)
    default:
      if isUncalculated {
        rows.addUncalculated(at: place, context)
      } else {
        rows.add(text: [], at: place, context)
      }
    }
  }

  /// A formula whose text never came has an empty one.
  private func finishFormula(_ progress: inout Progress, _ rows: inout RowCollector) {
    guard let place = progress.pending else { return }
    progress.pending = nil
    rows.add(text: [], at: place, context)
  }

  /// Adds a text that stands with its length before it.
  /// - Throws: ``SpreadsheetError`` when it is no text in the encoding that was asked for.
  private func addText(
    _ bytes: [UInt8], _ range: Range<Int>, _ place: RowCollector.Place,
    _ progress: inout Progress, _ rows: inout RowCollector
  ) throws(SpreadsheetError) {
    progress.text.removeAll(keepingCapacity: true)
    var reader = SegmentedText(at: range.lowerBound, end: range.upperBound, in: bytes)
    let count = cells.version == .biff2 ? Int(reader.byte(bytes)) : reader.half(bytes)
    if cells.version == .biff8 {
      reader.appendUnicode(count, bytes, to: &progress.text)
    } else {
      progress.raw.removeAll(keepingCapacity: true)
      reader.appendBytes(count, bytes, to: &progress.raw)
      if !cells.codePage.append(progress.raw, to: &progress.text) {
        if let encoding = cells.encoding {
          throw SpreadsheetError(
            .notInEncoding(encoding),
            at: RowcastLocation(row: rows.rowNumber, column: place.column))
        }
        let note = SheetValue.Note.badText
        rows.note(note.kind, note.message, row: rows.rowNumber, column: place.column)
      }
      if cells.isCodePageGuessed, progress.raw.contains(where: { $0 >= 0x80 }) {
        rows.note(
          .guessedEncoding, CodePage.guess, row: rows.rowNumber, column: place.column)
      }
    }
    rows.add(text: progress.text, at: place, context)
  }
}
