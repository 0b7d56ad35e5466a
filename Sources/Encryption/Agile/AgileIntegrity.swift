internal import RowcastFileIO

/// The keyed digest of a whole package ([MS-OFFCRYPTO] 2.3.4.14).
enum AgileIntegrity {
  /// Compares the package with the value that was made when it was protected.
  /// - Throws: ``EncryptionError/Reason/changed`` when it is another package.
  static func check(
    _ descriptor: AgileDescriptor, key: [UInt8], of package: any ByteSource
  ) throws(EncryptionError) {
    guard let (statedKey, statedValue) = descriptor.integrity else { return }
    let parameters = descriptor.package
    let macKey = try applied(statedKey, for: AgileKeys.Purpose.integrityKey, .decrypt)
    let stated = try applied(statedValue, for: AgileKeys.Purpose.integrityValue, .decrypt)
    let size = parameters.hash.size
    guard macKey.count >= size, stated.count >= size else { throw EncryptionError(.changed) }
    let found = try value(of: [package], parameters.hash, key: Array(macKey.prefix(size)))
    guard isEqual(found, stated.prefix(size)) else { throw EncryptionError(.changed) }

    func applied(
      _ bytes: [UInt8], for purpose: [UInt8], _ direction: KeyedCipher.Direction
    ) throws(EncryptionError) -> [UInt8] {
      try Self.applied(bytes, for: purpose, parameters, key: key, direction)
    }
  }

  /// Decrypts or encrypts the key or the value of the digest.
  static func applied(
    _ bytes: [UInt8], for purpose: [UInt8], _ parameters: AgileDescriptor.Parameters,
    key: [UInt8], _ direction: KeyedCipher.Direction
  ) throws(EncryptionError) -> [UInt8] {
    try KeyedCipher(parameters.cipher, key: key, direction).applied(
      to: bytes, start: try parameters.start(for: purpose, try Digest(parameters.hash)))
  }

  /// The digest of the stream's pieces, its size field among them.
  static func value(
    of pieces: [any ByteSource], _ hash: HashFunction, key: [UInt8]
  ) throws(EncryptionError) -> [UInt8] {
    let mac = try MessageAuthentication(hash, key: key)
    for piece in pieces {
      var offset = 0
      while offset < piece.count {
        let block: [UInt8]
        do throws(FileError) { block = try piece.bytes(at: offset, count: 1 << 16) } catch {
          throw EncryptionError(.file(error))
        }
        if block.isEmpty { break }
        try mac.update(block)
        offset += block.count
      }
    }
    return try mac.value()
  }
}
