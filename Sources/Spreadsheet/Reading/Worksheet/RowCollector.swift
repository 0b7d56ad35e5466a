internal import RowcastMachine
import RowcastTabular

/// The rows of one piece as they are found.
///
/// A scanner that knows how many cells and how much text a piece can have reserves both at the
/// start (``reserve(cells:text:)``), so that its stores find room.
struct RowCollector: ~Copyable {
  var cells: [Cell] = []
  var text = OutputBytes(capacity: 0)
  var rows: [RecordBatch.Row] = []
  var diagnostics = DiagnosticLog()
  /// The number of the open row; 0 while it is not known.
  var rowNumber = 0
  /// How the references of the open row's cells end, where they are text.
  var rowMark = RowMark()
  /// Where the open row's cells begin.
  var rowStart = 0
  /// The last column of the open row that was met, -1 before the first.
  var lastColumn = -1
  /// Whether the open row has values that are no cells: of columns that are not wanted, or unreadable.
  var hasOtherValues = false
  /// Whether the open row is left out.
  var isSkipped = false
  /// Whether `xml:space` keeps white space in the open row; nil where the row does not say it.
  var preservesSpace: Bool?
  /// Whether cells or rows came in another order than that of the sheet.
  var isUnordered = false
  /// Cells that name another row than the one they stand in.
  var strays: [(row: Int, cell: Cell)] = []
  /// For an audit: the formulas, with the number of their row (0 where it is not known yet) and its
  /// place among ``rows``.
  var formulas: [(row: Int, ordinal: Int, column: Int, formula: RawCell.Formula)] = []
  /// Whether the end of the rows was met.
  var isEnded = false
  /// The number of the last row that is known, be it empty or left out; 0 while none is.
  private(set) var lastNumber = 0
  /// The rows before the first whose number is known, and the places among them of those in ``rows``.
  private(set) var unnumbered = 0
  private(set) var unnumberedPlaces: [Int] = []
  /// Whether a row has its number from the one before, so that it may not be a wanted one.
  private(set) var hasDerivedNumbers = false
  /// The first row number that was met; 0 when there was none.
  var firstNumber = 0
  private var lastRow = 0
  private var isOpen = false
  private let dictionary: StringDictionary

  /// Whether rows of nothing but empty texts stay, as an audit wants them.
  private let keepsBlankRows: Bool

  init(dictionary: StringDictionary, keepsBlankRows: Bool = false) {
    self.dictionary = dictionary
    self.keepsBlankRows = keepsBlankRows
  }

  /// Makes room for so many more cells and bytes of text.
  mutating func reserve(cells extraCells: Int, text extraText: Int) {
    cells.reserveCapacity(cells.count + extraCells)
    text.reserve(extraText)
  }

  mutating func append(_ cell: Cell) { cells.append(cell) }

  /// Copies a text behind the others; returns its place.
  mutating func appendText(_ bytes: [UInt8]) -> Int {
    let offset = text.count
    text.append(contentsOf: bytes)
    return offset
  }

  /// Copies a text behind the others; returns its place.
  mutating func appendText(_ bytes: Span<UInt8>) -> Int {
    let offset = text.count
    text.append(bytes)
    return offset
  }

  /// The cells of the row that was ended last, and the bytes of their texts.
  var sizeOfLastRow: (cells: Int, text: Int) {
    let start = rows.count > 1 ? Int(rows[rows.count - 2].end) : 0
    var bytes = 0
    for i in start..<cells.count where cells[i].kind == .text { bytes += cells[i].textLength }
    return (cells.count - start, bytes)
  }

  /// Adds the row that was ended last again, under the numbers that follow its own.
  mutating func repeatLastRow(_ times: Int) {
    let start = rows.count > 1 ? Int(rows[rows.count - 2].end) : 0
    let count = cells.count - start
    reserve(cells: count * times, text: 0)
    // A slice of the array itself would make each append a copy of all.
    let row = Array(cells[start...])
    for _ in 0..<times {
      cells.append(contentsOf: row)
      rowNumber += 1
      lastRow = rowNumber
      lastNumber = rowNumber
      close()
    }
    rowStart = cells.count
  }

  mutating func beginRow(number: Int, isSkipped: Bool) {
    if isOpen { endRow() }
    isOpen = true
    if firstNumber == 0 { firstNumber = number }
    rowNumber = number
    rowStart = cells.count
    lastColumn = -1
    hasOtherValues = false
    preservesSpace = nil
    self.isSkipped = isSkipped
  }

  /// Passes over a row that has nothing: those without a number that follow count it.
  mutating func passRow(number: Int) {
    beginRow(number: number, isSkipped: false)
    endRow()
  }

  /// Ends the open row; without any value it leaves no trace.
  mutating func endRow() {
    if isOpen { countRow() }
    isOpen = false
    if isSkipped {
      cells.removeLast(cells.count - rowStart)
    } else if cells.count > rowStart || hasOtherValues {
      if rowNumber > 0 {
        if rowNumber <= lastRow { isUnordered = true }
        lastRow = rowNumber
      }
      if !hasOtherValues, !keepsBlankRows, isBlank {
        cells.removeLast(cells.count - rowStart)
      } else {
        close()
      }
    }
    rowStart = cells.count
  }

  /// A row without a number follows the one before, whether or not that one leaves a trace.
  private mutating func countRow() {
    if rowNumber == 0, lastNumber > 0 {
      rowNumber = lastNumber + 1
      hasDerivedNumbers = true
    }
    if rowNumber > 0 { lastNumber = rowNumber } else { unnumbered += 1 }
  }

  private mutating func close() {
    if rowNumber == 0 { unnumberedPlaces.append(unnumbered) }
    rows.append(
      RecordBatch.Row(
        end: UInt32(truncatingIfNeeded: cells.count), number: UInt32(clamping: rowNumber)))
  }

  /// Whether the open row has nothing but empty texts.
  private var isBlank: Bool {
    for i in rowStart..<cells.count {
      switch cells[i].kind {
      case .text where cells[i].textLength == 0: continue
      case .sharedText where dictionary.range(of: cells[i].code)?.isEmpty == true: continue
      default: return false
      }
    }
    return true
  }
}
