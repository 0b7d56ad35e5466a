internal import RowcastMachine

/// Bytes in memory as a source: a request's body, a text, a test's input.
public struct MemoryBytes: ByteSource {
  /// What messages call it.
  public let name: String
  private let bytes: [UInt8]

  /// The number of bytes.
  public var count: Int { bytes.count }

  /// - Parameters:
  ///   - bytes: an array, which is not copied, or any other sequence (`Data`, a buffer's view).
  ///   - name: what messages call it.
  public init(_ bytes: some Sequence<UInt8>, name: String = "memory") {
    self.bytes = Array(bytes)
    self.name = name
  }

  /// The UTF-8 form of a text.
  public init(_ text: String, name: String = "memory") {
    self.init(text.utf8, name: name)
  }

  /// Copies bytes from `offset`; it never throws.
  public func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    guard offset >= 0, offset < bytes.count else { return 0 }
    let found = RawSpan(_elements: bytes.span).extracting(offset...).extracting(
      first: buffer.byteCount)
    buffer.copy(found)
    return found.byteCount
  }
}
