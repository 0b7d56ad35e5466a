/// A ZIP archive of stored entries, made in memory: for workbooks that no writer would write.
struct StoredArchive {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  init(_ parts: [(name: String, content: [UInt8])]) {
    for part in parts { add(part.name, part.content) }
  }

  mutating func add(_ name: String, _ content: [UInt8]) {
    let checksum = Self.crc32(content)
    let size = UInt32(content.count)
    let shared: [UInt8] =
      Self.bytes(UInt16(20)) + Self.bytes(UInt16(0)) + Self.bytes(UInt16(0))
      + Self.bytes(UInt32(0x21_0000))
      + Self.bytes(checksum) + Self.bytes(size) + Self.bytes(size)
      + Self.bytes(UInt16(name.utf8.count)) + Self.bytes(UInt16(0))
    let offset = UInt32(body.count)
    body += Self.bytes(UInt32(0x0403_4B50)) + shared + Array(name.utf8) + content
    directory +=
      Self.bytes(UInt32(0x0201_4B50)) + Self.bytes(UInt16(20)) + shared + Self.bytes(UInt16(0))
      + Self.bytes(UInt16(0)) + Self.bytes(UInt16(0)) + Self.bytes(UInt32(0)) + Self.bytes(offset)
      + Array(name.utf8)
    count += 1
  }

  /// The finished archive.
  var bytes: [UInt8] {
    body + directory + Self.bytes(UInt32(0x0605_4B50)) + Self.bytes(UInt32(0)) + Self.bytes(count)
      + Self.bytes(count) + Self.bytes(UInt32(directory.count)) + Self.bytes(UInt32(body.count))
      + Self.bytes(UInt16(0))
  }

  private static func bytes(_ value: UInt16) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  private static func bytes(_ value: UInt32) -> [UInt8] {
    bytes(UInt16(truncatingIfNeeded: value)) + bytes(UInt16(truncatingIfNeeded: value >> 16))
  }

  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func crc32(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ ($0 >> 8) }
  }
}
