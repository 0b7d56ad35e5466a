import RowcastFileIO
import RowcastJSONSchema
import RowcastJSONText

/// A JSON Schema that records are held against, one by one, from a file; two are the same that come from
/// one place.
struct RecordSchema: Sendable, Hashable {
  let schema: JSONSchema
  let path: String
  /// Whether it says that it is of records as they are written.
  let isOfWritten: Bool

  /// The largest schema that is read.
  private static let byteLimit = 16 << 20

  /// Keywords beside `items` that say nothing of the records.
  private static let remarks: Set = [
    "$schema", "$id", "$anchor", "$comment", "$defs", "definitions", "title", "description", "type",
    "items", "default", "examples",
  ]

  /// Reads a schema of one record, or of an array of records.
  /// - Throws: ``PipelineError`` with the place in the schema.
  init(path: String) throws {
    self.path = path
    do {
      let input = try InputFile(path: path, limit: Self.byteLimit).decompressed(
        limit: Self.byteLimit)
      let document = try JSONValue(parsing: try input.bytes(at: 0, count: input.count))
      isOfWritten = document["$comment"] == .string(JSONSchemaText.writtenMark)
      let place = try Self.place(in: document)
      schema = try JSONSchema(
        place == nil ? .boolean(true) : document, at: place ?? [], assertsFormats: true)
    } catch let error as JSONSchemaError {
      throw PipelineError(error, schema: path)
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }

  /// Where the schema of a record is in a document; an array of records has it under `items`, and nil
  /// where it says nothing of them.
  private static func place(in document: JSONValue) throws(PipelineError) -> [String]? {
    guard case .object(let members) = document, members["type"] == "array" else { return [] }
    if let other = members.keys.first(where: { !remarks.contains($0) }) {
      throw PipelineError(
        "records are looked at one by one, and \"\(other)\" is about all of them", kind: .usage)
    }
    return members.contains("items") ? ["items"] : nil
  }
}

extension RecordSchema {
  static func == (one: RecordSchema, other: RecordSchema) -> Bool { one.path == other.path }
  func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

extension ReadOptions {
  /// These options with the schema that records are held against, read for all inputs of a run.
  /// - Throws: ``PipelineError`` with the place in the schema.
  func withSchema() throws -> ReadOptions {
    guard expected == nil, let validation else { return self }
    var options = self
    options.expected = try RecordSchema(path: validation)
    return options
  }
}

extension PipelineError {
  init(_ error: JSONSchemaError, schema path: String, at place: String = "") {
    var isLimit = false
    if case .limit = error.reason { isLimit = true }
    self.init(
      place.isEmpty ? error.message : "\(error.message) (--validate \(path))",
      at: place.isEmpty ? path + (error.pointer.isEmpty ? "" : "#" + error.pointer) : place,
      kind: isLimit ? .limit : .failure)
  }
}
