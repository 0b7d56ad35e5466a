import RowcastTabular
import RowcastXMLEvents

extension TableInfo {
  /// Reads a table's part; nil when it has no readable range.
  static func read(
    _ reader: PartReader, sheet: String
  ) throws(SpreadsheetError) -> TableInfo? {
    var table: TableInfo?
    var columns: [String] = []
    while true {
      let event = try reader.next()
      if event == .finished { break }
      guard event == .start else { continue }
      if table == nil, reader.isNamed("table") {
        guard let range = CellRange(try reader.attribute("ref") ?? "") else { return nil }
        let displayName = try reader.attribute("displayName")
        let name = try reader.attribute("name")
        table = TableInfo(
          name: EscapedText.decoded(displayName ?? name ?? ""),
          sheet: sheet, range: range,
          headerRowCount: max(0, min(try reader.integer("headerRowCount") ?? 1, range.rowCount)),
          totalsRowCount: max(0, min(try reader.integer("totalsRowCount") ?? 0, range.rowCount)),
          columns: [], isEmpty: try reader.flag("insertRow") ?? false)
      } else if reader.isNamed("tableColumn") {
        guard columns.count < CellReference.columnLimit else { break }
        columns.append(EscapedText.decoded(try reader.attribute("name") ?? ""))
      }
    }
    table?.columns = columns
    return table
  }
}

extension CellRange {
  /// The number of rows.
  public var rowCount: Int { last.row - first.row + 1 }
  /// The number of columns.
  public var columnCount: Int { last.column - first.column + 1 }
}
