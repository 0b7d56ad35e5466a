import FuzzSupport
import RowcastFileIO
import RowcastSpreadsheet

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if let book = try? Workbook(MemoryBytes(bytes), limits: fuzzLimits) {
    readAll(book)
  }
  return 0
}

@_cdecl("fuzz_zip_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
