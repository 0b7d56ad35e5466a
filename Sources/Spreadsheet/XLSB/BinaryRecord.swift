internal import RowcastFileIO

/// The records of the parts of a binary workbook ([MS-XLSB] 2.3.2), and how they are cut.
///
///     size and type in 7 bits a byte, the low ones first; the upper bit says that more follow
///     07 | 0C | 00 00 00 00  00 00 00 00  05 00 00 00       BrtCellIsst: column, style, string
enum BinaryRecord {
  /// The type, where the data begin and where they are to end; nil when the header is not all there.
  /// - Throws: ``SpreadsheetError`` for a size that is none.
  @inline(__always)
  static func header(
    _ bytes: borrowing Span<UInt8>, at offset: Int
  ) throws(SpreadsheetError) -> (type: Int, start: Int, end: Int)? {
    guard offset + 1 < bytes.count else { return nil }
    var at = offset + 1
    var type = Int(bytes[offset])
    if type >= 0x80 {
      type = type & 0x7F | Int(bytes[at] & 0x7F) << 7
      at += 1
    }
    var size = 0
    var shift = 0
    while true {
      guard at < bytes.count else { return nil }
      let byte = bytes[at]
      at += 1
      size |= Int(byte & 0x7F) << shift
      if byte < 0x80 { break }
      shift += 7
      if shift == 28 { throw SpreadsheetError(.damaged("the size of a record has no end")) }
    }
    return (type, at, at + size)
  }

  /// The same for bytes that nobody has a view of.
  static func header(
    in bytes: [UInt8], at offset: Int
  ) throws(SpreadsheetError) -> (type: Int, start: Int, end: Int)? {
    try header(bytes.span, at: offset)
  }

  /// Appends a text: its length in UTF-16 units in four bytes, then these.
  /// - Returns: where it ends; nil when there is no text (its length is all ones).
  static func appendText(
    _ bytes: [UInt8], _ range: Range<Int>, to text: inout [UInt8]
  ) throws(SpreadsheetError) -> Int? {
    guard range.count >= 4, let count = bytes.span.littleEndian32(at: range.lowerBound) else {
      throw SpreadsheetError(.damaged("a text is cut off"))
    }
    if count == .max { return nil }
    let start = range.lowerBound + 4
    guard Int(count) * 2 <= range.upperBound - start else {
      throw SpreadsheetError(
        .damaged("a text of \(count) characters in a record of \(range.count) bytes"))
    }
    var lead: UInt16?
    let end = start + Int(count) * 2
    BinaryText.appendWide(bytes, start..<end, lead: &lead, to: &text)
    BinaryText.finish(&lead, &text)
    return end
  }

  // The types that a reader of values needs.
  static let row = 0
  static let blank = 1
  static let rk = 2
  static let error = 3
  static let truth = 4
  static let real = 5
  static let text = 6
  static let sharedText = 7
  static let formulaText = 8
  static let formulaReal = 9
  static let formulaTruth = 10
  static let formulaError = 11
  static let shortBlank = 12
  static let shortRK = 13
  static let shortError = 14
  static let shortTruth = 15
  static let shortReal = 16
  static let shortText = 17
  static let shortSharedText = 18
  static let string = 19
  static let name = 39
  static let format = 44
  static let cellFormat = 47
  static let columnInfo = 60
  static let richText = 62
  static let beginSheetData = 145
  static let endSheetData = 146
  static let workbookProperties = 153
  static let bundledSheet = 156
  static let mergedCell = 176
  static let beginTable = 343
  static let tableColumn = 347
  static let otherBook = 355
  static let ownBook = 357
  static let sameBook = 358
  static let externSheet = 362
  static let arrayFormula = 426
  static let sharedFormula = 427
  static let addInBook = 667
  static let beginCellFormats = 617
  static let endCellFormats = 618
}
