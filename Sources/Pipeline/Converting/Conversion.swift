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
  }

  public func run(_ session: Session) throws -> ConversionSummary {
    var summary = ConversionSummary()
    for input in inputs {
      do {
        let opened = try session.timings.measure("types") {
          try OpenedInput(path: input, options: reading)
        }
        let source = try opened.source(reading)
        let target = OutputTarget(path: output, options: writing)
        let written = try session.timings.measure("convert", bytes: opened.input.count) {
          try target.write(source, schema: source.schema, of: opened.name, session)
        }
        summary.outputs.append(written)
      } catch {
        throw PipelineError(wrapping: error, file: input == "-" ? "stdin" : input)
      }
    }
    return summary
  }
}
