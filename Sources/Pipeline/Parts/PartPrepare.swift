import RowcastDistributed
import RowcastFileIO
import RowcastJSONText
import RowcastModeling

/// `part prepare`: what is carried to who scores lines.
public struct PartPrepare: Sendable {
  /// The path of the model.
  public var model: String
  /// The path of the first lines.
  public var head: String
  /// The folder that the pass is written to.
  public var folder: String
  /// How lines are read.
  public var reading: ReadOptions

  /// Nothing is read before ``run()``.
  public init(model: String, head: String, folder: String, reading: ReadOptions) {
    self.model = model
    self.head = head
    self.folder = folder
    self.reading = reading
  }

  /// Writes the pass.
  /// - Returns: what it is, as one line of JSON.
  /// - Throws: ``PipelineError`` when the rows lack a column of the model.
  public func run() throws -> String {
    do {
      let file = try InputFile(path: head)
      let first = try FirstLines.of(file)
      let pass = try ScoringPass(
        lines: try reading.lines(head: first, of: head), model: try Model(path: model))
      let name = try PassFile.write(try pass.bytes(), in: folder)
      let answer: JSONValue = [
        "pass": .string(name),
        "header": pass.lines.header.map { .string($0) } ?? .null,
        "columns": .array(pass.lines.names.map { .string($0) }),
        "kind": .string(pass.lines.kind.rawValue),
        "added": .array(pass.added.map { .string($0) }),
      ]
      return answer.text()
    } catch {
      throw PipelineError(wrapping: error, file: head)
    }
  }
}
