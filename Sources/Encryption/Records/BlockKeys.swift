internal import RowcastFileIO

/// The keys of RC4, a new one for each 1,024 bytes of the stream ([MS-OFFCRYPTO] 2.3.5, 2.3.6).
struct BlockKeys: Sendable {
  private let hash: HashFunction
  /// What is hashed before the block's number.
  private let base: [UInt8]
  private let keySize: Int
  /// The bytes of a key as the cipher takes it: behind those that count are zeros.
  private let paddedSize: Int

  /// RC4 with 40 bits and MD5.
  /// - Parameter filePass: salt, verifier and the verifier's hash.
  init(rc4 filePass: [UInt8], _ passwords: [Password]) throws(EncryptionError) {
    guard filePass.count >= 48 else { throw EncryptionError(.damaged("FILEPASS is cut off")) }
    let salt = Array(filePass[0..<16])
    self = try Password.first(of: passwords) { (password) throws(EncryptionError) in
      let digest = try Digest(.md5)
      let short = Array(try digest.of(password.utf16).prefix(5))
      let repeated = Array(repeatElement(short + salt, count: 16).joined())
      let keys = BlockKeys(
        hash: .md5, base: Array(try digest.of(repeated).prefix(5)), keySize: 16, paddedSize: 16)
      return try keys.opens(Array(filePass[16..<32]), Array(filePass[32..<48])) ? keys : nil
    }
  }

  /// RC4 with 40 to 128 bits and SHA-1, as Windows' CryptoAPI has it.
  /// - Parameter filePass: the version, the header and the verifier.
  init(cryptoAPI filePass: [UInt8], _ passwords: [Password]) throws(EncryptionError) {
    let header = try StandardHeader(filePass, at: 4)
    guard header.algorithm == StandardHeader.rc4 else {
      let number = String(header.algorithm, radix: 16)
      throw EncryptionError(.unsupported("the cipher \(number)h"))
    }
    let bits = header.keyBits == 0 ? 40 : header.keyBits
    guard (40...128).contains(bits), bits % 8 == 0 else {
      throw EncryptionError(.damaged("a key of \(bits) bits"))
    }
    self = try Password.first(of: passwords) { (password) throws(EncryptionError) in
      let keys = BlockKeys(
        hash: .sha1, base: try Digest(.sha1).of(header.salt, password.utf16), keySize: bits / 8,
        paddedSize: bits == 40 ? 16 : bits / 8)
      return try keys.opens(header.verifier, Array(header.verifierHash.prefix(20))) ? keys : nil
    }
  }

  private init(hash: HashFunction, base: [UInt8], keySize: Int, paddedSize: Int) {
    self.hash = hash
    self.base = base
    self.keySize = keySize
    self.paddedSize = paddedSize
  }

  func key(ofBlock number: Int) throws(EncryptionError) -> [UInt8] {
    Array(
      try Digest(hash).of(base, [UInt8](littleEndian: UInt32(truncatingIfNeeded: number))).prefix(
        keySize)
    )
    .fitted(to: paddedSize, filler: 0)
  }

  /// Whether the verifier, decrypted, has the hash that is stated.
  private func opens(
    _ verifier: [UInt8], _ verifierHash: [UInt8]
  ) throws(EncryptionError) -> Bool {
    var cipher = RC4(key: try key(ofBlock: 0))
    let plain = cipher.applied(to: verifier)
    let stated = cipher.applied(to: verifierHash)
    return isEqual(try Digest(hash).of(plain), stated)
  }
}
