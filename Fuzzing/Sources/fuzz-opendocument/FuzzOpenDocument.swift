import FuzzSupport
import RowcastFileIO
@testable import RowcastSpreadsheet

/// The input is the document of a flat spreadsheet, which content.xml of a package is as well.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = MemoryBytes(UnsafeBufferPointer(start: start, count: count))
  guard let kind = try? FileKind.detected(in: bytes),
    kind == .flatSpreadsheet || kind == .xmlSpreadsheet,
    let book = try? Workbook(bytes, limits: fuzzLimits)
  else { return 0 }
  readAll(book)
  let fast = fuzzedCells(book, shortcuts: true)
  let slow = fuzzedCells(book, shortcuts: false)
  // Shortcuts may pass over malformed text without meaning; what both read is the same.
  precondition(fast == nil || slow == nil || fast == slow)
  // So it is in pieces of any size.
  let pieces = fuzzedCells(book, shortcuts: true, pieceSize: 1 << 12)
  precondition(fast == nil || pieces == nil || fast == pieces)
  return 0
}

@_cdecl("fuzz_opendocument_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
