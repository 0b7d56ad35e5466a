import RowcastFeatures
import RowcastEvaluation
import RowcastJSONText
import RowcastReporting
import RowcastTabular

/// `evaluate`: a model against rows whose class is known.
public struct Judging {
  public var model: String
  public var input: String
  public var reading: ReadOptions
  public var reportPath: String?

  public init(model: String, input: String, reading: ReadOptions, reportPath: String? = nil) {
    self.model = model
    self.input = input
    self.reading = reading
    self.reportPath = reportPath
  }

  public func run(_ session: Session) throws -> JudgingResult {
    do {
      let model = try Model(path: model)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading)
      }
      let known = try KnownRows(opened, model: model, reading: reading, session)
      let scorer = RowScorer(model: model)
      let (table, labels) = (known.table, known.labels)
      let matrix = session.timings.measure("transform") { scorer.matrix(table) }
      let probabilities = try session.timings.measure("score", rows: labels.count) {
        try scorer.probabilities(matrix)
      }
      let predictions = try Predictions(
        classes: model.target.labels, probabilities: probabilities, labels: labels)
      var options = AssessmentOptions()
      options.decision = model.decision
      options.positiveClass = model.target.positive ?? 1
      options.seed = model.training.seed
      let total = Double(model.target.counts.reduce(0, +))
      options.trainingShares = model.target.counts.map { Double($0) / max(1, total) }
      let assessment = session.timings.measure("assess") {
        Assessment(predictions, options: options)
      }
      let result = JudgingResult(
        model: model, assessment: assessment, leftOut: known.leftOut,
        input: opened.name, reportPath: reportPath)
      if let reportPath {
        let content = ReportFilling(
          model: model, table: table, labels: labels, source: opened.name, assessment: assessment
        ).content(session)
        try ReportFile.write(content, to: reportPath)
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
    }
  }
}

/// What `evaluate` has to say.
public struct JudgingResult: Sendable {
  let model: Model
  let assessment: Assessment
  /// Rows without a known class.
  let leftOut: Int
  let input: String
  let reportPath: String?

  public func text(colors: Bool) -> String {
    var lines = [
      "\(model.name.prefix(1).uppercased() + model.name.dropFirst()) for \(model.target.column), judged on \(input)."
    ]
    if leftOut > 0 {
      lines.append("\(count(leftOut, "record")) without a class that the model knows left out.")
    }
    lines.append("")
    lines += Verdict(assessment: assessment, validation: nil).lines
    if let reportPath { lines += ["", "The report is in \(reportPath)."] }
    return lines.joined(separator: "\n")
  }

  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "target": .string(model.target.column), "kind": .string(model.name),
      "rows": .number(assessment.rowCount), "left_out": .number(leftOut),
      "metrics": metricsJSON(assessment),
    ]
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
