import RowcastTabular

/// The columns of a sheet, from its header rows and from where its first records have cells.
struct SchemaBuilder {
  let preview: SheetPreview
  let header: SheetHeader
  /// The columns that may be read.
  let columns: ClosedRange<Int>
  /// Names that the sheet states elsewhere: the columns of a table.
  var names: [Int: String] = [:]

  /// The columns that a cell of the header is shown over.
  private func covered(_ row: Int, _ column: Int) -> ClosedRange<Int> {
    guard header.rows.count > 1 else { return column...column }
    let merge = header.merges.first { $0.first.row == row - 1 && $0.first.column == column }
    return merge.map { $0.first.column...$0.last.column } ?? column...column
  }

  /// - Parameter limit: the bytes that all names may have together.
  func schema(limit: Int) throws(SpreadsheetError) -> Schema {
    var bytes = 0
    var headers: [Int: String] = names
    var isFilled = [Bool](repeating: false, count: CellReference.columnLimit)
    var known = Set<Int>()
    for row in preview.rows {
      if header.rows.contains(row.number) {
        for cell in row.cells {
          let text = row.text(of: cell)
          if text.isEmpty { continue }
          // A merged cell names each of its columns, once.
          for column in covered(row.number, Int(cell.column)) {
            bytes += text.utf8.count
            guard bytes <= limit else {
              throw SpreadsheetError(
                .limit(name: "bytes in the names of columns", value: limit),
                at: RowcastLocation(row: row.number, column: column))
            }
            headers[column] = headers[column].map { $0 + " " + text } ?? text
          }
        }
      } else if row.number >= header.firstDataRow {
        for column in row.cells.lazy.map({ Int($0.column) })
        where isFilled.indices.contains(column) && !isFilled[column] {
          isFilled[column] = true
          if columns.contains(column) { known.insert(column) }
        }
      }
    }
    headers = headers.filter { columns.contains($0.key) && !SheetPreview.Row.isBlank($0.value) }
    known.formUnion(headers.keys)
    guard let first = known.min(), let last = known.max() else { return Schema() }
    // Named by their place in the sheet, so that a blank header in column C is `column_3`.
    let repaired = Schema.repairedNames((0...last).map { headers[$0] ?? "" })
    return Schema(
      (first...last).filter { !preview.isComplete || known.contains($0) }.map {
        ColumnSchema(name: repaired[$0], header: headers[$0] ?? "", source: $0)
      })
  }
}
