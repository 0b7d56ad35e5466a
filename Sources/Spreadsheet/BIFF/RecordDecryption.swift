import RowcastEncryption
import RowcastFileIO

/// Decrypts the stream of a protected workbook ([MS-XLS] 2.2.10).
enum RecordDecryption {
  /// The whole stream in plain bytes: as long as before, each record where it was.
  /// - Parameters:
  ///   - filePass: the data of the FILEPASS record.
  ///   - start: the record behind it, from which on data is encrypted.
  /// - Throws: ``SpreadsheetError/Reason/protected(_:)`` when no password opens it.
  static func decrypted(
    _ stream: any ByteSource, filePass: [UInt8], from start: Int, isBIFF8: Bool,
    passwords: [Password]
  ) throws(SpreadsheetError) -> any ByteSource {
    var bytes = try stream.read(at: 0, count: stream.count)
    do throws(EncryptionError) {
      var cipher = try RecordCipher(filePass: filePass, isBIFF8: isBIFF8, passwords: passwords)
      var at = start
      while let type = bytes.span.littleEndian16(at: at),
        let length = bytes.span.littleEndian16(at: at + 2)
      {
        let data = at + RecordCursor.headerBytes
        at = min(data + Int(length), bytes.count)
        let first = min(data + plainBytes(type, Int(length)), at)
        try cipher.decrypt(&bytes, first..<at, at: first, recordSize: Int(length))
      }
    } catch { throw SpreadsheetError(.protected(error)) }
    return MemoryBytes(bytes, name: stream.name)
  }

  /// How many of a record's first bytes are never encrypted: all of those that tell how to read the
  /// stream, and where a sheet begins.
  private static func plainBytes(_ type: UInt16, _ length: Int) -> Int {
    switch type {
    case RecordType.boundSheet: 4
    // BOF, FILEPASS, USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD.
    case 0x0809, 0x0409, 0x0209, 0x0009, 0x002F, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138: length
    default: 0
    }
  }
}
