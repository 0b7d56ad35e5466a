import FileIO
import Tabular

/// `predict`: scores rows as they are read.
public struct Prediction {
  public var model: String
  public var input: String
  public var output: String?
  public var format: FileFormat?
  public var reading: ReadOptions
  /// How many reasons are given for each row.
  public var reasons: Int

  public init(
    model: String, input: String, output: String?, format: FileFormat?, reading: ReadOptions,
    reasons: Int = 0
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.format = format
    self.reading = reading
    self.reasons = reasons
  }

  public func run(_ session: Session) throws -> ConversionSummary {
    do {
      let model = try Model(path: model)
      let opened = try session.timings.measure("types") {
        try OpenedInput(path: input, options: reading, isForLearning: false)
      }
      let source = try opened.source(reading)
      let scorer = RowScorer(model: model)
      try scorer.check(source.schema, file: opened.name)
      let batches = ScoredBatches(scorer: scorer, schema: source.schema, reasons: reasons)
      var writing = WriteOptions()
      writing.format = format
      let target = OutputTarget(path: output, options: writing)
      var summary = ConversionSummary()
      try session.timings.measure("score", bytes: opened.input.count) {
        summary.outputs.append(
          try target.write(
            source, schema: batches.scoredSchema, of: opened.name, session,
            map: { try batches.scored($0) }))
      }
      return summary
    } catch {
      throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
    }
  }
}
