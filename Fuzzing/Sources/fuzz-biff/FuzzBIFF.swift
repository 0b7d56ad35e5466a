import FuzzSupport
import RowcastFileIO
import RowcastSpreadsheet

/// The input is a stream of BIFF records; its first byte says what it begins with.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  guard let choice = input.first else { return 0 }
  let beginnings: [[UInt8]] = [
    [], [0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00],
    [0x09, 0x02, 0x06, 0x00, 0x00, 0x03, 0x10, 0x00, 0x00, 0x00],
    [0x09, 0x04, 0x06, 0x00, 0x00, 0x04, 0x10, 0x00, 0x00, 0x00],
    [0x09, 0x08, 0x08, 0x00, 0x00, 0x05, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00],
    [0x09, 0x08, 0x08, 0x00, 0x00, 0x06, 0x10, 0x00, 0x00, 0x00, 0x00, 0x00],
  ]
  let bytes = beginnings[Int(choice) % beginnings.count] + input.dropFirst()
  if let book = try? Workbook(MemoryBytes(bytes), limits: fuzzLimits) { readAll(book) }
  return 0
}

@_cdecl("fuzz_biff_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
