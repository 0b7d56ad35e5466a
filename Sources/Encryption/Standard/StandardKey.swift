/// The key of standard encryption (ECMA-376, [MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9).
enum StandardKey {
  private static let spinCount = 50_000

  /// The cipher with the key that a password gives; nil when the password is wrong.
  /// - Parameter spinCount: the rounds of the hash, which nobody states; tests need fewer.
  static func cipher(
    _ header: StandardHeader, _ password: Password, spinCount: Int? = nil
  ) throws(EncryptionError) -> StandardBlocks? {
    guard let bits = StandardHeader.aes[header.algorithm] else {
      let number = String(header.algorithm, radix: 16)
      throw EncryptionError(
        .unsupported(header.algorithm == StandardHeader.rc4 ? "RC4" : "the cipher \(number)h"))
    }
    guard header.keyBits == bits, let aes = BlockCipher(aes: bits, .ecb) else {
      throw EncryptionError(.damaged("a key of \(header.keyBits) bits"))
    }
    let blocks = StandardBlocks(
      cipher: aes, key: try key(header.salt, password, size: aes.keySize, spinCount: spinCount))
    let verifier = try blocks.decrypted(header.verifier, at: 0)
    guard header.verifierHash.count == 32 else { throw EncryptionError(.damaged("it is cut off")) }
    let stated = try blocks.decrypted(header.verifierHash, at: 0)
    let digest = try Digest(.sha1).of(verifier)
    return isEqual(digest, stated.prefix(digest.count)) ? blocks : nil
  }

  /// The key that a password gives.
  static func key(
    _ salt: [UInt8], _ password: Password, size: Int, spinCount: Int? = nil
  ) throws(EncryptionError) -> [UInt8] {
    let digest = try Digest(.sha1)
    let spun = try digest.spun(
      try digest.of(salt, password.utf16), count: spinCount ?? Self.spinCount)
    let hash = try digest.of(spun, [0, 0, 0, 0])
    func half(_ filler: UInt8) throws(EncryptionError) -> [UInt8] {
      try digest.of(hash.fitted(to: 64, filler: 0).map { $0 ^ filler })
    }
    return Array((try half(0x36) + (try half(0x5C))).prefix(size))
  }
}

/// The content of a package under standard encryption: each block for itself.
struct StandardBlocks: PackageCipher {
  let cipher: BlockCipher
  let key: [UInt8]

  var unit: Int { cipher.blockSize }
  var blockSize: Int { cipher.blockSize }

  func decrypted(_ bytes: [UInt8], at offset: Int) throws(EncryptionError) -> [UInt8] {
    try KeyedCipher(cipher, key: key, .decrypt).applied(to: bytes)
  }
}
