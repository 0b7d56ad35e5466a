import RowcastTabular

/// What a file format tells of a workbook: the seam below which formats differ.
///
/// ``Workbook`` holds one of these, and everything above it (sheet choice, ranges, tables, names,
/// header finding, merged ranges, the audit view, limits, diagnostics with their cells) is the same
/// for all formats. To read another format:
///
/// 1. Conform a type to `WorkbookContent`, read its lists in `init`, and make it from
///    ``WorkbookFormats``, which looks at the kind of the file.
/// 2. Give for each worksheet a ``SheetReader``: it cuts the sheet into pieces of whole rows, in
///    their order, and makes a ``RowScanner``, which puts the cells of a piece into a
///    ``RowCollector``. Pieces are asked for by one thread and scanned by many at once, so cutting
///    should cost little; a format that cannot be cut gives the sheet as one piece, or cuts and
///    reads at once and hands over what it has read.
///
/// Errors need to know only their part, row and column: who calls adds sheet and file.
protocol WorkbookContent: Sendable {
  /// How the format is called: the usual ending of its files (`xlsx`).
  var formatName: String { get }
  /// All sheets in the order of their tabs, those that hold no cells among them.
  var sheets: [SheetInfo] { get }
  /// The first sheet, where the others would have to be looked for; nil where all are known.
  var leadingSheet: SheetInfo? { get }
  /// The names of ranges and formulas. What a range is must be written as Excel writes it
  /// (`Sheet1!$A$1:$C$9`), for that is how `--name` reads it.
  var definedNames: [DefinedName] { get }
  /// Whether day 0 is 1904-01-01.
  var usesDate1904: Bool { get }
  /// The number format of each cell style; `Cell/style` counts them.
  var styles: CellStyles { get }
  /// What is to be told of the workbook as a whole, before any of its records.
  var diagnostics: DiagnosticLog { get }
  /// Whether the texts have an encoding that may be stated wrongly, which `--encoding` overrides.
  var takesEncoding: Bool { get }
  /// Whether the format has tables with names (``readTables()``).
  var hasTables: Bool { get }
  /// Whether the workbook asks to be calculated anew when it is opened.
  var asksForCalculation: Bool { get }
  /// Whether the records were opened by a password.
  var isProtected: Bool { get }
  /// Reads the texts that cells refer to by number; called once. `.empty` where a format has none.
  /// - Throws: ``SpreadsheetError`` when they are damaged or beyond a limit.
  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary
  /// Reads the tables of all sheets; called once for each time that somebody asks.
  /// - Throws: ``SpreadsheetError`` when one is damaged or beyond a limit.
  func readTables() throws(SpreadsheetError) -> [TableInfo]
  /// Opens a sheet for one reading from its beginning to its end. A sheet is read several times
  /// (to choose it, to find its header, to measure it), and by several threads at once.
  /// - Parameter pieceSize: about how many bytes a piece is to have: few where only the first rows
  ///   are wanted.
  /// - Returns: nil when the sheet holds no cells (a chart, a sheet whose part is missing).
  /// - Throws: ``SpreadsheetError`` when what stands before the rows is damaged.
  func reader(of sheet: SheetInfo, pieceSize: Int) throws(SpreadsheetError) -> (any SheetReader)?
}

extension WorkbookContent {
  var leadingSheet: SheetInfo? { nil }
  var diagnostics: DiagnosticLog { DiagnosticLog() }
  var takesEncoding: Bool { false }
  var hasTables: Bool { true }
  var asksForCalculation: Bool { false }
  var isProtected: Bool { false }
}

/// Where the sheets of a workbook lie.
enum SheetPlaces {
  private static let limit = 256

  /// Some writers list a sheet twice; a workbook that lists one again and again asks for more than
  /// it holds.
  /// - Throws: ``SpreadsheetError/Reason/damaged(_:)``.
  static func check<Place: Hashable>(_ places: [Place]) throws(SpreadsheetError) {
    var counts: [Place: Int] = [:]
    for place in places {
      counts[place, default: 0] += 1
      guard counts[place, default: 0] <= limit else {
        throw SpreadsheetError(.damaged("more than \(limit) sheets are the same one"))
      }
    }
  }
}

/// One reading of a sheet: what stands before its rows, the rows in pieces, what stands behind them.
///
/// It is used by one thread at a time.
protocol SheetReader {
  associatedtype Scanner: RowScanner
  /// About how many bytes the sheet has, as they are scanned; a sheet of less than one piece is
  /// read by one thread.
  var byteCount: Int { get }
  /// Hidden and wide columns, as far as they are stated before the rows.
  var layout: SheetLayout { get }
  /// The next piece of whole rows, or nil behind the last one.
  /// - Throws: ``SpreadsheetError`` when the sheet cannot be read on.
  func next() throws(SpreadsheetError) -> Scanner.Piece?
  /// What reads the pieces.
  func scanner(_ context: ScanContext) -> Scanner
  /// The merged ranges; for formats that state them behind the rows, the rest of the sheet is read
  /// for them, so nothing else is asked of this reading then.
  /// - Throws: ``SpreadsheetError`` when the sheet cannot be read to there.
  func readMerges() throws(SpreadsheetError) -> [CellRange]
}

/// Reads the cells of pieces, on any thread, several pieces at once.
///
/// For each row that is stated it calls ``RowCollector/beginRow(number:isSkipped:)`` (skipped when
/// its number is not in ``ScanContext/rows``, or it is hidden and ``ScanContext/skipsHiddenRows``),
/// then one of the collector's methods for each cell that is not blank, then
/// ``RowCollector/endRow()``. Rows and cells may come in any order, but sheets whose rows are not
/// in order should be one piece: across pieces they come as the file has them, with a note.
protocol RowScanner: Sendable {
  associatedtype Piece: Sendable
  /// Reads the cells of a piece.
  /// - Throws: ``SpreadsheetError`` for what cannot be read over; what was read before counts. A
  ///   value that cannot be read is a note of the collector instead.
  func scan(_ piece: Piece, into rows: inout RowCollector) throws(SpreadsheetError)
}

/// What a sheet says of its columns.
struct SheetLayout: Sendable {
  /// Hidden columns, zero-based.
  var hiddenColumns: [ClosedRange<Int>] = []
  /// The widths, in characters, of columns that have one of their own, zero-based; with the 5
  /// pixels of padding that Excel adds.
  var widths: [(columns: ClosedRange<Int>, width: Double)] = []
}
