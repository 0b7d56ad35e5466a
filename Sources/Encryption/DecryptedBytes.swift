internal import RowcastFileIO

/// The bytes of a source as they were before they were encrypted: each run is decrypted when it is
/// read, so that they lie in no file and not in memory longer than they are wanted.
struct DecryptedBytes: ByteSource {
  let name: String
  let count: Int
  private let input: any ByteSource
  private let start: Int
  private let cipher: any PackageCipher

  /// - Parameters:
  ///   - start: where the encrypted bytes begin in `input`.
  ///   - count: how many of the decrypted bytes count.
  init(
    _ input: any ByteSource, start: Int, _ cipher: any PackageCipher, count: Int, name: String
  ) {
    self.input = input
    self.start = start
    self.cipher = cipher
    self.count = count
    self.name = name
  }

  func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    let wanted = min(buffer.byteCount, count - offset)
    let first = offset / cipher.unit * cipher.unit
    let last = (offset + wanted + cipher.blockSize - 1) / cipher.blockSize * cipher.blockSize
    let encrypted = try input.bytes(at: start + first, count: last - first)
    let plain: [UInt8]
    do throws(EncryptionError) {
      plain = try cipher.decrypted(
        Array(encrypted.prefix(encrypted.count / cipher.blockSize * cipher.blockSize)), at: first)
    } catch {
      throw error.asFileError("decrypt it", path: name)
    }
    let found = max(0, min(wanted, plain.count - (offset - first)))
    for i in 0..<found {
      buffer.storeBytes(of: plain[offset - first + i], toByteOffset: i, as: UInt8.self)
    }
    return found
  }
}
