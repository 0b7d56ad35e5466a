import RowcastSpreadsheet
import RowcastEvaluation
import RowcastClassification
import RowcastFeatures
import RowcastTabular

/// The sheet that says in words what the workbook is and how to use it.
struct ReadMeSheet {
  let plan: ScoringPlan

  init(plan: ScoringPlan) { self.plan = plan }

  func write(_ sheet: SheetWriter) throws(WorkbookWritingError) {
    sheet.setWidth(22, column: 0)
    sheet.setWidth(100, column: 1, style: .wrapped)
    try sheet.append([.text(plan.model.name, .sheetTitle)])
    try sheet.skip()
    for line in lines {
      try sheet.append([.text(line.0, .inputHeader), .text(line.1, .wrapped)])
    }
  }

  /// Columns whose cells hold bare numbers where the rows of training had a unit or bounds.
  private var measures: [(String, String)] {
    plan.inputs.compactMap { input in
      guard let frame = input.reading.frame, input.isNumeric else { return nil }
      return (
        input.name,
        "Numbers alone" + (frame.units.first.map { ", in \($0)" } ?? "")
          + (frame.readsBounds ? "; for a bound as <5 its number." : ".")
      )
    }
  }

  private var lines: [(String, String)] {
    let labels = plan.labels.joined(separator: ", ")
    let decision =
      if case .threshold(let threshold, let positive) = plan.model.decision {
        "\(plan.labels[positive]) when its probability is \(threshold) or more, else "
          + plan.labels[1 - positive]
      } else {
        "the class with the largest probability; of equal ones the first"
      }
    let calibration =
      switch plan.model.calibration {
      case nil: "none"
      case .temperature: "all logits divided by one temperature (sheet Calibration)"
      case .platt: "a sigmoid of the logit for each class (sheet Calibration)"
      case .isotonic: "a rising function with corners for each class (sheet Calibration)"
      }
    return [
      (
        "What it is",
        "A \(plan.model.classifier.name) as formulas. It needs no program and no macro."
      ),
      ("What it predicts", "\(plan.model.labels.column): \(labels)"),
      (
        "How to use it",
        "Type or paste rows into the columns of the sheet Input, to the right of the results. "
          + "The prediction and the probabilities appear in the first columns of the row. "
          + "For more rows copy the last row of the sheets Input and Formulas downwards."
      ),
      ("From", plan.inputs.map(\.name).joined(separator: ", ")),
      ("Prediction", decision),
      ("Calibration", calibration),
      ("Missing values", "An empty cell counts as missing, a text in a column of numbers too."),
      (
        "Categories",
        "Texts are compared letter by letter, capitals matter. A text that was not seen in "
          + "training counts as a rare level if the column has rare levels, else it has no effect."
      ),
      ("Dates", "Dates must be dates of the workbook, from 1 March 1900 on."),
      (
        "Times of day",
        "Times must be times of the workbook, or texts such as 9:05, 13:08:30 or 1:08 PM."
      ),
      (
        "Sheet Formulas",
        "The same rows step by step: values read, features, logits, probabilities."
      ),
      ("Sheet Model", "One row for each feature: how it is made, and its weight."),
      ("Sheet Levels", "The texts of the categories that the model knows."),
      ("Written by", plan.model.program),
    ] + measures
  }
}
