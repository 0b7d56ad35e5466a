import RowcastTabular

/// The rows of one piece as they are found: flat memory that a scanner may write without asking.
///
/// A scanner that knows how many cells and how much text a piece can have reserves both at the
/// start (``reserve(cells:text:)``), so that its stores need no test.
struct RowCollector: ~Copyable {
  var cells: UnsafeMutablePointer<Cell>
  var cellCount = 0
  private var cellCapacity = 0
  var text: UnsafeMutablePointer<UInt8>
  var textCount = 0
  private var textCapacity = 0
  var rows: [RecordBatch.Row] = []
  var diagnostics = DiagnosticLog()
  /// The number of the open row; 0 while it is not known.
  var rowNumber = 0
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
    cells = .allocate(capacity: 0)
    text = .allocate(capacity: 0)
  }

  /// Makes room for so many more cells and bytes of text.
  mutating func reserve(cells extraCells: Int, text extraText: Int) {
    if cellCount + extraCells > cellCapacity {
      cellCapacity = max(cellCapacity * 2, cellCount + extraCells)
      let larger = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity)
      larger.update(from: cells, count: cellCount)
      cells.deallocate()
      cells = larger
    }
    reserveText(extraText)
  }

  deinit {
    cells.deallocate()
    text.deallocate()
  }

  /// Makes room for `extra` bytes of text beyond those that the rest of the chunk can need.
  mutating func reserveText(_ extra: Int) {
    guard textCount + extra > textCapacity else { return }
    let wanted = max(textCapacity * 2, textCount + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    larger.update(from: text, count: textCount)
    text.deallocate()
    text = larger
    textCapacity = wanted
  }

  mutating func append(_ cell: Cell) {
    cells[cellCount] = cell
    cellCount += 1
  }

  /// Copies a text behind the others; returns its place.
  mutating func appendText(_ bytes: [UInt8], remaining: Int) -> Int {
    reserveText(bytes.count + remaining + 64)
    let offset = textCount
    bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { (text + offset).update(from: base, count: source.count) }
    }
    textCount += bytes.count
    return offset
  }

  /// Adds a cell where there may be no room for it.
  @inline(__always)
  mutating func add(_ cell: Cell) {
    if cellCount == cellCapacity { reserve(cells: 64, text: 0) }
    append(cell)
  }

  /// Copies a text behind the others; returns its place.
  @inline(__always)
  mutating func appendText(_ bytes: Span<UInt8>) -> Int {
    reserveText(bytes.count)
    let offset = textCount
    for i in 0..<bytes.count { text[offset + i] = bytes[i] }
    textCount += bytes.count
    return offset
  }

  /// The cells of the row that was ended last, and the bytes of their texts.
  var sizeOfLastRow: (cells: Int, text: Int) {
    let start = rows.count > 1 ? Int(rows[rows.count - 2].end) : 0
    var bytes = 0
    for i in start..<cellCount where cells[i].kind == .text { bytes += cells[i].textLength }
    return (cellCount - start, bytes)
  }

  /// Adds the row that was ended last again, under the numbers that follow its own.
  mutating func repeatLastRow(_ times: Int) {
    let start = rows.count > 1 ? Int(rows[rows.count - 2].end) : 0
    let count = cellCount - start
    reserve(cells: count * times, text: 0)
    for _ in 0..<times {
      for i in 0..<count { append(cells[start + i]) }
      rowNumber += 1
      lastRow = rowNumber
      close()
    }
    rowStart = cellCount
  }

  mutating func beginRow(number: Int, isSkipped: Bool) {
    if isOpen { endRow() }
    isOpen = true
    if firstNumber == 0 { firstNumber = number }
    rowNumber = number
    rowStart = cellCount
    lastColumn = -1
    hasOtherValues = false
    preservesSpace = nil
    self.isSkipped = isSkipped
  }

  /// Ends the open row; without any value it leaves no trace.
  mutating func endRow() {
    isOpen = false
    if isSkipped {
      cellCount = rowStart
    } else if cellCount > rowStart || hasOtherValues {
      if rowNumber > 0 {
        if rowNumber <= lastRow { isUnordered = true }
        lastRow = rowNumber
      }
      if !hasOtherValues, !keepsBlankRows, isBlank { cellCount = rowStart } else { close() }
    }
    rowStart = cellCount
  }

  private mutating func close() {
    rows.append(
      RecordBatch.Row(
        end: UInt32(truncatingIfNeeded: cellCount), number: UInt32(clamping: rowNumber)))
  }

  /// Whether the open row has nothing but empty texts.
  private var isBlank: Bool {
    for i in rowStart..<cellCount {
      switch cells[i].kind {
      case .text where cells[i].textLength == 0: continue
      case .sharedText where dictionary.range(of: cells[i].code)?.isEmpty == true: continue
      default: return false
      }
    }
    return true
  }
}
