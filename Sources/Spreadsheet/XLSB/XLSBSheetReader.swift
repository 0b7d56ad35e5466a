import RowcastTabular
import RowcastZipArchive

/// Records of whole rows of a sheet: the first `count` of some bytes.
struct XLSBPiece: Sendable {
  var bytes: [UInt8]
  var count: Int
  /// Where they begin in the part.
  var offset: Int
}

/// Inflates a sheet and cuts it in front of rows; what stands before and behind the rows is read on
/// the way.
final class XLSBSheetReader: SheetReader {
  let byteCount: Int
  private(set) var layout = SheetLayout()
  private var merges: [CellRange] = []
  private let part: String
  private let stream: PartStream
  private let pieceSize: Int
  private let formulas: FormulaText
  private let limits: WorkbookLimits
  /// What is inflated and not handed out.
  private var bytes: [UInt8] = []
  /// Where ``bytes`` begin in the part.
  private var offset = 0
  /// The next record that was not looked at.
  private var ahead = 0
  private var isEnded = false

  /// Opens the sheet and reads up to its first row.
  init(
    _ entry: ZipEntry, in archive: ZipArchive, pieceSize: Int, _ formulas: FormulaText,
    limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    part = entry.name
    self.formulas = formulas
    byteCount = entry.size
    self.pieceSize = max(1 << 12, min(pieceSize, entry.size))
    self.limits = limits
    stream = try PartStream(entry, in: archive, isReadAgain: true, isBinary: true)
    let reader = BinaryPartReader(continuing: stream, rest: [], offset: 0, limits: limits)
    while true {
      guard try reader.advance() else {
        isEnded = true
        break
      }
      if reader.type == BinaryRecord.columnInfo { addColumn(reader) }
      if reader.type == BinaryRecord.mergedCell { try addMerge(reader) }
      if reader.type == BinaryRecord.beginSheetData { break }
    }
    (bytes, offset) = reader.rest
  }

  private func addColumn(_ reader: BinaryPartReader) {
    guard let first = reader.word(0), let last = reader.word(4), first <= last,
      first < CellReference.columnLimit, let width = reader.word(8), let flags = reader.half(16),
      layout.widths.count + layout.hiddenColumns.count < CellReference.columnLimit
    else { return }
    let columns = first...min(last, CellReference.columnLimit - 1)
    if flags & 1 != 0 || width == 0 {
      layout.hiddenColumns.append(columns)
    } else {
      layout.widths.append((columns, Double(width) / 256))
    }
  }

  private func addMerge(_ reader: BinaryPartReader) throws(SpreadsheetError) {
    guard let range = CellRange(reader, at: 0), range.first != range.last else { return }
    guard merges.count < limits.items else {
      throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
    }
    merges.append(range)
  }

  func next() throws(SpreadsheetError) -> XLSBPiece? {
    if isEnded { return nil }
    do throws(SpreadsheetError) { return try cut() } catch {
      throw error.within(RowcastLocation(part: part, byte: offset + ahead))
    }
  }

  private enum Place {
    /// Before a row, with enough rows in front of it.
    case row
    /// At the end of the rows; where the next record begins.
    case end(Int)
    case none
  }

  private func cut() throws(SpreadsheetError) -> XLSBPiece {
    var lastRow = 0
    while true {
      switch try find(in: bytes, &lastRow) {
      case .row: return take(upTo: ahead, next: ahead)
      case .end(let next):
        isEnded = true
        let piece = take(upTo: ahead, next: next)
        try readTail()
        return piece
      case .none:
        guard try stream.append(pieceSize, to: &bytes) else {
          throw SpreadsheetError(.damaged("the part ends within its rows"))
        }
      }
    }
  }

  /// Looks from record to record until enough rows are there, or all.
  private func find(
    in bytes: [UInt8], _ lastRow: inout Int
  ) throws(SpreadsheetError) -> Place {
    let span = bytes.span
    while let (type, _, end) = try BinaryRecord.header(span, at: ahead) {
      guard end - lastRow <= limits.rowBytes else {
        throw SpreadsheetError(.limit(name: "bytes in one row", value: limits.rowBytes))
      }
      if end > bytes.count { return .none }
      if type == BinaryRecord.endSheetData { return .end(end) }
      if type == BinaryRecord.row {
        if ahead >= pieceSize { return .row }
        lastRow = ahead
      }
      ahead = end
    }
    return .none
  }

  private func take(upTo end: Int, next: Int) -> XLSBPiece {
    let rest = Array(bytes[next...])
    let piece = XLSBPiece(bytes: bytes, count: end, offset: offset)
    offset += next
    bytes = rest
    ahead = 0
    return piece
  }

  /// Reads what follows the rows, to the end: only then is the checksum known to be right.
  private func readTail() throws(SpreadsheetError) {
    let reader = BinaryPartReader(
      continuing: stream, rest: bytes, offset: offset, limits: limits)
    bytes = []
    while try reader.advance() {
      if reader.type == BinaryRecord.mergedCell { try addMerge(reader) }
    }
  }

  func scanner(_ context: ScanContext) -> XLSBScanner { XLSBScanner(context, part: part, formulas) }

  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    while try next() != nil {}
    return merges
  }
}
