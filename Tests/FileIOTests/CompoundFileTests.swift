import RowcastFileIO
import TestSupport
import Testing

@Suite struct CompoundFileTests {
  private static let large = (0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  private static let small = Array("a few bytes".utf8)
  // The table in sector 0, the directory in 1, the mini table in 2, the mini stream in 3, and the
  // large stream from 4 to 21.
  private static let file = written([
    .stream("Workbook", large), .stream("\u{5}SummaryInformation", small),
    .stream("Nothing", [MemoryBytes]()),
  ])

  private static func written(_ nodes: [CompoundFileWriter.Node]) -> [UInt8] {
    let sink = MemorySink()
    _ = try? CompoundFileWriter(nodes).write(to: sink)
    return sink.bytes
  }

  private static func read(_ bytes: [UInt8], _ name: String) throws -> [UInt8]? {
    let file = try CompoundFile(MemoryBytes(bytes))
    guard let entry = file.stream(named: name) else { return nil }
    let stream = try file.bytes(of: entry)
    return try stream.bytes(at: 0, count: stream.count)
  }

  @Test func `Streams are found by their names, whatever their case, and give their bytes`() throws
  {
    let file = try CompoundFile(MemoryBytes(Self.file))
    #expect(
      file.entries.map(\.name) == [
        "Root Entry", "Workbook", "\u{5}SummaryInformation", "Nothing",
      ])
    #expect(file.entries.map(\.parent) == [nil, 0, 0, 0])
    #expect(try Self.read(Self.file, "WORKBOOK") == Self.large)
    #expect(try Self.read(Self.file, "\u{5}SummaryInformation") == Self.small)
    #expect(try Self.read(Self.file, "nothing") == [])
    #expect(try Self.read(Self.file, "Book") == nil)
  }

  @Test func `A stream is read at any place`() throws {
    let file = try CompoundFile(MemoryBytes(Self.file))
    let stream = try file.bytes(of: try #require(file.stream(named: "Workbook")))
    for offset in [0, 1, 511, 512, 4000, 8999] {
      #expect(
        try stream.bytes(at: offset, count: 700)
          == Array(Self.large[offset..<min(offset + 700, 9000)]))
    }
    #expect(try stream.bytes(at: 9000, count: 1) == [])
  }

  @Test func `Small streams without a mini stream lie in sectors of their own`() throws {
    // A stream that is large until its directory entry says that it is not.
    var bytes = Self.written([.stream("Book", Self.large)])
    Self.set(&bytes, 1024 + 128 + 120, 11)
    #expect(try Self.read(bytes, "Book") == Array(Self.large.prefix(11)))
  }

  @Test func `Scattered sectors come in the order of their chain`() throws {
    // The chain of the stream, 4 to 21, is turned around behind its first sector.
    var bytes = Self.file
    var chain = [4] + (5...21).reversed()
    chain.append(-1)
    for (from, to) in zip(chain, chain.dropFirst()) {
      Self.set(&bytes, 512 + 4 * from, to < 0 ? 0xFFFF_FFFE : UInt32(to))
    }
    let read = try #require(try Self.read(bytes, "Workbook"))
    #expect(Array(read[..<512]) == Array(Self.large[..<512]))
    #expect(Array(read[1024..<1536]) == Array(Self.large[(512 * 16)..<(512 * 17)]))
  }

  private static func set(_ bytes: inout [UInt8], _ offset: Int, _ value: UInt32) {
    bytes.replaceSubrange(offset..<(offset + 4), with: [UInt8](littleEndian: value))
  }

  @Test func `A chain that runs in a circle or out of the file is an error`() throws {
    for (target, reason) in [
      (UInt32(4), "a chain of sectors runs in a circle"), (4711, "there is no sector 4711"),
    ] {
      var bytes = Self.file
      Self.set(&bytes, 512 + 4 * 7, target)
      let error = #expect(throws: FileError.self) { try Self.read(bytes, "Workbook") }
      #expect(error?.reason == .badCompoundFile(reason))
    }
  }

  @Test func `A directory that runs in a circle, and a tree that does, are read once`() throws {
    var bytes = Self.file
    Self.set(&bytes, 512 + 4 * 1, 1)
    #expect(try Self.read(bytes, "Workbook") == Self.large)
    var tree = Self.file
    // The second entry's left and right neighbors are itself and the root.
    Self.set(&tree, 1024 + 128 + 68, 1)
    Self.set(&tree, 1024 + 128 + 72, 0)
    #expect(try Self.read(tree, "Workbook") == Self.large)
    #expect(try Self.read(tree, "\u{5}SummaryInformation") == Self.small)
  }

  @Test func `Sizes and counts that lie cost nothing`() throws {
    var bytes = Self.file
    // The size of the stream, and the number of sectors of FAT and DIFAT.
    Self.set(&bytes, 1024 + 128 + 120, 0x7FFF_FFFF)
    Self.set(&bytes, 44, 0xFFFF_FFFF)
    Self.set(&bytes, 72, 0xFFFF_FFFF)
    #expect(try Self.read(bytes, "Workbook")?.count == 9216)
    // The list of the FAT's sectors goes on in itself.
    Self.set(&bytes, 68, 4)
    #expect(try Self.read(bytes, "Workbook")?.count == 9216)
  }

  @Test func `A file whose end is cut off is read where it is there`() throws {
    #expect(try Self.read(Array(Self.file.dropLast(100)), "Workbook") == Self.large)
    #expect(throws: FileError.self) {
      try Self.read(Array(Self.file.prefix(5000)), "Workbook")
    }
  }

  @Test(arguments: [(30, [0, 0]), (30, [31, 0]), (32, [3, 0]), (28, [0, 0])])
  func `Headers of no version are refused`(offset: Int, value: [UInt8]) {
    var bytes = Self.file
    bytes.replaceSubrange(offset..<(offset + 2), with: value)
    #expect(throws: FileError.self) { try CompoundFile(MemoryBytes(bytes)) }
  }

  @Test func `Each beginning of a file reads or throws`() {
    for length in stride(from: 0, to: Self.file.count, by: 37) {
      _ = try? Self.read(Array(Self.file.prefix(length)), "Workbook")
    }
  }

  @Test func `A workbook inside of another file's storage is not that file's`() throws {
    let bytes = Self.written([.storage("Embedded", [.stream("Workbook", Self.large)])])
    #expect(try Self.read(bytes, "Workbook") == nil)
    #expect(try FileKind.detected(in: MemoryBytes(bytes)) == .compoundFile)
    #expect(try FileKind.detected(in: MemoryBytes(Self.file)) == .oldWorkbook)
    let package = Self.written([.stream("EncryptedPackage", Self.large)])
    #expect(try FileKind.detected(in: MemoryBytes(package)) == .encryptedPackage)
  }
}
