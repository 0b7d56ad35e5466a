public import RowcastEncryption
public import RowcastFileIO
import Synchronization
public import RowcastTabular

/// A workbook of any format that is read, opened: its lists are read, its cells are not.
public final class Workbook: Sendable {
  /// The bytes of the file.
  public let input: any ByteSource
  /// What the workbook may make us do.
  public let limits: WorkbookLimits
  /// How the format is called: `xlsx` (also of .xlsm), `xls`, `xlsb`.
  public var formatName: String { content.formatName }
  /// The sheets in the order of their tabs.
  public var sheets: [SheetInfo] { content.sheets }
  /// The names of ranges and formulas, built-in ones among them.
  public var definedNames: [DefinedName] { content.definedNames }
  /// Whether day 0 is 1904-01-01 (and not, as mostly, 1899-12-31).
  public var usesDate1904: Bool { content.usesDate1904 }
  /// The number formats of the cell styles.
  public var styles: CellStyles { content.styles }
  let content: any WorkbookContent
  private let strings = Mutex<StringDictionary?>(nil)
  private let knownTables = Mutex<[TableInfo]?>(nil)

  /// Whether the texts have an encoding that may be stated wrongly: those of Excel 2 to
  /// 95, XML Spreadsheet 2003 and flat OpenDocument.
  public var takesEncoding: Bool { content.takesEncoding }

  /// Whether the format has tables with names; without, there are none to choose.
  public var hasTables: Bool { content.hasTables }

  /// Whether a password was needed to open it, were it the one that Excel uses by itself.
  public var isProtected: Bool {
    content.isProtected || (try? FileKind.detected(in: input)) == .encryptedPackage
  }

  /// Opens a workbook.
  /// - Parameters:
  ///   - encoding: the encoding of texts, where the workbook has one and states it wrongly: see
  ///     ``takesEncoding``.
  ///   - passwords: those to try when it is protected.
  /// - Throws: ``SpreadsheetError``; ``SpreadsheetError/isText`` tells that the file is text.
  public init(
    _ bytes: any ByteSource, limits: WorkbookLimits = WorkbookLimits(), encoding: String? = nil,
    passwords: [Password] = []
  ) throws(SpreadsheetError) {
    input = bytes
    self.limits = limits
    do throws(SpreadsheetError) {
      content = try WorkbookFormats.content(
        of: bytes, WorkbookOpening(limits: limits, encoding: encoding, passwords: passwords))
    } catch { throw error.within(RowcastLocation(file: bytes.name)) }
  }

  /// The strings that cells refer to by number; read on the first call.
  /// - Throws: ``SpreadsheetError`` when they are damaged or beyond a limit.
  public func sharedStrings() throws(SpreadsheetError) -> StringDictionary {
    let result = strings.withLock { known -> Result<StringDictionary, SpreadsheetError> in
      if let known { return .success(known) }
      do throws(SpreadsheetError) {
        let read = try content.readSharedStrings()
        known = read
        return .success(read)
      } catch { return .failure(error.within(RowcastLocation(file: input.name))) }
    }
    return try result.get()
  }

  /// The tables of all sheets; read on the first call.
  /// - Throws: ``SpreadsheetError`` when one is damaged or beyond a limit.
  public func tables() throws(SpreadsheetError) -> [TableInfo] {
    let result = knownTables.withLock { known -> Result<[TableInfo], SpreadsheetError> in
      if let known { return .success(known) }
      do throws(SpreadsheetError) {
        let read = try content.readTables()
        known = read
        return .success(read)
      } catch { return .failure(error.within(RowcastLocation(file: input.name))) }
    }
    return try result.get()
  }
}
