/// One entry of an archive, as its central directory states it.
public struct ZipEntry: Sendable, Hashable {
  /// The name as stored.
  public let name: String
  /// The bytes that it takes in the archive.
  public let compressedSize: Int
  /// The bytes that it should inflate to.
  public let size: Int
  let index: UInt64
  let checksum: UInt32
  let method: UInt16
  let isEncrypted: Bool
  /// Whether its bytes are a deflate stream: method 8 (APPNOTE 4.4.5).
  var isDeflated: Bool { method == 8 }

  /// The name as parts are compared: `/` for `\`, no leading `/`, ASCII letters in lower case
  /// (ECMA-376 Part 2, 6.2.2.3).
  public static func normalized(_ name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "/"):
        if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
