import RowcastEvaluation
import RowcastFeatures
import RowcastTabular

/// The sheet that people use: results first, then one column for each input.
struct InputSheet {
  let layout: WorkbookLayout
  let styles: WorkbookStyles
  private var plan: ScoringPlan { layout.plan }

  init(layout: WorkbookLayout, styles: WorkbookStyles) {
    self.layout = layout
    self.styles = styles
  }

  func writeFrame(_ sheet: SheetCanvas, rowCount: Int) {
    sheet.text(0, 0, plan.model.labels.column, styles.resultHeader)
    sheet.width(0, 18)
    for (k, label) in plan.labels.enumerated() {
      sheet.text(0, 1 + k, "probability of \(label)", styles.resultHeader)
      sheet.width(1 + k, 14)
    }
    let rows = 1..<(1 + rowCount)
    sheet.bars(rows: rows, columns: 1..<(1 + plan.labels.count))
    for (i, input) in plan.inputs.enumerated() {
      let column = layout.inputColumn(i)
      sheet.text(0, column, input.name, styles.header)
      let format = input.form == .date ? format(ofDate: input) : nil
      sheet.width(column, Double(min(max(input.name.count + 2, 12), 30)), format)
      var list: String?
      if let levels = input.levelCodes, !levels.levels.isEmpty {
        let texts = CellName.fixed(
          rows: 1..<(1 + levels.levels.count), column: layout.levelsColumn(i))
        list = "\(WorkbookLayout.levels)!\(texts)"
      }
      sheet.validate(rows: rows, column: column, list: list, title: input.name, note: note(input))
    }
    sheet.freeze(rows: 1, columns: plan.labels.count <= 4 ? 1 + plan.labels.count : 1)
  }

  private func format(ofDate input: PlanInput) -> SheetCanvas.Format? {
    guard case .date(let date) = input.kind else { return nil }
    let hasHours = date.parts.contains { [.hour, .hourSine, .hourCosine].contains($0.part) }
    return hasHours ? styles.moment : styles.date
  }

  private func note(_ input: PlanInput) -> String {
    let column = plan.model.features.columns.first { $0.name == input.name }
    switch input.kind {
    case .category(let levels):
      return "\(levels.levels.count) levels. Empty counts as missing."
    case .date: return "A date. Empty counts as missing."
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

  /// Writes the results of a row: formulas that stay empty as long as the row is.
  func writeResults(
    _ row: Int, _ values: RowValues, _ columns: FormulaColumns, _ sheet: SheetCanvas
  ) {
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
    sheet.formula(
      row, 0, "IF(\(filled)=0,\"\",\(choice))",
      text: isFilled ? plan.labels[values.predicted] : "", styles.prediction)
    for (k, column) in columns.probabilities.enumerated() {
      sheet.formula(
        row, 1 + k, "IF(\(filled)=0,\"\",\(formulas)!\(CellName.cell(row, column)))",
        isFilled ? values.probabilities[k] : .nan, styles.percent)
    }
  }
}
