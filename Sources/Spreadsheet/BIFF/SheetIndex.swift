internal import RowcastFileIO
import RowcastTabular

/// What one walk over the headers of a sheet's records tells: where it can be cut, and all that does
/// not stand in cells.
struct SheetIndex: Sendable {
  /// Pieces of whole rows, by their places in the stream; embedded charts lie between them.
  private(set) var pieces: [Range<Int>] = []
  /// Whether rows stand in their order; where not, the pieces can only be put in order together.
  private(set) var isOrdered = true
  private(set) var layout = SheetLayout()
  /// Hidden rows, zero-based.
  private(set) var hiddenRows: Set<Int> = []
  private(set) var merges: [CellRange] = []
  /// Whether the sheet has formulas, and whether one of them has a result.
  private var hasFormulas = false
  private var hasResults = false
  /// Whether none of the sheet's formulas was ever calculated: programs that calculate nothing store
  /// an empty text for each, and nothing in the bytes that Excel keeps to itself.
  var isUncalculated: Bool { hasFormulas && !hasResults }
  /// The bytes of all pieces.
  private(set) var byteCount = 0

  /// The bytes of all records, those of charts among them.
  private(set) var walkedBytes = 0

  private static let pieceBytes = 1 << 14

  /// Walks over the substream that begins at an offset, until its end or that of the stream.
  /// - Throws: ``SpreadsheetError`` when the file cannot be read or a limit is met.
  init(
    _ stream: any ByteSource, at offset: Int, version: BIFFVersion, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    var cursor = RecordCursor(stream, at: offset)
    guard try cursor.advance() else { return }
    var start = cursor.next
    var depth = 1
    var lastRow = -1
    while try cursor.advance() {
      if cursor.type == RecordType.end {
        depth -= 1
        if depth == 0 { break }
        if depth == 1 { start = cursor.next }
      } else if RecordType.beginnings.contains(cursor.type) {
        // The cells of embedded charts are not the sheet's.
        if depth == 1 { close(start..<cursor.start) }
        depth += 1
      } else if depth == 1 {
        if RecordType.isCell(cursor.type, version) {
          if !hasResults, version >= .biff5, RecordType.isFormula(cursor.type) {
            hasFormulas = true
            hasResults = !Self.isWithoutResult(cursor)
          }
          let row = Int(
            cursor.window.span.littleEndian16(at: cursor.payload.lowerBound) ?? 0)
          if row != lastRow {
            if row < lastRow { isOrdered = false }
            lastRow = row
            // Texts and formats of BIFF2's cells stand beside them.
            if version > .biff2, cursor.start - start >= Self.pieceBytes {
              close(start..<cursor.start)
              start = cursor.start
            }
          }
        } else {
          try take(cursor, limits)
        }
      }
    }
    // Without its last record a sheet is whole; within one, some of its cells are missing.
    if cursor.isCut || (depth > 0 && cursor.next < stream.count) {
      throw SpreadsheetError(
        .damaged("the stream ends within a record, and cells are missing"), at: cursor.location)
    }
    walkedBytes = cursor.next - offset
    if depth == 0 { close(start..<cursor.start) } else { close(start..<cursor.next) }
  }

  /// Whether a formula has an empty text, no flag, and nothing of Excel's own.
  private static func isWithoutResult(_ cursor: RecordCursor) -> Bool {
    let start = cursor.payload.lowerBound
    let window = cursor.window.span
    return cursor.payload.count >= 20 && window.littleEndian64(at: start + 6) == 0xFFFF << 48 | 3
      && window.littleEndian16(at: start + 14).map { $0 & ~3 } == 0
      && window.littleEndian32(at: start + 16) == 0
  }

  private mutating func close(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    pieces.append(range)
    byteCount += range.count
  }

  private mutating func take(
    _ cursor: RecordCursor, _ limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    let payload = cursor.payload
    func half(_ at: Int) -> Int? {
      at + 2 <= payload.count
        ? cursor.window.span.littleEndian16(at: payload.lowerBound + at).map { Int($0) } : nil
    }
    switch cursor.type {
    case RecordType.row:
      if let row = half(0), let flags = half(12), flags & 0x20 != 0 { hiddenRows.insert(row) }
    case RecordType.columnInfo:
      guard let first = half(0), let last = half(2), first <= last, first < BIFFVersion.columnLimit,
        let width = half(4), let flags = half(8), layout.widths.count < 1 << 10,
        layout.hiddenColumns.count < 1 << 10
      else { return }
      let columns = first...min(last, BIFFVersion.columnLimit - 1)
      if flags & 1 != 0 || width == 0 {
        layout.hiddenColumns.append(columns)
      } else {
        layout.widths.append((columns, Double(width) / 256))
      }
    case RecordType.mergedCells:
      for i in 0..<(half(0) ?? 0) {
        guard let firstRow = half(2 + 8 * i), let lastRow = half(4 + 8 * i),
          let firstColumn = half(6 + 8 * i), let lastColumn = half(8 + 8 * i)
        else { break }
        guard merges.count < limits.items else {
          throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
        }
        let range = CellRange(
          first: CellReference(row: firstRow, column: min(firstColumn, 0x3FFF)),
          last: CellReference(row: lastRow, column: min(lastColumn, 0x3FFF)))
        if range.first != range.last { merges.append(range) }
      }
    default: break
    }
  }
}
