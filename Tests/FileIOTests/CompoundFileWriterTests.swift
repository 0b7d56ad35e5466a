import Testing

@testable import RowcastFileIO

@Suite struct CompoundFileWriterTests {
  private static func written(_ nodes: [CompoundFileWriter.Node]) throws -> [UInt8] {
    let sink = MemorySink()
    try CompoundFileWriter(nodes).write(to: sink)
    return sink.bytes
  }

  @Test(arguments: [0, 1, 64, 65, 4095, 4096, 4097, 100_000, 9_000_000])
  func `streams of any size come back`(count: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 13 &+ $0 >> 9) }
    let bytes = try Self.written([
      .storage("Folder", [.stream("Small", [1, 2, 3]), .stream("Other", Array("text".utf8))]),
      .stream("Content", [MemoryBytes(content.prefix(10)), MemoryBytes(content.dropFirst(10))]),
      .stream("content of another length", [9]),
    ])
    #expect(bytes.count % 512 == 0)
    let file = try CompoundFile(MemoryBytes(bytes))
    let entry = try #require(file.stream(named: "Content"))
    #expect(entry.parent == 0)
    let stream = try file.bytes(of: entry)
    #expect(stream.count == count)
    #expect(try stream.bytes(at: 0, count: count) == content)
    // In a storage, an entry belongs to it and not to the root.
    let folder = try #require(file.entries.firstIndex { $0.name == "Folder" })
    let small = try #require(file.entries.first { $0.name == "Small" })
    #expect(small.parent == folder)
    #expect(try file.bytes(of: small).bytes(at: 0, count: 9) == [1, 2, 3])
  }

  @Test func `the tree of a storage is one that every name is found in`() throws {
    for count in 1...20 {
      let names = (0..<count).map { String(repeating: "x", count: $0 % 3 + 1) + "\($0)" }
      let file = try CompoundFile(
        MemoryBytes(try Self.written(names.map { .stream($0, Array($0.utf8)) })))
      for name in names {
        let entry = try #require(file.stream(named: name))
        #expect(entry.parent == 0)
        #expect(try file.bytes(of: entry).bytes(at: 0, count: 99) == Array(name.utf8))
      }
    }
  }
}
