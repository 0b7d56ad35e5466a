import RowcastFeatures
import RowcastTabular

/// Rows whose class is known, for judging and explaining a model.
struct KnownRows {
  /// The rows with one of the model's classes.
  let table: Table
  let labels: [Int]
  /// Rows without a class that the model knows.
  let leftOut: Int

  init(_ opened: OpenedInput, model: Model, reading: ReadOptions, _ session: Session) throws {
    let all = try session.table(of: opened, options: reading)
    let column = try all.column(
      named: model.target.column, file: opened.name, purpose: "with the known classes")
    try RowScorer(model: model).check(
      Schema(all.names.enumerated().map { ColumnSchema(name: $1, source: $0) }),
      file: opened.name)
    let codes = model.target.encoded(column)
    let rows = codes.indices.filter { codes[$0] != TypedColumn.missingCode }
    guard !rows.isEmpty else {
      throw PipelineError(
        "no record has one of the model's classes in \"\(model.target.column)\" ("
          + model.target.labels.prefix(5).joined(separator: ", ") + ")", at: opened.name)
    }
    table = rows.count == all.rowCount ? all : all.selecting(rows)
    labels = rows.map { Int(codes[$0]) }
    leftOut = all.rowCount - rows.count
  }
}
