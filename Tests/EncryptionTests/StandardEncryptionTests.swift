import RowcastFileIO
import Testing

@testable import RowcastEncryption

@Suite struct StandardEncryptionTests {
  static let salt = [UInt8](0..<16)
  static let password = Password("Größe 7")

  /// The stream `EncryptionInfo` for AES with so many bits.
  static func info(_ cipher: BlockCipher, number: UInt32, key: [UInt8]) throws -> [UInt8] {
    let verifier = [UInt8](100..<116)
    let blocks = try KeyedCipher(cipher, key: key, .encrypt)
    let hash = try Digest(.sha1).of(verifier) + [UInt8](repeating: 0, count: 12)
    let header = [0x24, 0, number, 0x8004, UInt32(cipher.keySize * 8), 24, 0, 0, 0].flatMap {
      [UInt8](littleEndian: $0)
    }
    return [4, 0, 2, 0, 0x24, 0, 0, 0] + [UInt8](littleEndian: UInt32(header.count)) + header
      + [16, 0, 0, 0] + salt + (try blocks.applied(to: verifier)) + [20, 0, 0, 0]
      + (try blocks.applied(to: hash))
  }

  @Test func `the key is the one that another implementation makes`() throws {
    let key = try StandardKey.key(Self.salt, Self.password, size: 32)
    #expect(key.hexadecimal == "782905dcd1f595896197b3bb98e4abd6b4023aeaf81b177bb4fe6d621212511b")
  }

  @Test(arguments: [(128, 0x660E), (192, 0x660F), (256, 0x6610)])
  func `a package is opened whatever the key's length`(bits: Int, number: Int) throws {
    let cipher = try #require(BlockCipher(aes: bits, .ecb))
    let key = try StandardKey.key(Self.salt, Self.password, size: cipher.keySize)
    let content = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let package =
      [UInt8](littleEndian: UInt64(4990))
      + (try KeyedCipher(cipher, key: key, .encrypt).applied(to: content.prefix(4992)))
    let info = try Self.info(cipher, number: UInt32(number), key: key)
    let plain = try ProtectedPackage.open(
      info: MemoryBytes(info), package: MemoryBytes(package + [1, 2, 3]),
      passwords: [Self.password], name: "book")
    #expect(try plain.bytes(at: 0, count: .max) == Array(content.prefix(4990)))
    #expect(throws: EncryptionError(.wrongPassword)) {
      try ProtectedPackage.open(
        info: MemoryBytes(info), package: MemoryBytes(package), passwords: [Password("x")],
        name: "book")
    }
  }

  @Test func `a size beyond the package is an error`() throws {
    let cipher = try #require(BlockCipher(aes: 128, .ecb))
    let key = try StandardKey.key(Self.salt, Self.password, size: 16)
    let info = try Self.info(cipher, number: 0x660E, key: key)
    #expect(throws: EncryptionError.self) {
      try ProtectedPackage.open(
        info: MemoryBytes(info),
        package: MemoryBytes(
          [UInt8](littleEndian: UInt64.max) + [UInt8](repeating: 0, count: 32)),
        passwords: [Self.password], name: "book")
    }
  }

  @Test func `keys of other lengths and short streams are errors`() throws {
    let cipher = try #require(BlockCipher(aes: 128, .ecb))
    let info = try Self.info(cipher, number: 0x660E, key: [UInt8](repeating: 1, count: 16))
    func open(_ info: [UInt8]) throws {
      _ = try ProtectedPackage.open(
        info: MemoryBytes(info), package: MemoryBytes([UInt8](repeating: 0, count: 24)),
        passwords: [Self.password], name: "book")
    }
    for bits in [0, 8, 100_000] as [UInt32] {
      var changed = info
      changed.replaceSubrange(28..<32, with: [UInt8](littleEndian: bits))
      #expect(throws: EncryptionError.self) { try open(changed) }
    }
    for count in 0..<info.count {
      #expect(throws: EncryptionError.self) { try open(Array(info.prefix(count))) }
    }
  }
}

extension [UInt8] {
  var hexadecimal: String {
    map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
