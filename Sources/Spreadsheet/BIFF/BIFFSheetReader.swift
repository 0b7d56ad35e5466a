import RowcastFileIO
import RowcastTabular

/// Records of whole rows of a sheet.
struct BIFFPiece: Sendable {
  var bytes: [UInt8]
  /// Where they begin in the stream.
  var offset: Int
}

/// What the cells of a workbook have in common.
struct BIFFCells: Sendable {
  var version: BIFFVersion
  /// The encoding of texts before BIFF8.
  var codePage: CodePage
  /// Whether nothing states it.
  var isCodePageGuessed: Bool
  /// The encoding that was asked for in place of the stated one: it must be right.
  var encoding: String?
  /// Whether cells of BIFF2 have numbers of styles, and not of formats.
  var hasCellFormats: Bool
  /// Puts formulas into words.
  var formulas: FormulaText
}

/// Hands out the pieces that the walk over the sheet found.
final class BIFFSheetReader: SheetReader {
  private let index: SheetIndex
  private let stream: any ByteSource
  private let cells: BIFFCells
  private let pieceSize: Int
  private var nextPiece = 0

  init(_ index: SheetIndex, _ stream: any ByteSource, _ cells: BIFFCells, pieceSize: Int) {
    self.index = index
    self.stream = stream
    self.cells = cells
    self.pieceSize = pieceSize
  }

  var byteCount: Int { index.byteCount }
  var layout: SheetLayout { index.layout }

  func next() throws(SpreadsheetError) -> BIFFPiece? {
    guard nextPiece < index.pieces.count else { return nil }
    if !index.isOrdered {
      nextPiece = index.pieces.count
      var bytes: [UInt8] = []
      for piece in index.pieces {
        bytes += try stream.read(at: piece.lowerBound, count: piece.count)
      }
      return BIFFPiece(bytes: bytes, offset: index.pieces[0].lowerBound)
    }
    var range = index.pieces[nextPiece]
    nextPiece += 1
    // Small pieces that follow each other are read at once.
    while nextPiece < index.pieces.count, index.pieces[nextPiece].lowerBound == range.upperBound,
      index.pieces[nextPiece].upperBound - range.lowerBound <= pieceSize
    {
      range = range.lowerBound..<index.pieces[nextPiece].upperBound
      nextPiece += 1
    }
    return BIFFPiece(
      bytes: try stream.read(at: range.lowerBound, count: range.count), offset: range.lowerBound)
  }

  func scanner(_ context: ScanContext) -> BIFFScanner {
    BIFFScanner(
      context, cells, hiddenRows: context.skipsHiddenRows ? index.hiddenRows : [],
      isUncalculated: index.isUncalculated)
  }

  func readMerges() throws(SpreadsheetError) -> [CellRange] { index.merges }
}
