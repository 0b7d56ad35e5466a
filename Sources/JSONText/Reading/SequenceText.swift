internal import RowcastFileIO

/// A sequence of JSON texts (RFC 7464), with blanks where its record separators are: what follows each of
/// them is a value, as in JSON Lines.
struct SequenceText: ByteSource {
  private static let separator: UInt8 = 0x1E
  private let whole: any ByteSource

  var name: String { whole.name }
  var count: Int { whole.count }

  /// The input itself when it does not begin with a separator.
  static func spaced(_ input: any ByteSource) throws(FileError) -> any ByteSource {
    try input.bytes(at: 0, count: 1) == [separator] ? SequenceText(whole: input) : input
  }

  func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    let bytes = try whole.bytes(at: offset, count: buffer.byteCount)
    for (i, byte) in bytes.enumerated() {
      buffer.storeBytes(of: byte == Self.separator ? 0x20 : byte, toByteOffset: i, as: UInt8.self)
    }
    return bytes.count
  }
}
