import FileIO
import JSONText
import Tabular

extension Conversion {
  /// Writes a JSON Schema of the records.
  func writeSchema(of chosen: NamedSource, in opened: OpenedInput, to path: String) throws {
    throw PipelineError("--schema is not available", kind: .usage)
  }
}
