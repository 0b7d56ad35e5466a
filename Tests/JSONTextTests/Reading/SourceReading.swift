import RowcastFileIO
import RowcastJSONText
import RowcastTabular

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Runs `body` with a file of these bytes, which is gone afterwards.
func withFile<R>(_ bytes: [UInt8], _ body: (InputFile) throws -> R) throws -> R {
  let path = "/tmp/rowcast-json-\(getpid())-\(UInt64.random(in: 0 ... .max)).json"
  let file = try OutputFile(path: path)
  try file.write(bytes)
  try file.commit()
  defer { unlink(path) }
  return try body(try InputFile(path: path))
}

/// A JSON text read as records and written as NDJSON.
func lines(_ text: String, _ options: JSONSourceOptions = .init()) throws -> String {
  try withFile(Array(text.utf8)) { input in
    let source = try JSONSource(input, options: options)
    let encoder = JSONRecordEncoder(schema: source.schema)
    var output = ""
    var rows = 0
    try source.mapBatches(
      { batch -> String in
        var buffer = OutputBytes()
        encoder.encode(batch, into: &buffer)
        return "\(batch.firstRow) \(batch.rowCount) "
          + buffer.withBytes { String(decoding: $0, as: UTF8.self) }
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
