public import RowcastSpreadsheet
import RowcastTabular

/// Reads everything that a workbook offers.
public func readAll(_ book: Workbook) {
  _ = try? book.tables()
  for sheet in book.sheets where sheet.kind == .worksheet {
    _ = try? book.auditCells(of: sheet) { _ in }
    for selection in [
      SheetSelection(origin: .number(sheet.number)),
      SheetSelection(
        origin: .number(sheet.number), header: .rows([1, 2]), limit: 10, hidden: .skip,
        merged: .fill),
    ] {
      _ = try? book.source(selection).measured()
    }
  }
}

/// Limits that keep a fuzzer from waiting for what is allowed but large.
public let fuzzLimits: WorkbookLimits = {
  var limits = WorkbookLimits()
  limits.archive.entryBytes = 1 << 22
  limits.rowBytes = 1 << 20
  return limits
}()
