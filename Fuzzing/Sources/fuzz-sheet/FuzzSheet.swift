import FuzzSupport
import RowcastFileIO
@testable import RowcastSpreadsheet

/// The input is the sheet's part in a workbook around it.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let archive = sampleArchive(sheet: [UInt8](UnsafeBufferPointer(start: start, count: count)))
  archive.withUnsafeBufferPointer { bytes in
    guard let book = try? Workbook(MemoryBytes(bytes), limits: fuzzLimits)
    else { return }
    readAll(book)
    let fast = fuzzedCells(book, shortcuts: true)
    let slow = fuzzedCells(book, shortcuts: false)
    // Shortcuts may pass over malformed text without meaning; what both read is the same.
    precondition(fast == nil || slow == nil || fast == slow)
  }
  return 0
}

@_cdecl("fuzz_sheet_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
