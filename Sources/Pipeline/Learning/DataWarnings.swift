import Features
import Tabular

/// What is doubtful about a table before anything is learned from it.
struct DataWarnings {
  let task: LearningTask
  let options: TrainOptions

  struct Found: Sendable {
    var warnings: [TrainingWarning]
    /// Columns that look like leaks of the target.
    var suspects: [String]
  }

  var all: Found {
    var warnings: [TrainingWarning] = []
    if task.droppedRows > 0 {
      warnings.append(
        TrainingWarning(
          kind: "missing-target", column: task.target.column,
          message: "\(count(task.droppedRows, "row")) without a value of "
            + "\"\(task.target.column)\" were left out", isSerious: false))
    }
    return Found(warnings: warnings, suspects: [])
  }
}
