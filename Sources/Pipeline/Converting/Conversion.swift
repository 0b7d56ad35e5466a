import DelimitedText
import FileIO
import Spreadsheet
import Tabular

/// `convert`: files to JSON, NDJSON, CSV or XLSX.
public struct Conversion {
  public var inputs: [String]
  public var output: String?
  public var reading: ReadOptions
  public var writing: WriteOptions

  public init(inputs: [String], output: String?, reading: ReadOptions, writing: WriteOptions) {
    self.inputs = inputs
    self.output = output
    self.reading = reading
    self.writing = writing
    self.writing.keepsRowWidth = reading.ragged == .keep
    self.writing.keepsUnknownColumns = reading.columns.isEmpty
  }

  public func run(_ session: Session) throws -> ConversionSummary {
    _ = try reading.workbookLimits()
    var summary = ConversionSummary()
    let plan = try OutputPlan(inputs: inputs, output: output, writing: writing)
    for input in inputs {
      do {
        let opened = try session.timings.measure("types") {
          try OpenedInput(path: input, options: reading)
        }
        if case .delimited(let source) = opened.content {
          session.note(source.diagnostics, file: opened.name)
        }
        summary.outputs += try session.timings.measure("convert", bytes: opened.input.count) {
          try convert(opened, to: plan, session)
        }
      } catch {
        throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
      }
    }
    try plan.finish()
    return summary
  }

  /// Writes what was chosen of one input.
  private func convert(
    _ opened: OpenedInput, to plan: OutputPlan, _ session: Session
  ) throws -> [ConversionSummary.Output] {
    if writing.shape == .cells { return [try plan.writeAudit(opened, reading, session)] }
    let sources = try opened.sources(reading, isExact: plan.needsExactSchema)
    if let path = writing.schemaPath, let first = sources.first {
      try writeSchema(of: first, in: opened, to: path)
    }
    if reading.sheet == .all, sources.count > 1 || sources.first?.sheet != nil {
      return try plan.writeSheets(sources, of: opened, session)
    }
    return try sources.map { chosen in
      try plan.target(for: opened.name, sheet: nil).write(
        chosen.source, schema: chosen.schema, of: opened.name, sheet: chosen.sheet, session)
    }
  }
}
