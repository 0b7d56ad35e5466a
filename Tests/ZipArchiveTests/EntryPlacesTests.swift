import RowcastFileIO
import RowcastMachine
import TestSupport
import Testing

@testable import RowcastZipArchive

@Suite struct `Places in an entry` {
  /// An archive of one entry of some 5 MB that says at each place where it is.
  private func archive() throws -> (ZipArchive, [UInt8]) {
    var text: [UInt8] = []
    var line = 0
    while text.count < 5_000_000 {
      text += Array("line \(line) at \(text.count), and a word \(line &* 2_654_435_761)\n".utf8)
      line += 1
    }
    let sink = MemorySink()
    let writer = ZipWriter(to: sink)
    try writer.add(
      "a.txt", DeflatedRun([]), DeflatedSpool(for: "test"),
      last: try #require(DeflatedRun(text, isLast: true)))
    try writer.finish()
    return (try ZipArchive(MemoryBytes(sink.bytes)), text)
  }

  private func read(_ stream: EntryStream, _ count: Int) throws -> [UInt8] {
    try [UInt8](capacity: count) { (room) throws(ZipError) in try stream.read(into: &room) }
  }

  @Test func `what was read once is entered near any place, with the same bytes to its end`() throws
  {
    let (archive, text) = try archive()
    let first = try archive.openAgain(archive.entries[0], inTheMiddle: true)
    #expect(first.skip(text.count) == 0)
    var whole: [UInt8] = []
    while case let block = try read(first, 10_007), !block.isEmpty { whole += block }
    #expect(whole == text)
    for wanted in [1_500_000, 2_000_000, 3_999_999, text.count] {
      let stream = try archive.openAgain(archive.entries[0], inTheMiddle: true)
      let near = stream.skip(wanted)
      #expect(near <= wanted && near > wanted - (1 << 20) - 10_007)
      #expect(stream.skip(wanted - near) == 0)
      #expect(try read(stream, 4000) == Array(text[near...].prefix(4000)))
      // The checksum is that of the whole entry, and is looked at where it ends.
      #expect(try near + 4000 + read(stream, text.count).count == text.count)
    }
  }

  @Test func `an entry that is read once has none, and a damaged one is found so from any place`()
    throws
  {
    let (archive, text) = try archive()
    let plain = try archive.openAgain(archive.entries[0])
    _ = try read(plain, text.count)
    #expect(try archive.openAgain(archive.entries[0], inTheMiddle: true).skip(text.count) == 0)
    let right = archive.entries[0]
    let entry = ZipEntry(
      name: right.name, compressedSize: right.compressedSize, size: right.size, index: right.index,
      checksum: right.checksum ^ 1, method: right.method, isEncrypted: false)
    let stream = try archive.openAgain(entry, inTheMiddle: true)
    _ = try read(stream, text.count - 10)
    let again = try archive.openAgain(entry, inTheMiddle: true)
    #expect(again.skip(text.count) > 0)
    #expect(throws: ZipError.self) { try read(again, text.count) }
  }
}
