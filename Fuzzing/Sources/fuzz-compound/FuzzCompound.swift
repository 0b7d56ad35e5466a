import FuzzSupport
@testable import RowcastFileIO
import RowcastSpreadsheet

/// The input is a compound file: every stream is read, and it is opened as a workbook.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = MemoryBytes(UnsafeBufferPointer(start: start, count: count))
  if let file = try? CompoundFile(input) {
    for entry in file.entries where entry.isStream {
      guard let stream = try? file.bytes(of: entry) else { continue }
      // A stream has no more bytes than the file.
      precondition(stream.count <= max(count, 0) + 4096)
      let bytes = try? stream.bytes(at: 0, count: stream.count)
      precondition(bytes?.count == stream.count)
      _ = try? stream.bytes(at: stream.count / 2, count: 100)
    }
  }
  if let book = try? Workbook(input, limits: fuzzLimits) { readAll(book) }
  return 0
}

@_cdecl("fuzz_compound_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
