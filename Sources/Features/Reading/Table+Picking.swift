package import RowcastTabular

extension Table {
  /// The given rows, in that order, as `Table/selecting(_:)`; columns are picked side by side.
  package func picking(_ rows: [Int]) -> Table {
    Table(columns: mapEach(columns.count) { columns[$0].selecting(rows) }, rowCount: rows.count)
  }
}
