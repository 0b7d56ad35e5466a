public import RowcastEvaluation
import RowcastFeatures
import RowcastFileIO
import RowcastJSONText
import RowcastMachine
public import RowcastModeling
import RowcastReporting
import RowcastTabular

/// `evaluate`: a model against rows whose class is known.
public struct EvaluationRun: Sendable {
  /// The path of the model file.
  public var model: String
  /// The path of the rows with known classes; `-` for standard input.
  public var input: String
  /// How the rows are read.
  public var reading: ReadOptions
  /// Where a report goes, in the format that the ending tells; nil for none.
  public var reportPath: String?

  /// Nothing is read before ``run(_:)``.
  public init(model: String, input: String, reading: ReadOptions, reportPath: String? = nil) {
    self.model = model
    self.input = input
    self.reading = reading
    self.reportPath = reportPath
  }

  /// Scores the rows and compares the predictions with their classes.
  /// - Throws: ``PipelineError`` when a file cannot be read or written, or the rows do not fit the
  ///   model.
  public func run(_ session: Session) throws -> EvaluationResult {
    do {
      try OutputClaims(inputs: [model, input, reading.validation], session).claim(
        reportPath, for: "the report")
      let learned = try Model(path: model, for: input)
      var reading = reading
      reading.neededColumns = Set(learned.features.requiredColumns)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, session)
      }
      let all = try session.table(of: opened, options: reading)
      let model = learned.reading(all.first(OtherForms.shownRows), of: opened, session)
      let known = try KnownRows(all, of: model)
      let assessment = try session.timings.measure("score", rows: known.labels.count) {
        try Predictor(model).assessment(of: known)
      }
      let overlap = known.overlap(with: model)
      let result = EvaluationResult(
        model: model, assessment: assessment, leftOut: known.leftOut, overlap: overlap,
        otherSpellings: known.otherSpellings, input: opened.name, reportPath: reportPath)
      if let reportPath {
        let content = ReportFilling(
          model: model, table: known.table, labels: known.labels, source: opened.name,
          assessment: assessment, overlap: overlap
        ).content(stamp: session.stamp, timings: session.timings)
        try ReportFile.write(content, to: reportPath)
      }
      return result
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }
}

/// What `evaluate` has to say.
public struct EvaluationResult: Sendable {
  /// The model that was judged.
  public let model: Model
  /// How good it is on the rows with a known class.
  public let assessment: Assessment
  /// Rows without a known class.
  public let leftOut: Int
  /// How many of the judged rows the model learned from; nil when it cannot tell.
  public let overlap: RowOverlap?
  /// Values without a known class that are one but for case and blanks.
  public let otherSpellings: [String]
  /// The name of the file with the rows.
  public let input: String
  /// Where the report is; nil when none was asked for.
  public let reportPath: String?

  /// The result in plain words.
  public func text(colors: Bool) -> String {
    EvaluationStory(
      model: model, assessment: assessment, leftOut: leftOut, overlap: overlap,
      otherSpellings: otherSpellings, input: input, reportPath: reportPath
    ).text
  }

  /// The result for programs.
  public func json(_ session: Session, withTimings: Bool) -> String {
    var document: JSONValue = [
      "target": .string(model.target.column), "kind": .string(model.name),
      "rows": .number(assessment.rowCount), "left_out": .number(leftOut),
      "metrics": metricsJSON(assessment),
    ]
    document["other_spellings"] = .array(otherSpellings.map { .string($0) })
    document["learned_from"] =
      overlap.map {
        ["rows": .number($0.learned), "of": .number($0.rows), "exact": .boolean($0.isExact)]
      } ?? .null
    document["diagnostics"] = session.diagnosticsJSON
    if withTimings { document["timings"] = session.timingsJSON }
    return document.text(isPretty: true)
  }
}
