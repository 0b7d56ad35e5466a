import RowcastFileIO
import RowcastSpreadsheet
import RowcastXMLEvents
import RowcastZipArchive

extension ReadOptions {
  /// These options as the reader of worksheets takes them, for one sheet.
  /// - Parameter number: the sheet's position from 1, when all sheets are read one by one.
  func worksheet(of workbook: Workbook, number: Int? = nil) throws -> SheetSelection {
    var given = SheetSelection()
    if let table {
      given.origin = .table(table)
    } else if let definedName {
      given.origin = .name(definedName, onSheet: askedSheet(in: workbook)?.number)
    } else if let number {
      given.origin = .number(number)
    } else {
      given.origin = origin(in: workbook)
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
    case .rows(let rows):
      // No sheet has a row behind its last one, which is told as it was asked for.
      let isThere = rows.upperBound <= WorkbookWriter.rowLimit
      given.header = .rows(isThere ? Array(rows) : [rows.upperBound])
    }
    given.skipRows = min(skipRows ?? 0, WorkbookWriter.rowLimit)
    given.limit = limit
    given.columns = columns.isEmpty ? nil : columns
    given.hidden = hidden
    given.merged = merged
    given.dates = dates
    return given
  }

  /// The sheet that is asked for: a name comes before a position.
  private func origin(in workbook: Workbook) -> SheetSelection.Origin {
    switch sheet {
    case .automatic, .all: return .automatic
    case .number(let number): return .number(number)
    case .name(let name):
      let isName = workbook.sheets.contains { $0.name == name }
      if !isName, let number = Int(name), number > 0 { return .number(number) }
      return .sheet(name)
    }
  }

  /// The sheet that is asked for by name or position; nil where there is none.
  private func askedSheet(in workbook: Workbook) -> SheetInfo? {
    switch origin(in: workbook) {
    case .sheet(let name): workbook.sheets.first { $0.name.lowercased() == name.lowercased() }
    case .number(let number): workbook.sheets.first { $0.number == number }
    case .automatic, .table, .name: nil
    }
  }

  /// The records that are asked for of one sheet.
  func source(of workbook: Workbook, number: Int? = nil) throws -> WorksheetSource {
    let source = try workbook.source(try worksheet(of: workbook, number: number))
    guard number == nil, table != nil || definedName != nil, sheet != .automatic else {
      return source
    }
    // A sheet beside a table or a name only says where that is.
    var named = self
    (named.table, named.definedName, named.range) = (nil, nil, nil)
    (named.header, named.skipRows, named.columns) = (.none, nil, [])
    let asked = try workbook.source(try named.worksheet(of: workbook)).sheet
    guard asked.number == source.sheet.number else {
      throw PipelineError(
        "\(table != nil ? "--table" : "--name") is on sheet \"\(source.sheet.name)\", and --sheet "
          + "asks for \"\(asked.name)\"", at: workbook.input.name, kind: .usage)
    }
    return source
  }

  /// The limits of a workbook, with those that were changed.
  var workbookLimits: WorkbookLimits {
    var given = WorkbookLimits()
    given.archive.entryBytes = limits.entryBytes ?? given.archive.entryBytes
    given.archive.ratio = limits.ratio ?? given.archive.ratio
    given.archive.entryCount = limits.entries ?? given.archive.entryCount
    given.rowBytes = limits.rowBytes ?? given.rowBytes
    given.cellBytes = limits.cellBytes ?? given.cellBytes
    given.repeatedCells = limits.repeatedCells ?? given.repeatedCells
    given.sharedStrings = limits.sharedStrings ?? given.sharedStrings
    given.sharedStringBytes = limits.sharedStringBytes ?? given.sharedStringBytes
    given.items = limits.items ?? given.items
    given.xml.depth = limits.depth ?? given.xml.depth
    return given
  }
}
