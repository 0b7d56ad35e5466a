import FuzzSupport
@testable import RowcastSpreadsheet

/// The first eight bytes are a value, the rest a format code.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard bytes.count >= 8, let base = bytes.baseAddress else { return 0 }
  let value = Double(bitPattern: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self))
  let format = NumberFormat(String(decoding: bytes[8...], as: UTF8.self))
  for number in [value, 0, 1, -1, 45_000.5] {
    let kind = format.kind(for: number)
    if let constant = format.constantKind { precondition(constant == kind) }
    for date1904 in [false, true] {
      _ = SerialDate(number, as: kind, date1904: date1904)
    }
  }
  return 0
}

@_cdecl("fuzz_styles_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
