import RowcastFeatures
import RowcastTabular

/// What is doubtful about a table before anything is learned from it.
struct DataWarnings {
  let task: LearningTask
  let options: TrainOptions

  /// Rows that a review looks at; what it looks for shows in fewer already.
  static let reviewedRows = 20_000

  /// The review of the table, with the roles that were chosen.
  func review() -> DataReview {
    var chosen: [String: ColumnRole] = [task.target.column: .target]
    for (column, role) in options.roles where column != task.target.column {
      chosen[column] = role
    }
    return DataReview(
      of: reviewed, roles: RoleInference.roles(of: reviewed, chosen: chosen), labels: task.target)
  }

  /// Every nth row of a very large table, so that its order does not matter.
  private var reviewed: Table {
    let rows = task.table.rowCount
    guard rows > Self.reviewedRows else { return task.table }
    let step = (rows + Self.reviewedRows - 1) / Self.reviewedRows
    return task.table.picking(Array(stride(from: 0, to: rows, by: step)))
  }
}
