import RowcastFileIO
import RowcastTabular
import RowcastXMLEvents

/// Some rows of a sheet of XML Spreadsheet 2003, read and not yet valued.
struct XMLSpreadsheetPiece: Sendable {
  struct Row: Sendable {
    /// From 1.
    var number: Int
    var isHidden: Bool
    var cells: [Cell] = []
  }

  struct Cell: Sendable {
    var column: Int
    var format: UInt16
    /// The type that is stated: `Number`, `DateTime`; nil where there is a formula and no value.
    var type: String?
    var text: [UInt8]
    var formula: String?
  }

  var rows: [Row] = []
  var merges: [CellRange] = []
  fileprivate var size = 0
}

/// Reads the rows of a sheet of XML Spreadsheet 2003, some at a time.
final class XMLSpreadsheetReader: SheetReader {
  let byteCount: Int
  private(set) var layout = SheetLayout()
  private let reader: PartReader
  private let styles: [String: UInt16]
  private let pieceSize: Int
  private let limits: WorkbookLimits
  /// The depth of a row's start; rows are over when it is left.
  private var rowDepth = 0
  private var isEnded = false
  private var nextRow = 1
  private var columnFormats: [UInt16] = []
  /// The first row was met already, and its start is the last event.
  private var isAtRow = false

  /// Reads up to the first row.
  /// - Parameter number: the sheet's place among all sheets, from 1.
  init(
    _ stream: PartStream, byteCount: Int, number: Int, styles: [String: UInt16], pieceSize: Int,
    limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    self.byteCount = byteCount
    self.styles = styles
    self.pieceSize = pieceSize
    self.limits = limits
    reader = PartReader(
      stream, vocabulary: XMLSpreadsheetNames.vocabulary, limits: limits)
    var sheet = 0
    while sheet < number {
      let event = try reader.next()
      guard event != .finished else {
        isEnded = true
        return
      }
      guard event == .start, reader.isSpreadsheet("Worksheet") else { continue }
      sheet += 1
      if sheet < number { try reader.skipElement() }
    }
    try readHead()
  }

  private func readHead() throws(SpreadsheetError) {
    let outside = reader.depth - 1
    var column = 0
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth <= outside) {
        isEnded = true
        return
      }
      guard event == .start else { continue }
      if reader.isSpreadsheet("Row") {
        rowDepth = reader.depth
        isAtRow = true
        return
      }
      if reader.isSpreadsheet("Column") {
        try readColumn(&column)
      } else if !reader.isSpreadsheet("Table") {
        try reader.skipElement()
      }
    }
  }

  private func readColumn(_ column: inout Int) throws(SpreadsheetError) {
    if let index = try reader.spreadsheetCount("Index", least: 1) { column = index - 1 }
    let first = column
    column = min(
      column + 1 + (try reader.spreadsheetCount("Span", least: 0) ?? 0), CellReference.columnLimit)
    guard first < column, layout.hiddenColumns.count + layout.widths.count < 1 << 15 else { return }
    let width = try reader.spreadsheetAttribute("Width").flatMap { Double($0) }
    if try reader.spreadsheetAttribute("Hidden") == "1" {
      layout.hiddenColumns.append(first...(column - 1))
    } else if let width, width > 0 {
      // In points; a digit of the usual font has 7 pixels of three quarters of a point.
      layout.widths.append((first...(column - 1), min(width / 0.75 / 7, 255)))
    }
    if let number = try reader.spreadsheetAttribute("StyleID").flatMap({ styles[$0] }) {
      columnFormats += [UInt16](repeating: 0, count: max(0, column - columnFormats.count))
      for place in first..<column { columnFormats[place] = number }
    }
  }

  func scanner(_ context: ScanContext) -> XMLSpreadsheetScanner { XMLSpreadsheetScanner(context) }

  /// The next rows, or nil behind the last one.
  func next() throws(SpreadsheetError) -> XMLSpreadsheetPiece? {
    var piece = XMLSpreadsheetPiece()
    while !isEnded, piece.size < pieceSize {
      if isAtRow {
        isAtRow = false
        try readRow(&piece)
        continue
      }
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth < rowDepth - 1) {
        isEnded = true
      } else if event == .end, reader.depth == rowDepth - 1 {
        // The table's end: what follows are the sheet's options.
        isEnded = true
      } else if event == .start {
        if reader.isSpreadsheet("Row") { isAtRow = true } else { try reader.skipElement() }
      }
    }
    return piece.rows.isEmpty && piece.merges.isEmpty ? nil : piece
  }

  private func readRow(_ piece: inout XMLSpreadsheetPiece) throws(SpreadsheetError) {
    if let index = try reader.spreadsheetCount("Index", least: 1) { nextRow = index }
    let number = nextRow
    nextRow += 1 + (try reader.spreadsheetCount("Span", least: 0) ?? 0)
    guard number <= CellReference.rowLimit else {
      throw SpreadsheetError(.limit(name: "rows in one sheet", value: CellReference.rowLimit))
    }
    var row = XMLSpreadsheetPiece.Row(
      number: number, isHidden: try reader.spreadsheetAttribute("Hidden") == "1")
    let format = try reader.spreadsheetAttribute("StyleID").map { styles[$0] ?? 0 }
    var column = 0
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { break }
      guard event == .start else { continue }
      guard reader.isSpreadsheet("Cell") else {
        try reader.skipElement()
        continue
      }
      if let index = try reader.spreadsheetCount("Index", least: 1) { column = index - 1 }
      let first = column
      let across = try reader.spreadsheetCount("MergeAcross", least: 0) ?? 0
      let down = try reader.spreadsheetCount("MergeDown", least: 0) ?? 0
      column += 1 + across
      addMerge(row: number, first, across: across, down: down, to: &piece)
      let own = try reader.spreadsheetAttribute("StyleID").map { styles[$0] ?? 0 }
      let inherited = format ?? (first < columnFormats.count ? columnFormats[first] : 0)
      if let cell = try readCell(column: first, format: own ?? inherited) {
        piece.size += cell.text.count + 64
        row.cells.append(cell)
      }
    }
    piece.size += 32
    piece.rows.append(row)
  }

  private func addMerge(
    row: Int, _ column: Int, across: Int, down: Int, to piece: inout XMLSpreadsheetPiece
  ) {
    guard across > 0 || down > 0, column < CellReference.columnLimit else { return }
    piece.merges.append(
      CellRange(
        first: CellReference(row: row - 1, column: column),
        last: CellReference(
          row: min(row - 1 + down, CellReference.rowLimit - 1),
          column: min(column + across, CellReference.columnLimit - 1))))
  }

  /// The cell whose start was read last, to its end; nil when it has neither value nor formula.
  private func readCell(
    column: Int, format: UInt16
  ) throws(SpreadsheetError) -> XMLSpreadsheetPiece.Cell? {
    var cell: XMLSpreadsheetPiece.Cell?
    let formula = try reader.spreadsheetAttribute("Formula").map {
      $0.hasPrefix("=") ? String($0.dropFirst()) : $0
    }
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) {
        if cell == nil, let formula {
          cell = XMLSpreadsheetPiece.Cell(
            column: column, format: format, type: nil, text: [], formula: formula)
        }
        return cell
      }
      guard event == .start else { continue }
      guard reader.isSpreadsheet("Data"), cell == nil else {
        // Comments, and marks of names.
        try reader.skipElement()
        continue
      }
      cell = XMLSpreadsheetPiece.Cell(
        column: column, format: format, type: try reader.spreadsheetAttribute("Type") ?? "String",
        text: try reader.allText(limit: limits.cellBytes), formula: formula)
    }
  }

  /// The merged ranges, which their first cells state.
  func readMerges() throws(SpreadsheetError) -> [CellRange] {
    var merges: [CellRange] = []
    while let piece = try next() {
      merges += piece.merges
      guard merges.count <= limits.items else {
        throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
      }
    }
    return merges
  }
}
