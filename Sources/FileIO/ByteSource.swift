internal import RowcastMachine

/// Bytes that can be read at any place, by any thread, as often as wanted: a file, a pipe, memory.
///
/// Readers take one and know no path. ``InputFile`` and ``MemoryBytes`` are two; a conformance of
/// your own needs three members.
public protocol ByteSource: Sendable {
  /// The name to show in messages: a path, `stdin`, `memory`.
  var name: String { get }
  /// The number of bytes, which does not change.
  var count: Int { get }
  /// Reads up to `buffer.byteCount` bytes from `offset` on.
  /// - Returns: how many were read; fewer than there is room for only at the end.
  /// - Throws: ``FileError`` when the bytes cannot be read.
  func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int
}

extension ByteSource {
  /// Reads up to `count` bytes from `offset` on; none where there are none.
  /// - Parameter spare: bytes of room to reserve behind the last one.
  /// - Throws: ``FileError`` when the bytes cannot be read.
  public func bytes(at offset: Int, count: Int, spare: Int = 0) throws(FileError) -> [UInt8] {
    guard offset >= 0, offset < self.count else { return [] }
    let wanted = max(0, min(count, self.count - offset))
    return try [UInt8](capacity: wanted, spare: spare) { (room) throws(FileError) in
      try read(into: &room, at: offset)
    }
  }
}

extension ByteSource {
  /// Hands over the bytes of a range, piece by piece; those behind the end are none.
  /// - Throws: ``FileError`` when the bytes cannot be read, or what `body` throws.
  package func forEachPiece(
    of range: Range<Int>, size: Int = 1 << 18, _ body: ([UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let piece = try bytes(at: offset, count: min(size, range.upperBound - offset))
      if piece.isEmpty { return }
      try body(piece)
      offset += piece.count
    }
  }
}

extension ByteSource where Self == InputFile {
  /// The bytes of a file, a FIFO or, for `-`, of standard input.
  /// - Throws: ``FileError`` when it cannot be opened.
  public static func file(_ path: String) throws(FileError) -> InputFile {
    try InputFile(path: path)
  }
}
