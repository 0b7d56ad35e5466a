import FileIO
import Tabular

/// Turns what was learned into the schema and the plan for the second pass.
struct ColumnPlanner {
  let schema: Schema
  let plan: BatchPlan

  init(
    layout: FileLayout, learned: TypeLearner.Learned, options: DelimitedOptions
  ) throws(DelimitedTextError) {
    let evidence = learned.evidence
    var headers = layout.header
    while headers.count < evidence.columns.count { headers.append("") }
    let names = Schema.repairedNames(headers)
    var columns: [ColumnSchema] = []
    var modes: [ColumnDecision.Mode] = []
    for (i, column) in evidence.columns.enumerated() {
      var decision = ColumnDecision(column, delimiter: layout.dialect.delimiter)
      if options.types == .text {
        decision.kind = .text
        decision.mode = .text
        decision.note = nil
      }
      modes.append(decision.mode)
      columns.append(
        ColumnSchema(
          name: names[i], header: headers[i], source: i, kind: decision.kind,
          hasMissing: decision.hasMissing, note: decision.note))
    }
    if let wanted = options.columns {
      (columns, modes) = try Self.project(columns, modes, wanted, file: layout.input.name)
    }
    schema = Schema(columns)
    plan = BatchPlan(
      modes: modes, overflowMode: options.columns == nil ? .text : .skip, width: layout.width,
      keepsEmpty: options.ragged == .keep, hasNullTokens: !options.nullTokens.isEmpty,
      classifier: ValueClassifier(options), fieldText: FieldText(layout.grammar),
      walker: RecordWalker(grammar: layout.grammar))
  }

  private static func project(
    _ columns: [ColumnSchema], _ modes: [ColumnDecision.Mode], _ wanted: [String], file: String
  ) throws(DelimitedTextError) -> ([ColumnSchema], [ColumnDecision.Mode]) {
    var chosen: [ColumnSchema] = []
    var kept = [ColumnDecision.Mode](repeating: .skip, count: modes.count)
    for name in wanted {
      guard let column = columns.first(where: { $0.name == name }) else {
        throw DelimitedTextError(
          .noSuchColumn(name, nearest: Array(columns.map(\.name).prefix(5))),
          at: SourceLocation(file: file))
      }
      chosen.append(column)
      kept[column.source] = modes[column.source]
    }
    return (chosen, kept)
  }
}
