internal import RowcastFileIO

/// The header and the verifier of standard encryption and of CryptoAPI's RC4 ([MS-OFFCRYPTO] 2.3.2,
/// 2.3.3).
struct StandardHeader: Sendable {
  /// The cipher's number.
  var algorithm: UInt32
  /// The hash function's number; 0 for the one that is usual.
  var hashAlgorithm: UInt32
  var keyBits: Int
  var salt: [UInt8]
  var verifier: [UInt8]
  /// The encrypted hash of the verifier, 32 bytes with AES and 20 with RC4.
  var verifierHash: [UInt8]

  static let rc4: UInt32 = 0x6801
  static let sha1: UInt32 = 0x8004
  /// The bits of AES by its number.
  static let aes: [UInt32: Int] = [0x660E: 128, 0x660F: 192, 0x6610: 256]

  /// Reads them at an offset of the stream that states them.
  init(_ bytes: [UInt8], at offset: Int) throws(EncryptionError) {
    func number(_ place: Int) throws(EncryptionError) -> UInt32 {
      guard let value = bytes.span.littleEndian32(at: place) else {
        throw EncryptionError(.damaged("it is cut off"))
      }
      return value
    }
    // Flags, the header's size, and the header: flags, extra size, cipher, hash, bits, provider.
    let size = Int(try number(offset + 4))
    let header = offset + 8
    guard size >= 32, size <= bytes.count - header else {
      throw EncryptionError(.damaged("a header of \(size) bytes"))
    }
    algorithm = try number(header + 8)
    hashAlgorithm = try number(header + 12)
    keyBits = Int(try number(header + 16))
    let tail = header + size
    let saltSize = Int(try number(tail))
    guard saltSize == 16, bytes.count >= tail + 40 else {
      throw EncryptionError(.damaged("a salt of \(saltSize) bytes"))
    }
    salt = Array(bytes[(tail + 4)..<(tail + 20)])
    verifier = Array(bytes[(tail + 20)..<(tail + 36)])
    let hashSize = Int(try number(tail + 36))
    guard hashSize == HashFunction.sha1.size else {
      throw EncryptionError(.damaged("a verifier of \(hashSize) bytes"))
    }
    verifierHash = Array(bytes[(tail + 40)...].prefix(32))
    guard hashAlgorithm == Self.sha1 || hashAlgorithm == 0 else {
      throw EncryptionError(.unsupported("the hash function \(String(hashAlgorithm, radix: 16))h"))
    }
  }
}
