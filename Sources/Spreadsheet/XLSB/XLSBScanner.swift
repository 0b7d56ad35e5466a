internal import RowcastFileIO
import RowcastTabular

/// Reads cells out of records: the hot loop of .xlsb.
///
///     00 | size | row, style, height, flags                      BrtRowHdr
///     05 | 10   | column | style | eight bytes of a double       BrtCellReal
///     10 | 0C   |          style | eight bytes of a double       BrtShortReal: the next column
///
/// A cell with a value has at least seven bytes with its header.
struct XLSBScanner: RowScanner {
  private let context: ScanContext
  private let part: String
  private let formulas: FormulaText
  private static let leastCellBytes = 7

  init(_ context: ScanContext, part: String, _ formulas: FormulaText) {
    self.context = context
    self.part = part
    self.formulas = formulas
  }

  func scan(_ piece: XLSBPiece, into rows: inout RowCollector) throws(SpreadsheetError) {
    rows.reserve(cells: piece.count / Self.leastCellBytes + 16, text: 0)
    var at = 0
    do throws(SpreadsheetError) {
      let bytes = piece.bytes
      let span = bytes.span
      var text: [UInt8] = []
      var column = -1
      while at < piece.count, let (type, start, end) = try BinaryRecord.header(span, at: at),
        end <= piece.count
      {
        if type == BinaryRecord.row {
          beginRow(bytes, start..<end, &rows)
          column = -1
        } else if type <= BinaryRecord.shortSharedText || type == BinaryRecord.richText {
          let isShort = type >= BinaryRecord.shortBlank && type != BinaryRecord.richText
          var place = start
          if isShort {
            column += 1
          } else {
            column = Int(span.littleEndian32(at: start) ?? .max)
            place += 4
          }
          if end - place >= 4, type != BinaryRecord.blank, type != BinaryRecord.shortBlank,
            rows.accepts(column, limit: CellReference.columnLimit, context)
          {
            // Three bytes; the fourth has flags.
            let style = Int((span.littleEndian32(at: place) ?? 0) & 0xFF_FFFF)
            try add(
              type, bytes, (place + 4)..<end, RowCollector.Place(column: column, style: style),
              &text, &rows)
            if context.dates == .asStated {
              addFormula(type, bytes, (place + 4)..<end, column, &rows)
            }
          }
        } else if type == BinaryRecord.sharedFormula || type == BinaryRecord.arrayFormula {
          // Behind the cells that it holds for.
          let isArray = type == BinaryRecord.arrayFormula
          let tokens = start + (isArray ? 21 : 20)
          if context.dates == .asStated, let length = span.littleEndian32(at: tokens - 4) {
            rows.setFormula(
              formulas, bytes, tokens..<max(tokens, min(tokens + Int(length), end)),
              isArray: isArray)
          }
        }
        at = end
      }
      rows.endRow()
    } catch { throw error.within(RowcastLocation(part: part, byte: piece.offset + at)) }
  }

  /// Keeps the tokens' text of a cell's formula: behind the value, flags and a length.
  private func addFormula(
    _ type: Int, _ bytes: [UInt8], _ value: Range<Int>, _ column: Int, _ rows: inout RowCollector
  ) {
    let span = bytes.span
    let size: Int
    switch type {
    case BinaryRecord.formulaText:
      size = 4 + 2 * min(Int(span.littleEndian32(at: value.lowerBound) ?? 0), value.count)
    case BinaryRecord.formulaReal: size = 8
    case BinaryRecord.formulaTruth, BinaryRecord.formulaError: size = 1
    default: return
    }
    let start = value.lowerBound + size + 6
    guard start <= value.upperBound, let length = span.littleEndian32(at: start - 4) else { return }
    rows.addFormula(
      formulas, bytes, start..<min(start + Int(length), value.upperBound), column: column)
  }

  private func beginRow(_ bytes: [UInt8], _ payload: Range<Int>, _ rows: inout RowCollector) {
    let span = bytes.span
    let row = Int(span.littleEndian32(at: payload.lowerBound) ?? .max)
    guard payload.count >= 4, row < CellReference.rowLimit else {
      rows.note(
        .badRowNumber, "row \(row) is no row of a sheet; it is left out", row: 0, column: nil)
      rows.beginRow(number: 0, isSkipped: true)
      return
    }
    let isHidden = payload.count >= 12 && bytes[payload.lowerBound + 11] & 0x10 != 0
    rows.beginRow(
      number: row + 1,
      isSkipped: !context.rows.contains(row + 1) || (isHidden && context.skipsHiddenRows))
  }

  @inline(__always)
  private func add(
    _ type: Int, _ bytes: [UInt8], _ value: Range<Int>, _ place: RowCollector.Place,
    _ text: inout [UInt8], _ rows: inout RowCollector
  ) throws(SpreadsheetError) {
    let span = bytes.span
    let start = value.lowerBound
    var place = place
    switch type {
    case BinaryRecord.rk, BinaryRecord.shortRK:
      guard value.count >= 4, let bits = span.littleEndian32(at: start) else { break }
      switch RKNumber(bits) {
      case .integer(let number): rows.add(number, at: place, context)
      case .double(let number): rows.add(number, at: place, context)
      }
      return
    case BinaryRecord.real, BinaryRecord.shortReal, BinaryRecord.formulaReal:
      guard value.count >= 8, let bits = span.littleEndian64(at: start) else { break }
      if type == BinaryRecord.formulaReal { place.flags = .formula }
      rows.add(Double(bitPattern: bits), at: place, context)
      return
    case BinaryRecord.sharedText, BinaryRecord.shortSharedText:
      guard value.count >= 4, let index = span.littleEndian32(at: start) else { break }
      rows.add(sharedText: Int(index), at: place, context)
      return
    case BinaryRecord.truth, BinaryRecord.shortTruth, BinaryRecord.formulaTruth:
      guard value.count >= 1 else { break }
      if type == BinaryRecord.formulaTruth { place.flags = .formula }
      rows.add(bytes[start] != 0, at: place, context)
      return
    case BinaryRecord.error, BinaryRecord.shortError, BinaryRecord.formulaError:
      guard value.count >= 1 else { break }
      if type == BinaryRecord.formulaError { place.flags = .formula }
      rows.add(error: bytes[start], at: place, context)
      return
    default:
      // Rich text has its flags first.
      let from = min(start + (type == BinaryRecord.richText ? 1 : 0), value.upperBound)
      if type == BinaryRecord.formulaText { place.flags = .formula }
      text.removeAll(keepingCapacity: true)
      _ = try BinaryRecord.appendText(bytes, from..<value.upperBound, to: &text)
      guard text.count <= context.limits.cellBytes else {
        throw SpreadsheetError(
          .limit(name: "bytes in one cell", value: context.limits.cellBytes))
      }
      rows.add(text: text, at: place, context)
      return
    }
    rows.note(
      .badNumber, "a value is cut off", row: rows.rowNumber, column: place.column)
    rows.hasOtherValues = true
  }
}
