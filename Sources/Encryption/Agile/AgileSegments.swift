internal import RowcastFileIO

/// The content of an agile package: segments of 4,096 bytes, each encrypted for itself
/// ([MS-OFFCRYPTO] 2.3.4.15).
struct AgileSegments: PackageCipher {
  static let size = 4096

  let parameters: AgileDescriptor.Parameters
  let key: [UInt8]

  var unit: Int { Self.size }
  var blockSize: Int { parameters.cipher.blockSize }

  func decrypted(_ bytes: [UInt8], at offset: Int) throws(EncryptionError) -> [UInt8] {
    try applied(to: bytes, at: offset, .decrypt)
  }

  /// Decrypts or encrypts segments.
  /// - Parameters:
  ///   - bytes: whole segments; the last one whole blocks.
  ///   - offset: where the first one begins in the package.
  func applied(
    to bytes: [UInt8], at offset: Int, _ direction: KeyedCipher.Direction
  ) throws(EncryptionError) -> [UInt8] {
    let digest = try Digest(parameters.hash)
    let cipher = try KeyedCipher(parameters.cipher, key: key, direction)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var number = offset / Self.size
    for from in stride(from: 0, to: bytes.count, by: Self.size) {
      result += try cipher.applied(
        to: bytes[from..<min(from + Self.size, bytes.count)],
        start: try parameters.start(
          for: [UInt8](littleEndian: UInt32(truncatingIfNeeded: number)), digest))
      number += 1
    }
    return result
  }
}
