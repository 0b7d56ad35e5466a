import RowcastEvaluation
import RowcastFeatures
import RowcastMachine
import RowcastClassification

extension Verdict {
  /// The content's warnings and those that the figures themselves give rise to.
  static func worries(_ content: ReportContent) -> [DataWarning] {
    // A column that the model does without cannot spoil its figures.
    let unused = Set(content.columns.filter { !$0.isUsed && $0.role != "target" }.map(\.name))
    var all = content.warnings.map { warning in
      var warning = warning
      if warning.severity == .caution, let column = warning.column, unused.contains(column) {
        warning.severity = .note
      }
      warning.message = NumberWords.sentence(warning.message)
      return warning
    }
    if let assessment = content.assessment { all += derived(assessment) }
    if let summary = content.crossValidation, summary.folds.count > 2,
      let assessment = content.assessment,
      summary.logLoss.standardDeviation
        > 0.25 * max(assessment.baseline.logLoss - summary.logLoss.mean, 1e-9)
    {
      all.append(
        DataWarning(
          kind: .unsteadyFolds,
          message: "The folds differ much: log-loss from "
            + "\(NumberWords.fixed(summary.logLoss.minimum, 3)) to "
            + "\(NumberWords.fixed(summary.logLoss.maximum, 3)). With other rows the model might "
            + "have come out differently."))
    }
    for (index, layer) in content.layers.enumerated() where layer.deadShare > 0.3 {
      all.append(
        DataWarning(
          kind: .deadUnits,
          message:
            "\(NumberWords.percent(layer.deadShare, 0)) of the units of hidden layer \(index + 1) "
            + "are zero on every row and learn nothing; try another activation."))
    }
    let order = DataWarning.Severity.allCases
    return order.flatMap { severity in all.filter { $0.severity == severity } }
  }

  private static func derived(_ assessment: Assessment) -> [DataWarning] {
    var result: [DataWarning] = []
    let scores = assessment.scores
    if scores.accuracy <= assessment.baseline.accuracy,
      scores.logLoss < assessment.baseline.logLoss
    {
      result.append(
        DataWarning(
          kind: .accuracyMeansLittle,
          message: "Accuracy says nothing here: "
            + "\(NumberWords.percent(assessment.baseline.accuracy)) of the rows are of one class. "
            + "Judge it by how well it ranks (ROC area, precision and recall)."))
    }
    for item in assessment.perClass where item.support > 0 {
      let rows = item.support * Double(assessment.rowCount) / assessment.totalWeight
      if rows < 30 {
        result.append(
          DataWarning(
            kind: .fewJudgedRows,
            message: "Only \(NumberWords.number(Int(rows.rounded()), "judged row")) of class "
              + "“\(item.name)”: its figures are rough."))
      }
      if item.predicted == 0 {
        result.append(
          DataWarning(
            kind: .neverPredicted,
            message: "Class “\(item.name)” is never predicted, though "
              + "\(NumberWords.percent(item.support / assessment.totalWeight)) of the rows are of "
              + "it."))
      }
    }
    if scores.calibrationError > 0.06 {
      result.append(
        DataWarning(
          kind: .calibration,
          message: "Probabilities miss the observed shares by "
            + "\(NumberWords.fixed(scores.calibrationError * 100, 1)) points on average"
            + "\(lean(assessment))."))
    }
    return result
      + assessment.notes.filter { !$0.contains("never predicted") }.map {
        DataWarning(
          kind: .figureNote,
          message: $0.prefix(1).uppercased() + $0.dropFirst() + ".")
      }
  }

  static func steps(_ content: ReportContent, worries: [DataWarning]) -> [String] {
    var steps: [String] = []
    let suspects = worries.filter { $0.kind == .leak }.compactMap(\.column)
    if !suspects.isEmpty {
      let names = suspects.joined(separator: ",")
      steps.append(
        "Ask of \(suspects.count == 1 ? "this column" : "these columns") whether the value is "
          + "known before the outcome is: \(suspects.map { "“\($0)”" }.joined(separator: ", ")). "
          + "If not, train again with --drop \(names).")
    }
    guard let assessment = content.assessment else {
      return steps + ["Train again with rows set aside, to learn how good it is."]
    }
    if assessment.skill < 0.1 {
      steps.append(
        "Look for columns that say more about “\(content.target.name)”; with these, more rows or "
          + "another model will change little.")
    }
    if assessment.positiveClass != nil, content.threshold == nil,
      assessment.baseline.accuracy > 0.8
    {
      steps.append(
        "Say what a miss costs against a false alarm (--threshold cost=1:5): with so few of one "
          + "class, 50% is seldom the right limit.")
    }
    if worries.contains(where: { $0.kind == .fewJudgedRows }) {
      steps.append("Judge by cross-validation (--validation cv=5), which uses every row once.")
    }
    steps.append("Judge it again on rows that came later than these (rowcast evaluate).")
    return steps
  }
}
