/// The keys of agile encryption that one password gives ([MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.13).
struct AgileKeys {
  /// What a key is for: the bytes that are hashed with the password's hash.
  enum Purpose {
    static let verifierInput: [UInt8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]
    static let verifierHash: [UInt8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]
    static let keyValue: [UInt8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]
    static let integrityKey: [UInt8] = [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6]
    static let integrityValue: [UInt8] = [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33]
  }

  /// What keys and starts are filled up with when the hash is shorter.
  private static let filler: UInt8 = 0x36

  private let parameters: AgileDescriptor.Parameters
  private let hash: [UInt8]

  /// Hashes the password so often as is asked for.
  init(
    _ password: Password, _ parameters: AgileDescriptor.Parameters, spinCount: Int
  ) throws(EncryptionError) {
    self.parameters = parameters
    let digest = try Digest(parameters.hash)
    hash = try digest.spun(
      try digest.of(parameters.salt, password.utf16), count: spinCount)
  }

  /// Decrypts or encrypts a small value with the key for its purpose.
  func applied(
    to value: [UInt8], for purpose: [UInt8], _ direction: KeyedCipher.Direction
  ) throws(EncryptionError) -> [UInt8] {
    let key = try Digest(parameters.hash).of(hash, purpose)
      .fitted(to: parameters.cipher.keySize, filler: Self.filler)
    return try KeyedCipher(parameters.cipher, key: key, direction)
      .applied(to: value, start: parameters.start)
  }

  /// The package's key; nil when the password is wrong.
  func packageKey(_ descriptor: AgileDescriptor) throws(EncryptionError) -> [UInt8]? {
    let input = try applied(to: descriptor.verifierInput, for: Purpose.verifierInput, .decrypt)
    let stated = try applied(to: descriptor.verifierHash, for: Purpose.verifierHash, .decrypt)
    let size = parameters.hash.size
    guard stated.count >= size else { throw EncryptionError(.damaged("a short verifier")) }
    // Values are filled up to whole blocks.
    let found = try Digest(parameters.hash).of(Array(input.prefix(parameters.salt.count)))
    guard isEqual(found, stated.prefix(size)) else { return nil }
    let key = try applied(to: descriptor.keyValue, for: Purpose.keyValue, .decrypt)
    guard key.count >= descriptor.package.cipher.keySize else {
      throw EncryptionError(.damaged("a short key"))
    }
    return Array(key.prefix(descriptor.package.cipher.keySize))
  }
}

extension AgileDescriptor.Parameters {
  /// What the first block of a small value hangs on: the salt.
  var start: [UInt8] { salt.fitted(to: cipher.blockSize, filler: 0x36) }

  /// What the first block hangs on of a segment of the package, or of its integrity values.
  func start(for purpose: [UInt8], _ digest: borrowing Digest) throws(EncryptionError) -> [UInt8] {
    try digest.of(salt, purpose).fitted(to: cipher.blockSize, filler: 0x36)
  }
}
