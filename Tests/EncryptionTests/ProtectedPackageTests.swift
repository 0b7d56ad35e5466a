import RowcastFileIO
import Testing

@testable import RowcastEncryption

@Suite struct ProtectedPackageTests {
  /// Bytes that differ everywhere.
  private static func content(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
  }

  private static func protected(
    _ content: [UInt8], _ password: Password
  ) throws -> [UInt8] {
    let sink = ProtectingSink(try AgileProtection(password, spinCount: 10), name: "book")
    try sink.write(content)
    let file = MemorySink()
    try sink.finish(to: file)
    return file.bytes
  }

  private static func opened(
    _ file: [UInt8], _ passwords: [Password]
  ) throws -> [UInt8] {
    let bytes = MemoryBytes(file)
    #expect(try FileKind.detected(in: bytes) == .encryptedPackage)
    let compound = try CompoundFile(bytes)
    let info = try compound.bytes(of: try #require(compound.stream(named: "EncryptionInfo")))
    let package = try compound.bytes(of: try #require(compound.stream(named: "EncryptedPackage")))
    let plain = try ProtectedPackage.open(
      info: info, package: package, passwords: passwords, name: "book")
    return try plain.bytes(at: 0, count: plain.count)
  }

  @Test(arguments: [0, 1, 16, 4095, 4096, 4097, 65_536, 200_001])
  func `what is protected comes back by its password`(count: Int) throws {
    let content = Self.content(count)
    let file = try Self.protected(content, Password("Größe 7"))
    #expect(try Self.opened(file, [Password("no"), Password("Größe 7")]) == content)
  }

  @Test func `any part of a protected package can be read`() throws {
    let content = Self.content(20_000)
    let file = try CompoundFile(MemoryBytes(try Self.protected(content, Password("a"))))
    let plain = try ProtectedPackage.open(
      info: try file.bytes(of: try #require(file.stream(named: "EncryptionInfo"))),
      package: try file.bytes(of: try #require(file.stream(named: "EncryptedPackage"))),
      passwords: [Password("a")], name: "book")
    for (offset, count) in [(0, 1), (1, 15), (4095, 2), (8191, 5000), (19_999, 10), (20_000, 1)] {
      #expect(
        try plain.bytes(at: offset, count: count)
          == Array(content[min(offset, 20_000)..<min(offset + count, 20_000)]))
    }
  }

  @Test func `the standard password is tried unasked`() throws {
    let file = try Self.protected([1, 2, 3], .standard)
    #expect(try Self.opened(file, []) == [1, 2, 3])
    #expect(try Self.opened(file, [Password("another")]) == [1, 2, 3])
  }

  @Test func `a wrong password is told from one that is missing`() throws {
    let file = try Self.protected([1, 2, 3], Password("right"))
    #expect(throws: EncryptionError(.needsPassword)) { try Self.opened(file, []) }
    #expect(throws: EncryptionError(.wrongPassword)) { try Self.opened(file, [Password("Right")]) }
  }

  @Test func `a changed bit of the package is an error`() throws {
    let content = Self.content(9000)
    let file = try Self.protected(content, Password("a"))
    let compound = try CompoundFile(MemoryBytes(file))
    let entry = try #require(compound.stream(named: "EncryptedPackage"))
    let package = try compound.bytes(of: entry)
    let info = try compound.bytes(of: try #require(compound.stream(named: "EncryptionInfo")))
    let plain = try package.bytes(at: 0, count: package.count)
    for place in [0, 9, 4500, package.count - 1] {
      var changed = plain
      changed[place] ^= 4
      #expect(throws: EncryptionError(.changed)) {
        try ProtectedPackage.open(
          info: info, package: MemoryBytes(changed), passwords: [Password("a")], name: "book")
      }
    }
  }

  @Test func `passwords show in no text`() {
    let password = Password("secret")
    #expect(!"\(password)".contains("secret"))
    var dumped = ""
    dump(["key": password], to: &dumped)
    #expect(!dumped.contains("secret"))
    #expect(!String(reflecting: password).contains("secret"))
  }

  @Test(arguments: [
    ("spinCount=\"10\"", "spinCount=\"-1\""), ("spinCount=\"10\"", "spinCount=\"10000001\""),
    ("keyBits=\"256\"", "keyBits=\"2147483648\""), ("keyBits=\"256\"", "keyBits=\"7\""),
    ("hashAlgorithm=\"SHA512\"", "hashAlgorithm=\"MD99\""), ("saltSize=\"16\"", "saltSize=\"0\""),
    ("blockSize=\"16\"", "blockSize=\"1\""), ("cipherAlgorithm=\"AES\"", "cipherAlgorithm=\"RC2\""),
    ("saltValue=\"", "saltValue=\"*"), ("<encryption", "<encryption x=\"&a;\""),
    ("encryptedKeyValue=\"", "encryptedKeyValue=\"AAAA"),
  ])
  func `parameters out of their bounds are refused`(part: String, bad: String) throws {
    let protection = try AgileProtection(Password("a"), spinCount: 10)
    let info = String(decoding: try protection.info([]).dropFirst(8), as: UTF8.self)
    #expect(info.contains(part))
    let changed = Array(info.replacing(part, with: bad).utf8)
    #expect(throws: EncryptionError.self) {
      try ProtectedPackage.open(
        info: MemoryBytes([4, 0, 4, 0, 64, 0, 0, 0] + changed),
        package: MemoryBytes([UInt8](repeating: 0, count: 8)), passwords: [Password("a")],
        name: "book")
    }
  }

  @Test func `every beginning of a description is an error and no trap`() throws {
    let info = try AgileProtection(Password("a"), spinCount: 1).info([])
    for count in 0..<(info.count - 14) {
      #expect(throws: EncryptionError.self) {
        try ProtectedPackage.open(
          info: MemoryBytes(info.prefix(count)), package: MemoryBytes([]),
          passwords: [Password("a")], name: "book")
      }
    }
  }

  @Test(arguments: [(3, 3, "extensible"), (9, 9, "9.9"), (1, 1, "1.1")])
  func `other versions are refused by name`(major: Int, minor: Int, words: String) throws {
    do throws(EncryptionError) {
      _ = try ProtectedPackage.open(
        info: MemoryBytes([UInt8(major), 0, UInt8(minor), 0] + [UInt8](repeating: 0, count: 100)),
        package: MemoryBytes([]), passwords: [], name: "book")
      Issue.record("it was opened")
    } catch { #expect(error.description.contains(words)) }
  }
}
