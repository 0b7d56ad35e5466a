import RowcastEvaluation
import RowcastFeatures
import RowcastMachine
import RowcastClassification

extension Verdict {
  /// The content's warnings and those that the figures themselves give rise to.
  static func worries(_ content: ReportContent) -> [Worry] {
    // A column that the model does without cannot spoil its figures.
    let unused = Set(content.columns.filter { !$0.isUsed && $0.role != "target" }.map(\.name))
    var all = content.warnings.map { warning in
      var worry = Worry(warning)
      if worry.severity == .caution, let column = worry.column, unused.contains(column) {
        worry.severity = .note
      }
      return worry
    }
    if let assessment = content.assessment {
      // What the rows tell of their shares, and weights of the probabilities, is not said twice.
      let known: [DataWarning.Kind: DataWarning.Kind] = [
        .accuracyMeansLittle: .imbalance, .calibration: .balancedClasses,
      ]
      let kinds = Set(all.map(\.kind))
      all += derived(assessment).filter { !(known[$0.kind].map(kinds.contains) ?? false) }
    }
    if let summary = content.crossValidation, summary.folds.count > 2,
      let assessment = content.assessment,
      summary.logLoss.standardDeviation
        > 0.25 * max(assessment.baseline.logLoss - summary.logLoss.mean, 1e-9)
    {
      all.append(
        Worry(
          kind: .unsteadyFolds,
          message: "The folds differ much: log-loss from "
            + "\(NumberWords.fixed(summary.logLoss.minimum, 3)) to "
            + "\(NumberWords.fixed(summary.logLoss.maximum, 3)). With other rows the model might "
            + "have come out differently."))
    }
    for (index, layer) in content.layers.enumerated() where layer.deadShare > 0.3 {
      all.append(
        Worry(
          kind: .deadUnits,
          message:
            "\(NumberWords.percent(layer.deadShare, 0)) of the units of hidden layer \(index + 1) "
            + "are zero on every row and learn nothing; try another activation."))
    }
    let order = DataWarning.Severity.allCases
    return order.flatMap { severity in all.filter { $0.severity == severity } }
  }

  private static func derived(_ assessment: Assessment) -> [Worry] {
    var result: [Worry] = []
    let scores = assessment.scores
    if scores.accuracy <= assessment.baseline.accuracy,
      scores.logLoss < assessment.baseline.logLoss
    {
      result.append(
        Worry(
          kind: .accuracyMeansLittle,
          message: "Accuracy says nothing here: "
            + "\(NumberWords.percent(assessment.baseline.accuracy)) of the rows are of one class. "
            + "Judge it by how well it ranks (ROC area, precision and recall)."))
    }
    let present = assessment.perClass.filter { $0.support > 0 }
    result += few(present, rowsPerWeight: Double(assessment.rowCount) / assessment.totalWeight)
    result += neverPredicted(present.filter { $0.predicted == 0 }, of: assessment.totalWeight)
    if scores.calibrationError > 0.06,
      !(assessment.chance?.explains(calibrationError: scores.calibrationError) ?? false)
    {
      result.append(
        Worry(
          kind: .calibration,
          message: "Probabilities miss the observed shares by "
            + "\(NumberWords.fixed(scores.calibrationError * 100, 1)) points on average"
            + "\(lean(assessment))."))
    }
    return result
      + assessment.notes.compactMap { note in
        if case .neverPredicted = note { return nil }
        return Worry(kind: .figureNote, message: NumberWords.sentence(note.words))
      }
  }

  /// Classes that were judged on few rows: a sentence each, or one for many.
  private static func few(_ classes: [ClassAssessment], rowsPerWeight: Double) -> [Worry] {
    let found = classes.map {
      (name: $0.name, rows: $0.rows ?? Int(($0.support * rowsPerWeight).rounded()))
    }
    .filter { $0.rows < 30 }
    guard found.count > namedClasses else {
      return found.map {
        Worry(
          kind: .fewJudgedRows,
          message: "Only \(NumberWords.number($0.rows, "judged row")) of class “\($0.name)”: its "
            + "figures are rough.")
      }
    }
    let fewest = found.min { $0.rows < $1.rows }
    return [
      Worry(
        kind: .fewJudgedRows,
        message: "\(NumberWords.count(found.count)) classes have fewer than 30 judged rows each "
          + "(the fewest, \(fewest?.rows ?? 0), “\(fewest?.name ?? "")”): their figures are rough.")
    ]
  }

  /// Classes that occur and are never predicted: a sentence each, or one for many.
  private static func neverPredicted(_ found: [ClassAssessment], of weight: Double) -> [Worry] {
    guard found.count > namedClasses else {
      return found.map {
        Worry(
          kind: .neverPredicted,
          message: "Class “\($0.name)” is never predicted, though "
            + "\(NumberWords.percent($0.support / weight)) of the rows are of it.")
      }
    }
    let names = found.prefix(namedClasses).map { "“\($0.name)”" }.joined(separator: ", ")
    let share = found.reduce(0) { $0 + $1.support } / weight
    return [
      Worry(
        kind: .neverPredicted,
        message:
          "\(NumberWords.count(found.count)) classes are never predicted, \(names) among them, "
          + "though \(NumberWords.percent(share)) of the rows are of one of them.")
    ]
  }

  /// Up to so many classes have a sentence each.
  private static let namedClasses = 3

  static func steps(_ content: ReportContent, worries: [Worry]) -> [String] {
    var steps: [String] = []
    let suspects = worries.filter { $0.kind == .leak && $0.severity != .note }
      .compactMap(\.column)
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
    if content.warnings.tellShift {
      steps.append("For probabilities of rows such as these train with --calibration platt.")
    } else if assessment.skill < 0.1 {
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
