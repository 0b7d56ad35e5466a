import RowcastFileIO

/// What stands behind a text's last line: the `^Z` that CP/M and DOS put there, once or as padding, and
/// the zeros of room that was taken for a file and never written.
enum TextEnd {
  /// A text without them, and how many zeros there were.
  static func removed(
    from input: any ByteSource
  ) throws(DelimitedTextError) -> (text: any ByteSource, zeros: Int) {
    do throws(FileError) {
      let end = try endOfBytes(input)
      guard end > 0, end < input.count else { return (try withoutMark(input), 0) }
      return (try withoutMark(SlicedBytes(input, 0..<end)), input.count - end)
    } catch { throw DelimitedTextError(.file(error)) }
  }

  /// A sample without zeros at its end, but for those that a unit of four bytes may have.
  static func removed(from sample: [UInt8]) -> [UInt8] {
    let end = sample.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    return Array(sample.prefix((end + 3) / 4 * 4))
  }

  /// Behind the last byte that is no zero.
  private static func endOfBytes(_ input: any ByteSource) throws(FileError) -> Int {
    var end = input.count
    while end > 0 {
      let start = max(0, end - 1 << 16)
      let piece = try input.bytes(at: start, count: end - start)
      if let last = piece.lastIndex(where: { $0 != 0 }) { return start + last + 1 }
      end = start
    }
    return 0
  }

  private static func withoutMark(_ input: any ByteSource) throws(FileError) -> any ByteSource {
    let start = max(0, input.count - 4096)
    let tail = try input.bytes(at: start, count: 4096)
    let lineEnds = [UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard
      let last = tail.last(where: { !lineEnds.contains($0) }), last == 0x1A,
      let end = tail.lastIndex(where: { $0 != 0x1A && !lineEnds.contains($0) })
    else { return input }
    // It stands on a line of its own.
    let text = tail[(end + 1)...].firstIndex(of: 0x1A) ?? tail.endIndex
    guard text > end + 1 else { return input }
    return SlicedBytes(input, 0..<(start + text))
  }
}
