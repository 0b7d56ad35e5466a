import RowcastFileIO
import TestSupport
import Testing

@testable import RowcastZipArchive

@Suite struct `Written archives` {
  private static let texts = ["", "short", String(repeating: "a line of text\n", count: 9000)]

  /// An archive of entries that each consist of a beginning, some runs in a spool, and an end.
  private func written(large: Int = 0xFFFF_FFFF) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = ZipWriter(to: sink, large: large)
    for (i, text) in Self.texts.enumerated() {
      let spool = DeflatedSpool(for: "test")
      for _ in 0..<i { try spool.append(try #require(DeflatedRun(Array(text.utf8)))) }
      try writer.add(
        "folder/entry \(i).txt", DeflatedRun(Array("<".utf8)), spool,
        last: try #require(DeflatedRun(Array(">".utf8), isLast: true)))
    }
    try writer.finish()
    #expect(writer.count == sink.bytes.count)
    return sink.bytes
  }

  @Test(arguments: [0xFFFF_FFFF, 60, 0])
  func `entries are read back as they were put together, in the large form too`(
    large: Int
  ) throws {
    let archive = try ZipArchive(MemoryBytes(try written(large: large)))
    #expect(archive.entries.map(\.name) == (0..<3).map { "folder/entry \($0).txt" })
    for (i, entry) in archive.entries.enumerated() {
      let text = "<" + String(repeating: Self.texts[i], count: i) + ">"
      #expect(entry.size == text.utf8.count)
      #expect(try archive.bytes(of: entry) == Array(text.utf8))
    }
  }

  @Test(.requires(.python(modules: ["zipfile"])), arguments: [0xFFFF_FFFF, 60, 0])
  func `another program finds no fault in them`(large: Int) async throws {
    let folder = try TemporaryFolder()
    let output = try OutputFile(path: folder("a.zip"))
    try output.write(try written(large: large))
    try output.commit()
    let python = try #require(RealPart.python(modules: ["zipfile"]).path)
    try folder.write(
      "look.py",
      """
      import zipfile
      archive = zipfile.ZipFile('a.zip')
      assert archive.testzip() is None
      print([(e.filename[-5], e.file_size, e.date_time[0]) for e in archive.infolist()])
      """)
    let outcome = try await Command(python).run(["look.py"], in: folder)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.text == "[('0', 2, 1980), ('1', 7, 1980), ('2', 270002, 1980)]\n")
  }

  @Test func `the same entries give the same bytes`() throws {
    #expect(try written() == written())
  }

  @Test func `a sink that takes no more is an error`() throws {
    let sink = StreamSink { _ throws(FileError) in throw FileError(.noSpace, path: "disk") }
    let writer = ZipWriter(to: sink)
    #expect(throws: FileError.self) {
      try writer.add("a", last: try #require(DeflatedRun([1, 2, 3], isLast: true)))
    }
  }
}
