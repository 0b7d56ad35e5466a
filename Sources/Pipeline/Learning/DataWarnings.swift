import RowcastFeatures
import RowcastTabular

/// What is doubtful about a table before anything is learned from it.
struct DataWarnings {
  let task: LearningTask
  let options: TrainOptions

  struct Found: Sendable {
    var warnings: [TrainingWarning]
    /// Columns that look like leaks of the target.
    var suspects: [String]
  }

  /// Rows that a review looks at; what it looks for shows in fewer already.
  static let reviewedRows = 20_000

  func found() throws -> Found {
    var warnings: [TrainingWarning] = []
    if task.droppedRows > 0 {
      warnings.append(
        TrainingWarning(
          kind: "missing-target", column: task.target.column,
          message: "\(count(task.droppedRows, "row")) without a value of "
            + "\"\(task.target.column)\" left out", isSerious: false))
    }
    var chosen: [String: ColumnRole] = [task.target.column: .target]
    for (column, role) in options.roles { chosen[column] = ColumnRole(rawValue: role) }
    let review = DataReview(
      of: reviewed, roles: RoleInference.roles(of: reviewed, chosen: chosen), labels: task.target)
    warnings += review.warnings.filter { $0.kind != .missingTarget }.map {
      TrainingWarning(
        kind: $0.kind.rawValue, column: $0.column, message: $0.message, isSerious: $0.isSerious)
    }
    return Found(warnings: warnings, suspects: review.suspects)
  }

  /// Every nth row of a very large table, so that its order does not matter.
  private var reviewed: Table {
    let rows = task.table.rowCount
    guard rows > Self.reviewedRows else { return task.table }
    let step = (rows + Self.reviewedRows - 1) / Self.reviewedRows
    return task.table.picking(Array(stride(from: 0, to: rows, by: step)))
  }
}
