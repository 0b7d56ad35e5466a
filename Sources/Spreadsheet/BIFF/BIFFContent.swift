import RowcastFileIO
import Synchronization
import RowcastTabular

/// A workbook of BIFF, the records of Excel 2 to 2003 (.xls), with a container or without.
final class BIFFContent: WorkbookContent {
  let formatName = "xls"
  let sheets: [SheetInfo]
  let definedNames: [DefinedName]
  let usesDate1904: Bool
  let styles: CellStyles
  let diagnostics: DiagnosticLog
  let takesEncoding: Bool
  let isProtected: Bool
  /// Those of Excel 2003 are in records that no other program writes.
  let hasTables = false
  private let stream: any ByteSource
  private let cells: BIFFCells
  private let offsets: [Int]
  private let sharedStrings: Range<Int>?
  private let limits: WorkbookLimits
  /// What the walks over sheets found, by where they begin: several sheets may begin in one place.
  private let indexes = Mutex<(known: [Int: SheetIndex], walked: Int)>(([:], 0))
  /// Sheets that lie over each other are walked over no more often than this, all together.
  private static let overlaps = 64

  /// Opens the stream of a workbook in a compound file: that of Excel 97, if both versions are there.
  /// - Throws: ``SpreadsheetError`` when there is none, or what ``WorkbookGlobals`` throws.
  convenience init(
    in file: CompoundFile, _ opening: WorkbookOpening
  ) throws(SpreadsheetError) {
    guard let entry = file.stream(named: "Workbook") ?? file.stream(named: "Book") else {
      throw SpreadsheetError(.notAWorkbook(.compoundFile))
    }
    let stream: any ByteSource
    do throws(FileError) { stream = try file.bytes(of: entry) } catch {
      throw SpreadsheetError(.file(error))
    }
    try self.init(stream, opening)
  }

  /// Opens a stream of records.
  /// - Throws: what ``WorkbookGlobals`` throws.
  init(
    _ stream: any ByteSource, _ opening: WorkbookOpening
  ) throws(SpreadsheetError) {
    let globals = try WorkbookGlobals(stream, opening)
    self.stream = globals.stream
    limits = opening.limits
    cells = BIFFCells(
      version: globals.version, codePage: globals.codePage,
      isCodePageGuessed: globals.isCodePageGuessed, encoding: opening.encoding,
      hasCellFormats: globals.hasCellFormats, formulas: globals.formulas)
    offsets = globals.sheets.map(\.offset)
    sharedStrings = globals.sharedStrings
    definedNames = globals.names
    usesDate1904 = globals.usesDate1904
    styles = globals.styles
    diagnostics = globals.diagnostics
    takesEncoding = globals.version < .biff8
    isProtected = globals.isProtected
    var sheets: [SheetInfo] = []
    try SheetPlaces.check(offsets)
    for (index, sheet) in globals.sheets.enumerated() {
      sheets.append(
        SheetInfo(
          name: sheet.name, state: sheet.state,
          kind: try Self.isSheet(globals.stream, sheet.offset) ? sheet.kind : .missing,
          number: index + 1, part: stream.name))
    }
    self.sheets = sheets
  }

  /// Whether a substream begins at an offset that is not the workbook's own.
  private static func isSheet(
    _ stream: any ByteSource, _ offset: Int
  ) throws(SpreadsheetError) -> Bool {
    var cursor = RecordCursor(stream, at: offset, windowBytes: 1 << 6)
    guard try cursor.advance(), let start = SubstreamStart(cursor) else { return false }
    return start.kind != .globals && start.kind != .workspace
  }

  func readSharedStrings() throws(SpreadsheetError) -> StringDictionary {
    guard let sharedStrings else { return .empty }
    return try SharedStringTable(stream, in: sharedStrings, limits: limits).read()
  }

  func readTables() throws(SpreadsheetError) -> [TableInfo] { [] }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    guard offsets.indices.contains(sheet.number - 1) else { return nil }
    let offset = offsets[sheet.number - 1]
    let index = try indexes.withLock { found -> Result<SheetIndex, SpreadsheetError> in
      if let index = found.known[offset] { return .success(index) }
      do throws(SpreadsheetError) {
        guard found.walked <= Self.overlaps * stream.count else {
          throw SpreadsheetError(.damaged("its sheets lie over each other"))
        }
        let index = try SheetIndex(stream, at: offset, version: cells.version, limits: limits)
        found.known[offset] = index
        found.walked += index.walkedBytes
        return .success(index)
      } catch { return .failure(error) }
    }.get()
    return BIFFSheetReader(index, stream, cells, pieceSize: pieceSize)
  }
}
