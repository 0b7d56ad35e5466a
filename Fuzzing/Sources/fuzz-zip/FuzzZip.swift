import FuzzSupport
import Spreadsheet

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if let input = inputFile(bytes), let book = try? Workbook(input: input, limits: fuzzLimits) {
    readAll(book)
  }
  return 0
}
