import RowcastFileIO
import Testing

@testable import RowcastEncryption

@Suite struct RecordCipherTests {
  private static let salt = [UInt8](0..<16)
  private static let password = Password("Größe 7")
  private static let verifier = [UInt8](40..<56)

  /// FILEPASS of RC4 with 40 bits, by the key of block 0 that another implementation made.
  private static func rc4() throws -> [UInt8] {
    let base = try Digest(.md5).of(
      Array(
        repeatElement(
          Array(try Digest(.md5).of(password.utf16).prefix(5)) + salt, count: 16
        ).joined())
    ).prefix(5)
    var cipher = RC4(key: try Digest(.md5).of(Array(base), [0, 0, 0, 0]))
    return [1, 0, 1, 0, 1, 0] + salt + cipher.applied(to: verifier)
      + cipher.applied(to: try Digest(.md5).of(verifier))
  }

  private static func cryptoAPI(bits: Int) throws -> [UInt8] {
    let hash = try Digest(.sha1).of(salt, password.utf16)
    let key = Array(try Digest(.sha1).of(hash, [0, 0, 0, 0]).prefix(bits / 8))
    var cipher = RC4(key: bits == 40 ? key.fitted(to: 16, filler: 0) : key)
    let header = [4, 0, 0x6801, 0x8004, UInt32(bits), 1, 0, 0].flatMap {
      [UInt8](littleEndian: UInt32($0))
    }
    return [1, 0, 2, 0, 2, 0, 4, 0, 0, 0, 32, 0, 0, 0] + header + [16, 0, 0, 0] + salt
      + cipher.applied(to: verifier) + [20, 0, 0, 0]
      + cipher.applied(to: try Digest(.sha1).of(verifier))
  }

  private static func open(
    _ filePass: [UInt8], isBIFF8: Bool = true, _ passwords: [Password] = [password]
  ) throws -> RecordCipher {
    try RecordCipher(filePass: filePass, isBIFF8: isBIFF8, passwords: passwords)
  }

  @Test func `RC4 gives the key stream that is published`() {
    var cipher = RC4(key: Array("Key".utf8))
    #expect(cipher.applied(to: Array("Plaintext".utf8)).hexadecimal == "bbf316e8d940af0ad3")
  }

  @Test func `keys of blocks are those that another implementation makes`() throws {
    let rc4 = try BlockKeys(rc4: Array(try Self.rc4().dropFirst(6)), [Self.password])
    #expect(try rc4.key(ofBlock: 3).hexadecimal == "4d7d274747c51fb419e61f669a4096d3")
    let wide = try BlockKeys(
      cryptoAPI: Array(try Self.cryptoAPI(bits: 128).dropFirst(2)), [Self.password])
    #expect(try wide.key(ofBlock: 3).hexadecimal == "cbb8f05a1328ce154ae3ef514082a33e")
    let narrow = try BlockKeys(
      cryptoAPI: Array(try Self.cryptoAPI(bits: 40).dropFirst(2)), [Self.password])
    #expect(try narrow.key(ofBlock: 3).hexadecimal == "cbb8f05a130000000000000000000000")
  }

  @Test func `a byte's place alone decides how it is decrypted`() throws {
    var cipher = try Self.open(try Self.rc4())
    var whole = [UInt8](repeating: 0, count: 5000)
    try cipher.decrypt(&whole, 0..<5000, at: 0, recordSize: 5000)
    #expect(Set(whole).count > 200)
    // In any order, and across the places where the key changes.
    for (start, count) in [(3000, 100), (10, 4), (1000, 2100), (1024, 1), (2047, 2)] {
      var part = [UInt8](repeating: 0, count: count)
      try cipher.decrypt(&part, 0..<count, at: start, recordSize: count)
      #expect(part == Array(whole[start..<(start + count)]))
    }
  }

  @Test func `the oldest protection is opened in both of its forms`() throws {
    // The verifier of `abcdefghij` as Excel writes it.
    let pass: [UInt8] = [0x34, 0x12] + [UInt8](littleEndian: UInt16(0xFEF1))
    let array = XORArray.array(Array("abcdefghij".utf8), key: 0x1234)
    for (filePass, isBIFF8) in [(pass, false), ([0, 0] + pass, true)] {
      var cipher = try Self.open(filePass, isBIFF8: isBIFF8, [Password("abcdefghij")])
      let plain = [UInt8]((0..<40).map { $0 * 3 })
      var bytes = plain.enumerated().map { place, byte in
        let mixed = byte ^ array[(100 + place + 40) & 15]
        return mixed >> 3 | mixed << 5
      }
      try cipher.decrypt(&bytes, 0..<40, at: 100, recordSize: 40)
      #expect(bytes == plain)
      #expect(throws: EncryptionError(.wrongPassword)) {
        try Self.open(filePass, isBIFF8: isBIFF8, [Password("abcdefghik")])
      }
    }
  }

  @Test func `what is cut off or of another kind is an error`() throws {
    for whole in [try Self.rc4(), try Self.cryptoAPI(bits: 128)] {
      for count in 0..<whole.count {
        #expect(throws: EncryptionError.self) { try Self.open(Array(whole.prefix(count))) }
      }
    }
    #expect(throws: EncryptionError.self) { try Self.open([1, 0, 3, 0, 3, 0]) }
    #expect(throws: EncryptionError.self) { try Self.open([7, 0]) }
    #expect(throws: EncryptionError(.needsPassword)) { try Self.open(try Self.rc4(), []) }
  }
}
