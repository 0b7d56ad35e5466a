internal import RowcastMachine
import RowcastTabular
import RowcastXMLEvents

// Reads the rows of a sheet of OpenDocument.
//
//     <table:table-row table:style-name="ro1">
//       <table:table-cell office:value-type="float" office:value="12.5" calcext:value-type="float">
//         <text:p>12,50</text:p></table:table-cell>
//
// The invariant: `at` stands between two elements of a table, outside of every cell. Cells of the
// usual spelling (prefixes as everybody has them, one paragraph, plain characters) are read where
// they lie (OpenDocumentScanner+UsualCell.swift). Whatever is different in the least goes the long
// way of `XMLScanner` and `OpenDocumentCell`, which know namespaces by their URIs and all spellings;
// a test holds both against each other. Elements that group rows are walked through, not into.
//
// Measured on 200,000 rows of 20 mixed columns (548 MB of XML); see `Benchmarks/run.py ods`.
struct OpenDocumentScanner: RowScanner {
  let context: ScanContext
  let head: OpenDocumentSheetHead
  let styles: [String: UInt16]
  /// The numbers of styles by their names, where these have at most eight bytes.
  let shortStyles: [UInt64: UInt16]
  /// For each number format, whether it shows days or times.
  let isTemporal: [Bool]
  /// What each number format shows, where that is the same for every value.
  let kinds: [FormatKind?]
  /// Whether the prefixes are those that the usual spelling has.
  let isUsual: Bool
  private let part: String
  private let memory: PieceMemory

  init(
    _ context: ScanContext, _ head: OpenDocumentSheetHead, prefix: [UInt8],
    styles: [String: UInt16], part: String, memory: PieceMemory
  ) {
    self.context = context
    self.head = head
    self.styles = styles
    self.part = part
    self.memory = memory
    var short: [UInt64: UInt16] = [:]
    for (name, number) in styles where name.utf8.count <= 8 {
      short[Self.key(Array(name.utf8).span, 0..<name.utf8.count)] = number
    }
    shortStyles = short
    isTemporal = context.styles.formats.map { $0.showsTimes }
    kinds = context.styles.formats.map(\.constantKind)
    isUsual =
      context.usesShortcuts && head.scanner.binds("table", to: OpenDocumentNames.table)
      && head.scanner.binds("office", to: OpenDocumentNames.office)
      && head.scanner.binds("text", to: OpenDocumentNames.text)
  }

  /// A name of at most eight bytes as a number.
  static func key(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    var key: UInt64 = 0
    for i in range { key = key << 8 | UInt64(bytes[i]) }
    return key
  }

  /// What is known of the place in a piece.
  struct Place {
    /// The number of the row that comes next, from 1.
    var nextRow: Int
    /// The column of the cell that comes next, from 0.
    var column = 0
    /// How often the open row stands there, and from where.
    var row = 0
    var repeats = Repeats()
    var isInRow = false
    /// The last row that was told to be below all others.
    var toldRow = 0
    /// The number format of the row's cells that have none of their own.
    var rowFormat: UInt16?
    /// Cells and bytes of text that were repeated.
    var repeatedCells = 0
    var repeatedText = 0
    /// The scanner of the long way, with the names that the open row declares, if it does.
    var scanner: XMLScanner
    var hasOwnNames = false
  }

  func scan(_ piece: OpenDocumentPiece, into out: inout RowCollector) throws(SpreadsheetError) {
    defer { memory.give(piece.bytes) }
    out.reserve(cells: piece.count / 32 + 64, text: piece.count / 4 + 256)
    var place = Place(nextRow: piece.firstRow, scanner: head.scanner)
    let bytes = piece.bytes.span
    var at = 0
    while at < piece.count {
      if bytes[at] != UInt8(ascii: "<") {
        at += 1
        continue
      }
      if isUsual, let next = try usual(bytes, at, &place, &out) {
        at = next
        continue
      }
      at = try element(piece, at, &place, &out)
    }
    if place.isInRow { try endRow(&place, &out) }
  }

  // MARK: - The usual spelling

  /// Eight bytes as they lie in memory, written out, since what is computed is looked up each time.
  private enum Word {
    static let table: UInt64 = 0x6174_3A65_6C62_6174  // table:ta
    static let cell: UInt64 = 0x6C6C_6563_2D65_6C62  // ble-cell
    static let row: UInt64 = 0x2077_6F72_2D65_6C62  // ble-row
    static let bareRow: UInt64 = 0x3E77_6F72_2D65_6C62  // ble-row>
    static let endRow: UInt64 = 0x743A_656C_6261_742F  // /table:t
    static let endRowRest: UInt64 = 0x776F_722D_656C_6261  // able-row
    static let styled: UInt64 = 0x7473_3A65_6C62_6174  // table:st
    static let styledRest: UInt64 = 0x656D_616E_2D65_6C79  // yle-name
  }

  /// The place behind a tag of the usual spelling; nil for what goes the long way.
  @inline(__always)
  private func usual(
    _ bytes: Span<UInt8>, _ at: Int, _ place: inout Place, _ out: inout RowCollector
  ) throws(SpreadsheetError) -> Int? {
    let first = bytes.word(at: at + 1)
    if first == Word.table {
      let second = bytes.word(at: at + 9)
      if second == Word.cell, place.isInRow {
        return try usualCell(bytes, at + 17, &place, &out)
      }
      if second == Word.row { return usualRow(bytes, at + 16, &place, &out) }
      if second == Word.bareRow, !place.isInRow {
        beginRow(Repeats(), isHidden: false, format: nil, &place, &out)
        return at + 17
      }
      return nil
    }
    if first == Word.endRow, bytes.word(at: at + 9) == Word.endRowRest,
      bytes[at + 17] == UInt8(ascii: ">")
    {
      if place.isInRow { try endRow(&place, &out) }
      return at + 18
    }
    return nil
  }

  /// A row with nothing but a style.
  @inline(__always)
  private func usualRow(
    _ bytes: Span<UInt8>, _ blank: Int, _ place: inout Place, _ out: inout RowCollector
  ) -> Int? {
    guard !place.isInRow, bytes.word(at: blank + 1) == Word.styled,
      bytes.word(at: blank + 9) == Word.styledRest, bytes[blank + 17] == UInt8(ascii: "="),
      bytes[blank + 18] == UInt8(ascii: "\"")
    else { return nil }
    var end = blank + 19
    while bytes[end] != UInt8(ascii: "\""), bytes[end] != 0 { end += 1 }
    guard bytes[end] == UInt8(ascii: "\""), bytes[end + 1] == UInt8(ascii: ">") else { return nil }
    beginRow(Repeats(), isHidden: false, format: nil, &place, &out)
    return end + 2
  }

  // MARK: - Rows

  func beginRow(
    _ repeats: Repeats, isHidden: Bool, format: UInt16?, _ place: inout Place,
    _ out: inout RowCollector
  ) {
    place.isInRow = true
    place.row = place.nextRow
    place.nextRow += repeats.count
    place.repeats = repeats
    place.column = 0
    place.rowFormat = format
    // Of a repeated row that reaches into the rows that are wanted, those count.
    let first = max(place.row, min(context.rows.lowerBound, place.nextRow - 1))
    out.beginRow(
      number: first,
      isSkipped: !context.rows.contains(first) || (isHidden && context.skipsHiddenRows))
  }

  func endRow(_ place: inout Place, _ out: inout RowCollector) throws(SpreadsheetError) {
    place.isInRow = false
    if place.hasOwnNames {
      place.scanner = head.scanner
      place.hasOwnNames = false
    }
    let before = out.rows.count
    let first = out.rowNumber
    out.endRow()
    guard out.rows.count > before else { return }
    let last = place.row + place.repeats.count - 1
    if place.repeats.bad != nil || last > CellReference.rowLimit {
      throw SpreadsheetError(
        .beyondSheet(repeats: place.repeats.bad ?? String(place.repeats.count)),
        at: RowcastLocation(row: min(place.row, CellReference.rowLimit)))
    }
    let copies = min(last, context.rows.upperBound) - first
    guard copies > 0 else { return }
    let (cells, text) = out.sizeOfLastRow
    try count(&place, cells: cells, text: text, copies: copies)
    out.repeatLastRow(copies)
  }

  /// What repeats may become is bounded: a few bytes may stand for a sheet full of values.
  func count(
    _ place: inout Place, cells: Int, text: Int, copies: Int
  ) throws(SpreadsheetError) {
    place.repeatedCells += cells * copies
    place.repeatedText += text * copies
    let limit = context.limits.repeatedCells
    guard place.repeatedCells <= limit, place.repeatedText <= 32 * limit else {
      throw SpreadsheetError(
        .limit(name: "repeated cells in a piece of a sheet", value: limit),
        at: RowcastLocation(row: place.row))
    }
  }

  // MARK: - The long way

  /// Reads the tag at a place by its namespace, a cell to its end.
  @inline(never)
  private func element(
    _ piece: OpenDocumentPiece, _ at: Int, _ place: inout Place, _ out: inout RowCollector
  ) throws(SpreadsheetError) -> Int {
    let bytes = piece.bytes.span
    if bytes[at + 1] == UInt8(ascii: "!") || bytes[at + 1] == UInt8(ascii: "?") {
      return TableTags.declarationEnd(in: bytes, count: piece.count, at: at) ?? piece.count
    }
    if bytes[at + 1] == UInt8(ascii: "/") {
      if let end = TableTags.rowEnd(in: bytes, count: piece.count, at: at) {
        if place.isInRow { try endRow(&place, &out) }
        return end
      }
      return TableTags.tagEnd(in: bytes, count: piece.count, from: at) ?? piece.count
    }
    var result = Result<Int, XMLError>.success(piece.count)
    var cell: OpenDocumentCell?
    do throws(XMLError) {
      let content = bytes.extracting(..<piece.count)
      result = .success(try longElement(content, at, &place, &out, &cell))
    } catch { result = .failure(error) }
    switch result {
    case .success(let next):
      if let cell { try take(cell, &place, &out) }
      return next
    case .failure(let error):
      throw SpreadsheetError(
        .xml(error.reason),
        at: RowcastLocation(part: part, byte: piece.offset + error.byte)
      ).within(RowcastLocation(row: place.isInRow ? place.row : nil))
    }
  }

  private func longElement(
    _ bytes: Span<UInt8>, _ at: Int, _ place: inout Place,
    _ out: inout RowCollector, _ cell: inout OpenDocumentCell?
  ) throws(XMLError) -> Int {
    var scanner = place.scanner
    scanner.move(to: at)
    guard try scanner.next(in: bytes, isFinal: true) == .start else { return bytes.count }
    let table = OpenDocumentNames.table
    if scanner.isNamed("table-cell", of: table, in: bytes)
      || scanner.isNamed("covered-table-cell", of: table, in: bytes)
    {
      if place.isInRow {
        cell = try OpenDocumentCell(&scanner, bytes, cellBytes: context.limits.cellBytes)
        return scanner.offset
      }
    } else if scanner.isNamed("table-row", of: table, in: bytes) {
      let repeats = try scanner.attribute("number-rows-repeated", namespace: table, in: bytes)
      let visibility = try scanner.attribute("visibility", namespace: table, in: bytes)
      let format = try scanner.attribute("default-cell-style-name", namespace: table, in: bytes)
      beginRow(
        repeats.map { Repeats($0) } ?? Repeats(),
        isHidden: visibility == "collapse" || visibility == "filter",
        format: format.flatMap { styles[$0] }, &place, &out)
      if scanner.isEmptyElement {
        place.isInRow = false
        out.endRow()
      } else if scanner.declaresNamespaces(in: bytes) {
        place.scanner = scanner
        place.hasOwnNames = true
      }
      return scanner.offset
    } else if scanner.isNamed("table-rows", of: table, in: bytes)
      || scanner.isNamed("table-row-group", of: table, in: bytes)
      || scanner.isNamed("table-header-rows", of: table, in: bytes)
    {
      return scanner.offset
    }
    try scanner.skipElement(in: bytes)
    return scanner.offset
  }

  /// Puts a cell that came the long way into its places.
  private func take(
    _ cell: OpenDocumentCell, _ place: inout Place, _ out: inout RowCollector
  ) throws(SpreadsheetError) {
    let first = place.column
    let repeats = cell.repeats
    place.column = min(first + repeats.count, Repeats.most)
    guard !out.isSkipped || place.row > CellReference.rowLimit else { return }
    let format =
      cell.style.map { styles[$0] ?? 0 } ?? place.rowFormat
      ?? (first < head.columnFormats.count ? head.columnFormats[first] : 0)
    let (value, note) = cell.value(
      kinds[Int(format)], dates: context.dates, dayZero: head.dayZero)
    if value == .blank || (value == .text([]) && repeats.count > 1) { return }
    if out.isSkipped {
      noteBelow(&place, &out)
      return
    }
    guard repeats.bad == nil, place.column <= CellReference.columnLimit else {
      throw SpreadsheetError(
        .beyondSheet(repeats: repeats.bad ?? String(repeats.count)),
        at: RowcastLocation(row: place.row, column: min(first, CellReference.columnLimit - 1)))
    }
    if let note { out.note(note.kind, note.message, row: out.rowNumber, column: first) }
    guard var made = out.cell(value, column: first) else {
      out.hasOtherValues = true
      return
    }
    let isNumber = made.kind == .integer || made.kind == .double || made.kind == .decimal
    made.style = isNumber && isTemporal[Int(format)] ? 0 : format
    if let formula = cell.formula {
      made.flags.insert(.formula)
      if context.dates == .asStated {
        out.formulas.append(
          (
            row: out.rowNumber, ordinal: out.rows.count, column: first,
            formula: RawCell.Formula(text: Array(formula.utf8))
          ))
      }
    }
    try put(made, first..<place.column, &place, &out)
  }

  /// Tells a value that stands below the last row of any sheet, where all rows are wanted.
  @inline(never)
  func noteBelow(_ place: inout Place, _ out: inout RowCollector) {
    guard place.row > CellReference.rowLimit, place.row != place.toldRow,
      context.rows.upperBound == CellReference.rowLimit
    else { return }
    place.toldRow = place.row
    out.note(
      .badReference, "a row below the last one is left out", row: CellReference.rowLimit,
      column: nil)
  }

  /// Puts a cell into columns, as far as they are wanted.
  @inline(__always)
  func put(
    _ made: Cell, _ columns: Range<Int>, _ place: inout Place, _ out: inout RowCollector
  ) throws(SpreadsheetError) {
    if columns.count > 1 {
      try count(
        &place, cells: 1, text: made.kind == .text ? made.textLength : 0,
        copies: columns.count - 1)
    }
    var cell = made
    for column in columns {
      out.lastColumn = column
      guard context.wanted[column] else {
        out.hasOtherValues = true
        continue
      }
      cell.column = UInt32(truncatingIfNeeded: column)
      out.append(cell)
    }
  }
}
