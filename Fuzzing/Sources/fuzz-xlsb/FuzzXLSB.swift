import FuzzSupport
import RowcastFileIO
import RowcastSpreadsheet

/// The input is one part of a binary workbook, with the others around it; its first byte says which.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = UnsafeBufferPointer(start: start, count: count)
  guard let choice = input.first else { return 0 }
  let part = BinaryPart.allCases[Int(choice) % BinaryPart.allCases.count]
  let archive = sampleArchive(part, [UInt8](input.dropFirst()))
  if let book = try? Workbook(MemoryBytes(archive), limits: fuzzLimits) { readAll(book) }
  return 0
}

@_cdecl("fuzz_xlsb_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
