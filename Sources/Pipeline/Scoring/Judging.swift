public import RowcastEvaluation
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
public import RowcastModeling
import RowcastMachine

/// `evaluate`: a model against rows whose class is known.
public struct Judging: Sendable {
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
      try OutputClaims(inputs: [model, input]).claim(reportPath, for: "the report")
      let model = try Model(path: model)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, session)
      }
      let all = try session.table(of: opened, options: reading)
      let known = try KnownRows(all, of: model)
      let assessment = try session.timings.measure("score", rows: known.labels.count) {
        try Predictor(model).assessment(of: known)
      }
      let result = JudgingResult(
        model: model, assessment: assessment, leftOut: known.leftOut,
        input: opened.name, reportPath: reportPath)
      if let reportPath {
        let content = ReportFilling(
          model: model, table: known.table, labels: known.labels, source: opened.name,
          assessment: assessment
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
  public let model: Model
  public let assessment: Assessment
  /// Rows without a known class.
  public let leftOut: Int
  public let input: String
  public let reportPath: String?

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
