import RowcastFileIO

/// The first bytes of a source.
struct PartOfBytes: ByteSource {
  let whole: any ByteSource
  let count: Int

  var name: String { whole.name }

  func read(into buffer: inout MutableRawSpan, at offset: Int) throws(FileError) -> Int {
    let room = min(buffer.byteCount, max(0, count - offset))
    var part = buffer._mutatingExtracting(first: room)
    return room == 0 ? 0 : try whole.read(into: &part, at: offset)
  }

  /// A text without the `^Z` that CP/M and DOS put behind its last line, once or as padding.
  static func withoutEndOfFileMark(
    _ input: any ByteSource
  ) throws(DelimitedTextError) -> any ByteSource {
    do throws(FileError) {
      let start = max(0, input.count - 4096)
      let tail = try input.bytes(at: start, count: 4096)
      let lineEnds = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
      guard
        let last = tail.last(where: { !lineEnds.contains($0) }), last == 0x1A,
        let end = tail.lastIndex(where: { $0 != 0x1A && !lineEnds.contains($0) })
      else { return input }
      // It stands on a line of its own; in units of two bytes it may be half of a letter.
      let text = tail[(end + 1)...].firstIndex(of: 0x1A) ?? tail.endIndex
      guard text > end + 1 else { return input }
      return PartOfBytes(whole: input, count: start + text)
    } catch { throw DelimitedTextError(.file(error)) }
  }
}
