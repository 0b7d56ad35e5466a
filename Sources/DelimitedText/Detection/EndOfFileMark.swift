import RowcastFileIO

/// The `^Z` that CP/M and DOS put behind a text's last line, once or as padding.
enum EndOfFileMark {
  /// A text without it.
  static func removed(
    from input: any ByteSource
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
      return SlicedBytes(input, 0..<(start + text))
    } catch { throw DelimitedTextError(.file(error)) }
  }
}
