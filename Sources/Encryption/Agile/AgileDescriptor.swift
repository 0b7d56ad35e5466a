internal import RowcastFileIO

/// What the XML of agile encryption states ([MS-OFFCRYPTO] 2.3.4.10), within its bounds: whatever a
/// loop or an allocation depends on is checked here.
struct AgileDescriptor: Sendable {
  /// A cipher, a hash function and a salt.
  struct Parameters: Sendable {
    var salt: [UInt8]
    var cipher: BlockCipher
    var hash: HashFunction
  }

  /// How the package is encrypted.
  var package: Parameters
  /// How the package's key is encrypted with one that is made from a password.
  var password: Parameters
  /// How often the password is hashed.
  var spinCount: Int
  var verifierInput: [UInt8]
  var verifierHash: [UInt8]
  var keyValue: [UInt8]
  /// The key and the value of the package's integrity; nil when none is stated.
  var integrity: (key: [UInt8], value: [UInt8])?

  /// The schema's own bound (2.3.4.10).
  static let spinLimit = 10_000_000
  private static let saltLimit = 65_536

  init(_ elements: AgileElements) throws(EncryptionError) {
    guard let data = elements.keyData else { throw .missing("keyData") }
    guard let key = elements.encryptedKey else {
      // A certificate may open it, and nothing else.
      throw EncryptionError(.unsupported("another key than a password"))
    }
    package = try Self.parameters(data)
    password = try Self.parameters(key)
    spinCount = try Self.integer("spinCount", key, 0...Self.spinLimit)
    verifierInput = try Self.bytes("encryptedVerifierHashInput", key)
    verifierHash = try Self.bytes("encryptedVerifierHashValue", key)
    keyValue = try Self.bytes("encryptedKeyValue", key)
    if let stated = elements.dataIntegrity {
      integrity = (
        try Self.bytes("encryptedHmacKey", stated), try Self.bytes("encryptedHmacValue", stated)
      )
    }
  }

  private static func parameters(
    _ attributes: [String: String]
  ) throws(EncryptionError) -> Parameters {
    let name = attributes["hashAlgorithm"] ?? ""
    guard let hash = HashFunction(named: name) else {
      throw EncryptionError(.unsupported("the hash function \"\(name.prefix(40))\""))
    }
    _ = try integer("hashSize", attributes, hash.size...hash.size)
    let cipher = try cipher(attributes)
    _ = try integer("blockSize", attributes, cipher.blockSize...cipher.blockSize)
    let salt = try bytes("saltValue", attributes)
    let size = try integer("saltSize", attributes, 1...saltLimit)
    guard salt.count == size else { throw EncryptionError(.damaged("a salt of another length")) }
    return Parameters(salt: salt, cipher: cipher, hash: hash)
  }

  private static func cipher(
    _ attributes: [String: String]
  ) throws(EncryptionError) -> BlockCipher {
    let bits = try integer("keyBits", attributes, 8...512)
    let name = attributes["cipherAlgorithm"] ?? ""
    let chaining: BlockCipher.Chaining
    switch attributes["cipherChaining"] {
    case "ChainingModeCBC": chaining = .cbc
    case "ChainingModeCFB": chaining = .cfb
    case let other:
      throw EncryptionError(.unsupported("the chaining \"\((other ?? "").prefix(40))\""))
    }
    let cipher: BlockCipher? =
      switch name {
      case "AES": BlockCipher(aes: bits, chaining)
      case "DES", "3DES": BlockCipher(des: bits, chaining)
      default: nil
      }
    guard let cipher else {
      throw EncryptionError(.unsupported("the cipher \"\(name.prefix(40))\" with \(bits) bits"))
    }
    return cipher
  }

  private static func integer(
    _ name: String, _ attributes: [String: String], _ bounds: ClosedRange<Int>
  ) throws(EncryptionError) -> Int {
    guard let text = attributes[name] else { throw .missing(name) }
    guard let value = Int(text), bounds.contains(value) else {
      throw EncryptionError(.damaged("\(name) is \"\(text.prefix(40))\""))
    }
    return value
  }

  private static func bytes(
    _ name: String, _ attributes: [String: String]
  ) throws(EncryptionError) -> [UInt8] {
    guard let text = attributes[name] else { throw .missing(name) }
    guard let bytes = Base64.decoded(text) else {
      throw EncryptionError(.damaged("\(name) is not Base64"))
    }
    return bytes
  }
}

extension EncryptionError {
  fileprivate static func missing(_ name: String) -> EncryptionError {
    EncryptionError(.damaged("there is no \(name)"))
  }
}
