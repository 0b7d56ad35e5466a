import FuzzSupport
import RowcastEncryption
import RowcastFileIO

/// The first byte says what the rest is: the description of a protected package, or FILEPASS of an
/// old workbook.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  let rest = Array(bytes.dropFirst())
  let passwords = [Password("password")]
  if first & 1 == 1 {
    guard
      var cipher = try? RecordCipher(
        filePass: rest, isBIFF8: first & 2 == 2, passwords: passwords)
    else { return 0 }
    var data = [UInt8](repeating: 7, count: 3000)
    try? cipher.decrypt(&data, 4..<3000, at: Int(first) * 100, recordSize: 3000)
    return 0
  }
  // Many rounds are allowed, and only slow.
  if hasManyRounds(rest) { return 0 }
  let package = MemoryBytes([UInt8](repeating: first, count: 8 + 4096 + 64))
  if let plain = try? ProtectedPackage.open(
    info: MemoryBytes(rest), package: package, passwords: passwords, name: "fuzz")
  {
    _ = try? plain.bytes(at: 0, count: plain.count)
  }
  return 0
}

/// Whether a number of more than four digits stands in an attribute.
private func hasManyRounds(_ bytes: [UInt8]) -> Bool {
  var digits = 0
  for byte in bytes {
    digits = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? digits + 1 : 0
    if digits > 4 { return true }
  }
  return false
}

@_cdecl("fuzz_encryption_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
