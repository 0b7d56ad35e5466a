public import RowcastFileIO

/// Opens the package inside of a protected Office document ([MS-OFFCRYPTO] 2.3.4).
public enum ProtectedPackage {
  /// The most bytes that a description of the protection may have.
  private static let infoLimit = 1 << 20

  /// The bytes of the package, decrypted where they are read; nothing is kept of them.
  /// - Parameters:
  ///   - info: the stream `EncryptionInfo`.
  ///   - package: the stream `EncryptedPackage`.
  ///   - passwords: those to try; the one that Excel uses by itself is tried behind them.
  ///   - name: what messages call the result.
  /// - Throws: ``EncryptionError``; the integrity value, where there is one, is compared first.
  public static func open(
    info: any ByteSource, package: any ByteSource, passwords: [Password], name: String
  ) throws(EncryptionError) -> any ByteSource {
    guard info.count <= infoLimit else {
      throw EncryptionError(.damaged("it has \(info.count) bytes"))
    }
    let (bytes, size): ([UInt8], [UInt8])
    do throws(FileError) {
      bytes = try info.bytes(at: 0, count: info.count)
      size = try package.bytes(at: 0, count: 8)
    } catch { throw EncryptionError(.file(error)) }
    let cipher = try cipher(bytes, package: package, passwords: passwords)
    guard let stated = size.span.littleEndian64(at: 0), stated <= UInt64(package.count - 8) else {
      throw EncryptionError(.damaged("the package has not the size that it states"))
    }
    // What is less than a block behind the last one cannot be decrypted.
    let whole = (package.count - 8) / cipher.blockSize * cipher.blockSize
    return DecryptedBytes(
      package, start: 8, cipher, count: min(Int(clamping: stated), whole), name: name)
  }

  private static func cipher(
    _ info: [UInt8], package: any ByteSource, passwords: [Password]
  ) throws(EncryptionError) -> any PackageCipher {
    guard let major = info.span.littleEndian16(at: 0), let minor = info.span.littleEndian16(at: 2)
    else { throw EncryptionError(.damaged("it is cut off")) }
    switch (major, minor) {
    case (4, 4):
      let descriptor = try AgileDescriptor(try AgileElements(Array(info.dropFirst(8))))
      let key = try Password.first(of: passwords) { (password) throws(EncryptionError) in
        try AgileKeys(password, descriptor.password, spinCount: descriptor.spinCount)
          .packageKey(descriptor)
      }
      try AgileIntegrity.check(descriptor, key: key, of: package)
      return AgileSegments(parameters: descriptor.package, key: key)
    case (2...4, 2):
      let header = try StandardHeader(info, at: 4)
      return try Password.first(of: passwords) { (password) throws(EncryptionError) in
        try StandardKey.cipher(header, password)
      }
    case (_, 3): throw EncryptionError(.unsupported("extensible encryption (\(major).\(minor))"))
    default:
      throw EncryptionError(.unsupported("an encryption of version \(major).\(minor)"))
    }
  }
}

/// What decrypts a package from any unit of it on.
protocol PackageCipher: Sendable {
  /// The bytes from which decrypting can begin: a multiple of these.
  var unit: Int { get }
  /// The bytes of a block; only whole ones can be decrypted.
  var blockSize: Int { get }
  /// Decrypts whole blocks that begin at `offset`, a multiple of ``unit``.
  func decrypted(_ bytes: [UInt8], at offset: Int) throws(EncryptionError) -> [UInt8]
}
