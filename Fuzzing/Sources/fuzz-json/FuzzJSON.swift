import FuzzSupport
import RowcastFileIO
import RowcastTabular

@testable import RowcastJSONText

/// The first byte chooses options, the rest is a file. As a document it is refused, or written and
/// read again the same; as records it is refused, or gives as many as it says, each valid JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 1, let start else { return 0 }
  let content = UnsafeBufferPointer(start: start + 1, count: count - 1)
  var options = JSONSourceOptions()
  options.keepsText = start[0] & 1 != 0
  options.recognizesDates = start[0] & 2 != 0
  if start[0] & 4 != 0 { options.nested = .error }
  if start[0] & 8 != 0 { options.hasHeader = start[0] & 16 != 0 }
  if start[0] & 32 != 0 { options.depthLimit = 8 }
  if start[0] & 64 != 0 { options.recordLimit = 256 }
  readDocument(Array(content))
  readRecords(content, options)
  return 0
}

private func readDocument(_ bytes: [UInt8]) {
  guard let value = try? JSONValue(parsing: bytes) else { return }
  let again = try? JSONValue(parsing: value.text())
  precondition(again == value, "the text reads back as something else")
  let pretty = try? JSONValue(parsing: value.text(isPretty: true))
  precondition(pretty == value, "the indented text reads back as something else")
}

private func readRecords(_ bytes: UnsafeBufferPointer<UInt8>, _ options: JSONSourceOptions) {
  guard let source = try? JSONSource(MemoryBytes(bytes), options: options)
  else { return }
  let encoder = JSONRecordEncoder(schema: source.schema)
  var output = OutputBytes()
  let isRead: Void? = try? source.mapBatches({ $0 }) {
    encoder.encode($0, into: &output)
    return true
  }
  guard isRead != nil else { return }
  let lines = output.array().split(separator: UInt8(ascii: "\n"))
  precondition(lines.count == source.rowCount, "rows were lost")
  for line in lines {
    precondition((try? JSONValue(parsing: Array(line))) != nil, "a record is no JSON")
  }
}

@_cdecl("fuzz_json_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
