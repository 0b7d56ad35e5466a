internal import RowcastFileIO
internal import RowcastTabular
internal import RowcastZipArchive

/// A worksheet in the making: its rows, deflated and waiting for their place in the package, and
/// the library's worksheet for everything else of it.
final class SheetPart {
  let name: String
  private(set) var rowCount = 0
  private(set) var columnCount = 0
  let rows: DeflatedSpool
  let sheet: LibrarySheet
  private let output: String

  /// - Parameter output: the workbook's name, for errors.
  init(name: String, sheet: LibrarySheet, output: String) {
    self.name = name
    self.sheet = sheet
    self.output = output
    rows = DeflatedSpool(for: output)
  }

  /// The cells that are filled, such as `A1:C9`.
  var range: String {
    guard rowCount > 0, columnCount > 0 else { return "A1" }
    return "A1:\(CellReference.letters(ofColumn: columnCount - 1))\(rowCount)"
  }

  /// Appends `count` finished rows, the cells of which stand in the first `columns` columns.
  func append(_ run: DeflatedRun?, rows count: Int, columns: Int) throws(WorkbookWritingError) {
    guard count > 0 else { return }
    guard rowCount + count <= CellReference.rowLimit else {
      throw WorkbookWritingError(
        .tooManyRows(sheet: name, limit: CellReference.rowLimit), path: output)
    }
    guard let run else { throw WorkbookWritingError(.library("out of memory"), path: output) }
    do throws(FileError) { try rows.append(run) } catch {
      throw WorkbookWritingError(.file(error), path: output)
    }
    rowCount += count
    columnCount = max(columnCount, columns)
  }

  /// Colors the cells of a column below the header from white at 0 to a color at 1.
  func addColorScale(column: Int, firstRow: Int) {
    guard rowCount > firstRow else { return }
    sheet.addColorScale(rows: firstRow..<rowCount, columns: column..<(column + 1))
  }

  /// Filter buttons on the first row.
  func addFilter(columns: Int) { sheet.addFilter(rows: rowCount, columns: columns) }
}
