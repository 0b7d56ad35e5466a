import RowcastFeatures
import RowcastFileIO
import RowcastMachine
import RowcastModeling
import RowcastReporting
import RowcastTabular

/// `predict`: scores rows as they are read.
public struct PredictionRun: Sendable {
  /// The path of the model file.
  public var model: String
  /// The path of the rows to score; `-` for standard input.
  public var input: String
  /// Where the scored rows go; nil or `-` for standard output.
  public var output: String?
  /// How the scored rows are written.
  public var writing: WriteOptions
  /// How the rows are read; columns the model needs are read whether chosen or not.
  public var reading: ReadOptions
  /// How many reasons are given for each row.
  public var reasons: Int

  /// Nothing is read before ``run(_:)``.
  public init(
    model: String, input: String, output: String?, writing: WriteOptions, reading: ReadOptions,
    reasons: Int = 0
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.writing = writing
    self.reading = reading
    self.reasons = reasons
  }

  /// Reads, scores and writes row by row.
  /// - Throws: ``PipelineError`` when a file cannot be read or written, or the rows lack columns of
  ///   the model.
  public func run(_ session: Session) throws -> ConversionSummary {
    do {
      try OutputFolder.checkName(
        output, named: output.flatMap { FileFormat(path: $0) }, asked: writing.format)
      try OutputClaims(inputs: [model, input, reading.validation], session).claim(
        output ?? "-", for: "the scored rows")
      let learned = try Model(path: model, for: input)
      // The model may need columns that are not to be written.
      var all = reading
      all.columns = []
      all.neededColumns = Set(learned.features.requiredColumns)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: all, session)
      }
      let named = try opened.source(all, isExact: true)
      let kept = try reading.selecting(named.schema, of: opened.name)
      let model =
        learned.features.readsTexts(of: named.schema)
        ? learned.reading(
          try named.source.head(of: named.schema, rows: OtherForms.shownRows), of: opened, session)
        : learned
      let predictor = Predictor(model)
      try predictor.check(named.schema.names)
      let batches = ScoredBatches(
        predictor: predictor, schema: named.schema, kept: kept, reasons: reasons)
      for column in batches.renamed {
        session.note(
          DiagnosticLog(
            Diagnostic(
              kind: .repeatedName,
              message: "the input has a column \"\(column.name)\" already; the model's is "
                + "\"\(column.new)\"")), file: opened.name)
      }
      let drift = DriftCollector()
      var writing = writing
      writing.keepsUnknownColumns = false
      var target = OutputTarget(path: output, options: writing)
      try writing.check(output: target.format)
      if session.isStamped, target.format != .xlsx {
        throw PipelineError(
          "--stamp is for XLSX output, and this is \(target.format.title)",
          kind: .usage)
      }
      // What is seen of the rows is counted once.
      target.canStartOver = false
      target.sheetOptions = batches.sheetOptions
      target.extraSheets = [
        ("Model", ModelSheet(model: model, path: self.model, stamp: session.stamp).rows)
      ]
      target.lastRemarks = {
        for finding in DriftReport(drift.total, features: model.features).findings {
          session.note(
            DiagnosticLog(Diagnostic(kind: .drift, message: finding.words)), file: opened.name)
        }
      }
      var summary = ConversionSummary()
      var scored = named
      scored.schema = batches.scoredSchema
      try session.timings.measure("score", bytes: opened.input.count) {
        summary.outputs.append(
          try target.write(
            scored, of: opened.name, session, map: { try batches.scored($0, drift: drift) }))
      }
      return summary
    } catch {
      throw PipelineError(wrapping: error, file: InputFile.shown(input))
    }
  }
}
