internal import RowcastFileIO

/// A password made into what protects one package ([MS-OFFCRYPTO] 2.3.4.10 to 2.3.4.14).
struct AgileProtection {
  /// As often as Excel hashes a password.
  static let usualSpinCount = 100_000

  /// What encrypts the package.
  let segments: AgileSegments
  private let keys: AgileKeys
  private let password: AgileDescriptor.Parameters
  private let spinCount: Int

  /// Makes new salts and a new key.
  init(_ password: Password, spinCount: Int = usualSpinCount) throws(EncryptionError) {
    guard let aes = BlockCipher(aes: 256, .cbc) else {
      throw EncryptionError(.library("AES is not there"))
    }
    func parameters() throws(EncryptionError) -> AgileDescriptor.Parameters {
      AgileDescriptor.Parameters(
        salt: try randomBytes(aes.blockSize), cipher: aes, hash: .sha512)
    }
    segments = AgileSegments(parameters: try parameters(), key: try randomBytes(aes.keySize))
    self.password = try parameters()
    self.spinCount = spinCount
    keys = try AgileKeys(password, self.password, spinCount: spinCount)
  }

  /// The stream `EncryptionInfo` for a package that is encrypted already.
  func info(_ package: [any ByteSource]) throws(EncryptionError) -> [UInt8] {
    let parameters = segments.parameters
    let verifier = try randomBytes(password.salt.count)
    let verifierHash = try Digest(password.hash).of(verifier)
    let macKey = try randomBytes(parameters.hash.size)
    let macValue = try AgileIntegrity.value(of: package, parameters.hash, key: macKey)
    func integrity(_ bytes: [UInt8], _ purpose: [UInt8]) throws(EncryptionError) -> String {
      Base64.encoded(
        try AgileIntegrity.applied(bytes, for: purpose, parameters, key: segments.key, .encrypt))
    }
    func key(_ bytes: [UInt8], _ purpose: [UInt8]) throws(EncryptionError) -> String {
      Base64.encoded(try keys.applied(to: bytes, for: purpose, .encrypt))
    }
    typealias Purpose = AgileKeys.Purpose
    let namespace = "http://schemas.microsoft.com/office/2006"
    let text = """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r
      <encryption xmlns="\(namespace)/encryption" \
      xmlns:p="\(namespace)/keyEncryptor/password">\
      <keyData \(Self.attributes(parameters))/>\
      <dataIntegrity encryptedHmacKey="\(try integrity(macKey, Purpose.integrityKey))" \
      encryptedHmacValue="\(try integrity(macValue, Purpose.integrityValue))"/>\
      <keyEncryptors><keyEncryptor uri="\(namespace)/keyEncryptor/password">\
      <p:encryptedKey spinCount="\(spinCount)" \(Self.attributes(password)) \
      encryptedVerifierHashInput="\(try key(verifier, Purpose.verifierInput))" \
      encryptedVerifierHashValue="\(try key(verifierHash, Purpose.verifierHash))" \
      encryptedKeyValue="\(try key(segments.key, Purpose.keyValue))"/>\
      </keyEncryptor></keyEncryptors></encryption>
      """
    return [4, 0, 4, 0, 0x40, 0, 0, 0] + text.utf8
  }

  private static func attributes(_ parameters: AgileDescriptor.Parameters) -> String {
    """
    saltSize="\(parameters.salt.count)" blockSize="\(parameters.cipher.blockSize)" \
    keyBits="\(parameters.cipher.keySize * 8)" hashSize="\(parameters.hash.size)" \
    cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" \
    hashAlgorithm="\(parameters.hash.rawValue)" saltValue="\(Base64.encoded(parameters.salt))"
    """
  }
}
