import RowcastSpreadsheet
import RowcastXMLEvents
import RowcastZipArchive

extension ReadOptions {
  /// These options as the reader of worksheets takes them, for one sheet.
  /// - Parameter sheet: the sheet's position from 1, when all sheets are read one by one.
  func worksheet(number: Int? = nil) throws -> SheetSelection {
    var given = SheetSelection()
    let chosen = [table != nil, definedName != nil].filter { $0 }.count
    guard chosen <= 1 else {
      throw PipelineError("--table and --name choose the cells twice", kind: .usage)
    }
    if let table {
      given.origin = .table(table)
    } else if let definedName {
      given.origin = .name(definedName)
    } else if let number {
      given.origin = .number(number)
    } else {
      switch sheet {
      case .automatic, .all: given.origin = .automatic
      case .name(let name): given.origin = .sheet(name)
      case .number(let number): given.origin = .number(number)
      }
    }
    if let range {
      guard let cells = CellRange(range) else {
        throw PipelineError(
          "--range takes cells such as B2:F100 (found \"\(range)\")", kind: .usage)
      }
      given.range = cells
    }
    switch header {
    case .automatic: given.header = .automatic
    case .none: given.header = .none
    case .rows(let rows): given.header = .rows(Array(rows))
    }
    given.skipRows = skipRows ?? 0
    given.limit = limit
    given.columns = columns.isEmpty ? nil : columns
    given.hidden = hidden == .skip ? .skip : .keep
    given.merged = merged == .fill ? .fill : .first
    given.dates = dates == .serial ? .serial : .iso
    return given
  }

  /// The limits of a workbook, with those that `--max` changed.
  func workbookLimits() throws -> WorkbookLimits {
    var given = WorkbookLimits()
    for (name, value) in limits.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "entry-bytes": given.archive.entryBytes = value
      case "ratio": given.archive.ratio = value
      case "entries": given.archive.entryCount = value
      case "row-bytes": given.rowBytes = value
      case "cell-bytes": given.cellBytes = value
      case "shared-strings": given.sharedStrings = value
      case "shared-string-bytes": given.sharedStringBytes = value
      case "items": given.items = value
      case "depth": given.xml.depth = value
      case "record-bytes", "columns", "input-bytes": break
      default:
        let known = [
          "entry-bytes", "ratio", "entries", "row-bytes", "cell-bytes", "shared-strings",
          "shared-string-bytes", "items", "depth", "record-bytes", "columns", "input-bytes",
        ]
        throw PipelineError(
          "--max \(name): there is no such limit" + NearestNames.hint(name, among: known),
          kind: .usage)
      }
    }
    return given
  }
}
