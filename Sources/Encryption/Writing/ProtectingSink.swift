public import RowcastFileIO

/// A sink that encrypts what is written to it, and gives it to another one as a protected document
/// when it is complete: AES with 256 bits and SHA-512, as Excel writes it ([MS-OFFCRYPTO] 2.3.4.10).
///
/// What waits in a temporary file is encrypted. Two documents are never equal, since each has keys
/// and salts of its own.
public final class ProtectingSink: ByteSink {
  private let protection: AgileProtection
  private let name: String
  private let spool: Spool
  private var waiting: [UInt8] = []
  /// The bytes written so far.
  public private(set) var count = 0
  /// So many segments are encrypted at once.
  private static let run = 16 * AgileSegments.size

  /// - Parameters:
  ///   - password: what will open the document.
  ///   - name: what messages call it.
  /// - Throws: ``EncryptionError`` when there are no random numbers.
  public convenience init(password: Password, name: String) throws(EncryptionError) {
    self.init(try AgileProtection(password), name: name)
  }

  init(_ protection: AgileProtection, name: String) {
    self.protection = protection
    self.name = name
    spool = Spool(for: name)
  }

  /// Encrypts whole segments; what is left waits.
  /// - Throws: `FileError` when they cannot be kept.
  public func write(_ bytes: RawSpan) throws(FileError) {
    var rest = bytes
    while !rest.isEmpty {
      let taken = rest.extracting(first: Self.run - waiting.count)
      waiting.append(taken)
      rest = rest.extracting(droppingFirst: taken.byteCount)
      if waiting.count == Self.run { try flush() }
    }
    count += bytes.byteCount
  }

  private func flush() throws(FileError) {
    let block = protection.segments.blockSize
    let plain = waiting.fitted(to: (waiting.count + block - 1) / block * block, filler: 0)
    do throws(EncryptionError) {
      let bytes = try protection.segments.applied(to: plain, at: spool.count, .encrypt)
      do throws(FileError) { try spool.write(bytes) } catch { throw EncryptionError(.file(error)) }
    } catch {
      throw error.asFileError("encrypt it", path: name)
    }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes the protected document: nothing is written before.
  /// - Returns: the number of its bytes.
  /// - Throws: `FileError` when it cannot be written.
  @discardableResult
  public func finish(to sink: any ByteSink) throws(FileError) -> Int {
    try flush()
    let size = MemoryBytes([UInt8](littleEndian: UInt64(count)), name: name)
    let package: [any ByteSource] = [size, spool.finished()]
    let info: [UInt8]
    do throws(EncryptionError) { info = try protection.info(package) } catch {
      throw error.asFileError("encrypt it", path: name)
    }
    return try CompoundFileWriter(
      [
        .storage("\u{6}DataSpaces", DataSpaces.nodes),
        .stream("EncryptionInfo", [MemoryBytes(info)]),
        .stream("EncryptedPackage", package),
      ]
    ).write(to: sink)
  }
}
