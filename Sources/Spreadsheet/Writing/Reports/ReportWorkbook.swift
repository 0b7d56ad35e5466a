/// A workbook of tables and native charts.
public final class ReportWorkbook {
  private let file: WorkbookFile
  private var sheets: [ReportSheet] = []

  /// - Parameter path: the output, or `-` for standard output.
  public init(path: String, title: String? = nil) throws(WorkbookWritingError) {
    file = try WorkbookFile(path: path)
    file.setProperties(title: title, creator: "Rowcast")
  }

  /// Adds a sheet; its name is repaired when a workbook cannot have it.
  public func addSheet(_ name: String) throws(WorkbookWritingError) -> ReportSheet {
    let sheet = ReportSheet(stream: try file.addSheet(name), file: file)
    sheets.append(sheet)
    return sheet
  }

  /// Puts the workbook together and gives it its name.
  public func commit() throws(WorkbookWritingError) {
    for sheet in sheets { try sheet.finish() }
    try file.commit()
  }

  /// Drops everything; nothing happens after ``commit()``.
  public func discard() { file.discard() }
}
