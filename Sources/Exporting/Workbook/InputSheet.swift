import RowcastSpreadsheet
import RowcastEvaluation
import RowcastFeatures
import RowcastTabular

/// The sheet that people use: results first, then one column for each input.
struct InputSheet {
  let layout: WorkbookLayout
  private var plan: ScoringPlan { layout.plan }

  init(layout: WorkbookLayout) { self.layout = layout }

  /// The names, and what may be typed below them.
  func writeFrame(_ sheet: SheetWriter, rowCount: Int) throws(WorkbookWritingError) {
    let results = [plan.model.labels.column] + plan.labels.map { "probability of \($0)" }
    try sheet.append(
      results.map { .text($0, .resultHeader) }
        + plan.inputs.map { .text($0.name, .inputHeader) })
    for column in results.indices { sheet.setWidth(column == 0 ? 18 : 14, column: column) }
    let rows = 1..<(1 + rowCount)
    sheet.addBars(rows: rows, columns: 1..<results.count)
    for (i, input) in plan.inputs.enumerated() {
      let column = layout.inputColumn(i)
      sheet.setWidth(
        Double(min(max(input.name.count + 2, 12), 30)), column: column, style: style(of: input))
      var rule = InputRule(title: input.name, note: note(input))
      if let levels = input.levelCodes, !levels.levels.isEmpty {
        let texts = CellName.fixed(
          rows: 1..<(1 + levels.levels.count), column: layout.levelsColumn(i))
        rule.list = "\(WorkbookLayout.levels)!\(texts)"
        rule.warning = (
          "Not seen in training", "The model treats it as a rare or unknown level."
        )
      }
      sheet.add(rule, rows: rows, column: column)
    }
    sheet.freeze(rows: 1, columns: plan.labels.count <= 4 ? 1 + plan.labels.count : 1)
  }

  /// How what is typed into an input's cells is shown.
  func style(of input: PlanInput) -> CellStyle {
    if input.isTime { return .clock }
    guard case .date(let date) = input.kind else { return .plain }
    let hasHours = date.parts.contains { [.hour, .hourSine, .hourCosine].contains($0.part) }
    return hasHours ? .dateTime : .date
  }

  private func note(_ input: PlanInput) -> String {
    let column = plan.model.features.columns.first { $0.name == input.name }
    switch input.kind {
    case .category(let levels):
      return "\(levels.levels.count) levels. Empty counts as missing."
    case .date: return "A date. Empty counts as missing."
    case .number where input.isTime:
      return "A time of day, such as 13:08:30 or 1:08 PM. Empty counts as missing."
    case .number(let number):
      let range = column?.moments.map { moments in
        "In training \(Self.short(moments.minimum)) to \(Self.short(moments.maximum)). "
      }
      let missing = "Empty counts as \(Self.short(number.fill))."
      return (input.form == .number ? range ?? "" : "Yes or no. ") + missing
    }
  }

  private static func short(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15
      ? String(Int64(value)) : String(describing: (value * 1e4).rounded() / 1e4)
  }

  /// The results of a row: formulas that stay empty as long as the row is.
  func results(_ row: Int, _ values: RowValues, _ columns: FormulaColumns) -> [SheetCell] {
    let formulas = WorkbookLayout.formulas
    let filled = "\(formulas)!\(CellName.cell(row, 0))"
    let probabilities = CellName.row(row, columns: columns.probabilities)
    let isFilled = values.given.contains(true)
    let choice: String
    switch plan.model.decision {
    case .mostProbable:
      let names = columns.probabilities
      let titles =
        "\(CellName.fixed(0, names.lowerBound)):\(CellName.fixed(0, names.upperBound - 1))"
      choice =
        "INDEX(\(formulas)!\(titles),MATCH(MAX(\(formulas)!\(probabilities)),"
        + "\(formulas)!\(probabilities),0))"
    case .threshold(let threshold, let positive):
      let p = CellName.cell(row, columns.probabilities.lowerBound + positive)
      func title(_ k: Int) -> String {
        "\(formulas)!\(CellName.fixed(0, columns.probabilities.lowerBound + k))"
      }
      choice =
        "IF(\(formulas)!\(p)>=\(threshold.description),\(title(positive)),\(title(1 - positive)))"
    }
    let label = isFilled ? plan.labels[values.predicted] : ""
    return [.formula("IF(\(filled)=0,\"\",\(choice))", .text(label), .prediction)]
      + columns.probabilities.enumerated().map { k, column in
        .formula(
          "IF(\(filled)=0,\"\",\(formulas)!\(CellName.cell(row, column)))",
          isFilled ? .number(values.probabilities[k]) : .text(""), .probability)
      }
  }
}
