import FuzzSupport
import RowcastFileIO

@testable import RowcastEncryption

/// The first byte says what the rest is: the description of a protected package, or FILEPASS of an
/// old workbook.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let first = bytes.first else { return 0 }
  let rest = Array(bytes.dropFirst())
  if first & 1 == 1 {
    guard
      var cipher = try? RecordCipher(
        filePass: rest, isBIFF8: first & 2 == 2, passwords: [])
    else { return 0 }
    var data = [UInt8](repeating: 7, count: 3000)
    try? cipher.decrypt(&data, 4..<3000, at: Int(first) * 100, recordSize: 3000)
    return 0
  }
  if rest.starts(with: [3, 0, 2, 0]) || rest.starts(with: [4, 0, 2, 0]) {
    guard let header = try? StandardHeader(rest, at: 4) else { return 0 }
    _ = try? StandardKey.cipher(header, .standard, spinCount: 2)
    return 0
  }
  let package = MemoryBytes([UInt8](repeating: first, count: 8 + 4096 + 64))
  if let plain = try? ProtectedPackage.open(
    info: MemoryBytes(withFewRounds(rest)), package: package, passwords: [], name: "fuzz")
  {
    _ = try? plain.bytes(at: 0, count: plain.count)
  }
  return 0
}

/// The description with few rounds of the hash: many are allowed, and only slow.
private func withFewRounds(_ bytes: [UInt8]) -> [UInt8] {
  let name = Array("spinCount".utf8)
  var result: [UInt8] = []
  var left = 0
  var digits = 0
  for (at, byte) in bytes.enumerated() {
    if byte == name[0], bytes[at...].starts(with: name) { left = 64 }
    left -= 1
    digits = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? digits + 1 : 0
    if left < 0 || digits <= 2 { result.append(byte) }
  }
  return result
}

@_cdecl("fuzz_encryption_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
