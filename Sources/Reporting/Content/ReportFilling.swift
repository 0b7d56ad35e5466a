import RowcastClassification
package import RowcastEvaluation
import RowcastFeatures
package import RowcastMachine
package import RowcastModeling
package import RowcastTabular

/// Puts together what a report says of a model and the rows it was trained or judged on.
package struct ReportFilling {
  let model: Model
  let table: Table
  let labels: [Int]
  let source: String
  let assessment: Assessment?
  let overlap: RowOverlap?

  /// - Parameters:
  ///   - labels: the class of each row of the table.
  ///   - source: the table's name.
  ///   - assessment: the assessment on these rows; nil for that of the training.
  ///   - overlap: how many of these rows the model learned from.
  package init(
    model: Model, table: Table, labels: [Int], source: String, assessment: Assessment? = nil,
    overlap: RowOverlap? = nil
  ) {
    self.model = model
    self.table = table
    self.labels = labels
    self.source = source
    self.assessment = assessment
    self.overlap = overlap
  }

  /// - Parameter stamp: the time, when the report is to say when it was made and how long it took.
  package func content(stamp: String?, timings: Timings) -> ReportContent {
    let record = model.training
    var content = ReportContent(
      title: "Predicting \(model.target.column)",
      data: DataDescription(
        name: source, rows: table.rowCount + (assessment == nil ? record.droppedRows : 0),
        columns: table.columns.count, usedRows: table.rowCount,
        leftOut: assessment == nil && record.droppedRows > 0
          ? "\(NumberWords.number(record.droppedRows, "row")) without a value of \(model.target.column)"
          : nil),
      target: TargetDescription(
        name: model.target.column, classes: model.target.labels, counts: targetCounts,
        positiveClass: model.target.positive),
      model: description, validation: validation)
    content.warnings = record.warnings
    content.assessment = assessment ?? record.assessment
    content.overlap = overlap
    content.isJudgedOnOtherRows = assessment != nil
    content.crossValidation = assessment == nil ? record.crossValidation : nil
    content.comparisons = record.comparisons
    content.threshold = record.threshold
    let effects = LearnedEffects(model)
    content.effects = effects.strongest(30)
    content.numericEffects = effects.numericEffects(12)
    content.productEffects = effects.productEffects(12)
    content.categoryEffects = effects.categoryEffects(12)
    fillTraining(&content)
    content.columns = ColumnProfiles(features: model.features, table: table).all
    content.tellBooleansByValue()
    if let stamp {
      content.date = stamp
      content.timings = timings.stages
    }
    content.software = "Rowcast \(RowcastVersion.current)"
    return content
  }

  private var targetCounts: [Int] {
    guard assessment != nil else { return model.target.counts }
    var counts = [Int](repeating: 0, count: model.target.labels.count)
    for label in labels { counts[label] += 1 }
    return counts
  }

  private var validation: String {
    if assessment != nil {
      return
        "The figures are of \(NumberWords.number(table.rowCount, "row")) of \(source) whose class is known."
    }
    switch model.options.validation {
    case .none:
      return "No rows were held out, so nothing is known of how the model does on other rows."
    case .holdout(let share):
      return
        "The figures are of \(NumberWords.percent(share)) of the rows, chosen at random and held out: a "
        + "model fitted to the others had not seen them."
    case .crossValidation(let folds, let repeats):
      return "The figures are of all rows, by \(folds)-fold cross-validation"
        + (repeats > 1 ? " done \(repeats) times" : "")
        + ": each row was judged by a model fitted to the other folds."
    case .timeOrdered(let share):
      return
        "The figures are of the last \(NumberWords.percent(share)) of the rows in time: a model fitted to "
        + "the rows before had not seen them."
    case .timeOrderedFolds(let folds):
      return "The figures are of \(folds) spans of time, each judged by a model fitted to the rows "
        + "before it."
    }
  }

  private var description: ModelDescription {
    let record = model.training
    var sentences = [
      "A \(model.name) with \(NumberWords.number(model.features.width, "feature")) from "
        + "\(NumberWords.number(model.features.requiredColumns.count, "column")), fitted to "
        + "\(NumberWords.number(record.rows, "row"))."
    ]
    if assessment == nil, model.options.validation != .none {
      sentences.append(
        "The figures are those of models fitted without the rows that they are judged on; this one "
          + "is fitted to all of them.")
    }
    if record.comparisons.count > 1 {
      sentences.append(
        "It was chosen among \(record.comparisons.count) by \(record.selection.words).")
    }
    sentences += (record.remarks ?? []).map { NumberWords.sentence($0.words) }
    var settings: [ModelDescription.Setting] = []
    if case .linear(let linear) = model.classifier {
      sentences.append(linear.fit.message)
      settings.append(.init("Solver", linear.fit.solver))
      settings.append(.init("Iterations", "\(linear.fit.iterations)"))
      settings.append(.init("Penalized objective", NumberWords.short(linear.fit.objective, 6)))
    }
    if case .network(let network) = model.classifier {
      sentences.append(network.message)
      settings.append(.init("Activation", model.options.activation?.text ?? "relu"))
    }
    settings.append(.init("Validation", record.validation))
    settings.append(.init("Decision", model.decision.description))
    return ModelDescription(
      name: model.name, sentences: sentences, settings: settings, trainingRows: record.rows,
      features: model.features.width, seed: record.seed)
  }

  private func fillTraining(_ content: inout ReportContent) {
    guard case .network(let network) = model.classifier else { return }
    content.lossCurve = LossCurve(
      step: "epoch", training: network.epochs.map(\.trainingLoss),
      validation: network.epochs.compactMap(\.validationLoss), best: network.bestEpoch)
    content.layers = network.health
  }
}
