import RowcastFileIO
import RowcastJSONText
import RowcastTabular

/// Runs `body` with a source of these bytes.
func withSource<R>(_ bytes: [UInt8], _ body: (MemoryBytes) throws -> R) throws -> R {
  try body(MemoryBytes(bytes))
}

/// A JSON text read as records and written as NDJSON.
func lines(_ text: String, _ options: JSONSourceOptions = .init()) throws -> String {
  try withSource(Array(text.utf8)) { input in
    let source = try JSONSource(input, options: options)
    let encoder = JSONRecordEncoder(schema: source.schema)
    var output = ""
    var rows = 0
    try source.mapBatches(
      { batch -> String in
        var buffer = OutputBytes()
        encoder.encode(batch, into: &buffer)
        return "\(batch.firstRow) \(batch.rowCount) "
          + buffer.string
      },
      inOrder: { part in
        let fields = part.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard let first = Int(fields[0]), let count = Int(fields[1]), first == rows else {
          output += "wrong first row \(fields[0]), expected \(rows)\n"
          return false
        }
        rows += count
        output += fields[2]
        return true
      })
    if rows != source.rowCount { output += "wrong count \(source.rowCount)\n" }
    return output
  }
}

/// The error of reading a JSON text, without the file's name.
func failure(_ text: String, _ options: JSONSourceOptions = .init()) -> String {
  do {
    _ = try lines(text, options)
    return "no error"
  } catch {
    guard var error = error as? JSONError else { return "\(error)" }
    error.location.file = nil
    return error.description
  }
}
