import RowcastFileIO

/// What stands before an archive: line ends that a page printed before it, a program that unpacks it.
///
/// The directory is found from the end of the file, and states where it should begin; what it begins
/// later is not the archive's. Of archives whose offsets count from the beginning of the file, that is
/// nothing.
enum BytesBeforeArchive {
  /// The end record with its comment is no longer than that (APPNOTE.TXT 6.3.10, 4.3.16).
  private static let endBytes = 22 + 0xFFFF

  /// The archive alone.
  static func removed(from input: any ByteSource) throws(FileError) -> any ByteSource {
    guard try input.bytes(at: 0, count: 4) != [0x50, 0x4B, 3, 4] else { return input }
    let start = max(0, input.count - endBytes)
    let tail = try input.bytes(at: start, count: endBytes)
    var at = tail.count - 22
    while at >= 0, Array(tail[at..<(at + 4)]) != [0x50, 0x4B, 5, 6] { at -= 1 }
    guard at >= 0 else { return input }
    func number(_ place: Int) -> Int {
      (0..<4).reduce(0) { $0 | Int(tail[at + place + $1]) << (8 * $1) }
    }
    let (size, offset) = (number(12), number(16))
    let before = start + at - size - offset
    // Of ZIP64 the record says nothing of the place.
    guard offset != 0xFFFF_FFFF, before > 0, before < input.count else { return input }
    return SlicedBytes(input, before..<input.count)
  }
}
