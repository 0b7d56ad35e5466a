internal import RowcastFileIO

/// Decrypts the records of an old workbook: what FILEPASS says of them, and a password
/// ([MS-XLS] 2.4.117).
///
/// Only the data of records is encrypted, from the record behind FILEPASS on: their headers never,
/// nor the data of BOF, FILEPASS, INTERFACEHDR, USREXCL, FILELOCK, RRDINFO and RRDHEAD, nor the first
/// four bytes of BOUNDSHEET. The key stream runs on over all of those, so that what is done to a byte
/// depends on its place alone.
public struct RecordCipher: Sendable {
  private enum Method: Sendable {
    case xor([UInt8])
    case stream(BlockKeys)
  }

  private let method: Method
  private var cipher = RC4(key: [])
  /// The block of the stream that ``cipher`` is in, and how many bytes of it are used.
  private var block = -1
  private var used = 0
  private static let blockSize = 1024

  /// - Parameters:
  ///   - filePass: the data of the record FILEPASS.
  ///   - isBIFF8: whether the stream is one of Excel 97 or later.
  ///   - passwords: those to try; the one that Excel uses by itself is tried behind them.
  /// - Throws: ``EncryptionError``.
  public init(
    filePass: [UInt8], isBIFF8: Bool, passwords: [Password]
  ) throws(EncryptionError) {
    let cutOff = EncryptionError(.damaged("FILEPASS is cut off"))
    guard isBIFF8 else {
      method = .xor(try XORArray.bytes(filePass, passwords))
      return
    }
    guard let type = filePass.span.littleEndian16(at: 0) else { throw cutOff }
    let rest = Array(filePass.dropFirst(2))
    switch type {
    case 0: method = .xor(try XORArray.bytes(rest, passwords))
    case 1:
      guard let major = rest.span.littleEndian16(at: 0), let minor = rest.span.littleEndian16(at: 2)
      else { throw cutOff }
      switch (major, minor) {
      case (1, 1): method = .stream(try BlockKeys(rc4: Array(rest.dropFirst(4)), passwords))
      case (2...4, 2): method = .stream(try BlockKeys(cryptoAPI: rest, passwords))
      default:
        throw EncryptionError(.unsupported("an encryption of version \(major).\(minor)"))
      }
    default: throw EncryptionError(.unsupported("an encryption of type \(type)"))
    }
  }

  /// Decrypts a part of a record's data.
  /// - Parameters:
  ///   - bytes: what holds the data.
  ///   - range: the part of `bytes` that is encrypted.
  ///   - offset: where the first byte of `range` lies in the stream.
  ///   - recordSize: the bytes of the whole record's data.
  /// - Throws: ``EncryptionError`` when a key cannot be made.
  public mutating func decrypt(
    _ bytes: inout [UInt8], _ range: Range<Int>, at offset: Int, recordSize: Int
  ) throws(EncryptionError) {
    switch method {
    case .xor(let array):
      for (i, place) in range.enumerated() {
        let byte = bytes[place]
        bytes[place] = (byte << 3 | byte >> 5) ^ array[(offset + i + recordSize) & 15]
      }
    case .stream(let keys):
      for (i, place) in range.enumerated() {
        let (number, within) = (offset + i).quotientAndRemainder(dividingBy: Self.blockSize)
        if number != block || within < used {
          cipher = RC4(key: try keys.key(ofBlock: number))
          (block, used) = (number, 0)
        }
        while used < within {
          _ = cipher.next()
          used += 1
        }
        bytes[place] ^= cipher.next()
        used += 1
      }
    }
  }
}
