import RowcastFileIO
import TestSupport
import Testing
import RowcastZipArchive

@Suite struct ArchiveTests {
  @Test func namesAreFoundWhateverTheirCaseAndSlashes() throws {
    let archive = try Self.archive("target-backslash")
    #expect(archive.entry(named: "/XL/Worksheets/SHEET1.xml") != nil)
    #expect(archive.entry(named: "xl\\worksheets\\sheet1.xml") != nil)
    #expect(archive.entry(named: "xl/worksheets/sheet2.xml") == nil)
  }

  @Test(arguments: [
    Array("\n\r\n".utf8), Array("notice: something\n".utf8), [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0],
  ])
  func `What stands before an archive is passed over`(before: [UInt8]) throws {
    let path = Fixture.path("workbooks/tables-and-names.xlsx")
    let whole = try InputFile(path: path)
    let bytes = try whole.bytes(at: 0, count: whole.count)
    let plain = try ZipArchive(MemoryBytes(bytes))
    let moved = try ZipArchive(MemoryBytes(before + bytes))
    #expect(moved.entries.map(\.name) == plain.entries.map(\.name))
    for (entry, other) in zip(moved.entries, plain.entries) {
      #expect(try moved.bytes(of: entry) == plain.bytes(of: other))
    }
  }

  @Test func theLastOfTwoEntriesCounts() throws {
    let archive = try Self.archive("duplicate-entries")
    let entry = try #require(archive.entry(named: "xl/worksheets/sheet1.xml"))
    let text = String(decoding: try archive.bytes(of: entry), as: UTF8.self)
    #expect(text.contains("<v>2</v>"))
  }

  @Test func severalThreadsReadDifferentEntries() async throws {
    let archive = try Self.archive("tables-and-names")
    let expected = try archive.entries.map { try archive.bytes(of: $0) }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for round in 0..<16 {
        group.addTask {
          let index = round % archive.entries.count
          return try archive.bytes(of: archive.entries[index]) == expected[index]
        }
      }
      for try await isSame in group { #expect(isSame) }
    }
  }

  @Test func whatIsReadAgainIsTheSameInPiecesOfAnySize() throws {
    let archive = try Self.archive("tables-and-names")
    for entry in archive.entries {
      let whole = try archive.bytes(of: entry)
      for size in [1, 7, 64, whole.count, whole.count + 1] {
        let stream = try archive.openAgain(entry)
        #expect(try Self.read(stream, size) == whole)
        #expect(stream.count == whole.count)
      }
    }
  }

  @Test func whatIsDamagedIsDamagedAgain() throws {
    let archive = try Self.archive("bad-checksum")
    let entry = try #require(archive.entry(named: "xl/worksheets/sheet1.xml"))
    for _ in 0..<2 {
      let stream = try archive.openAgain(entry)
      // What comes before the end is given out, as in the first reading of any entry.
      #expect(try Self.read(stream, 16, atMost: 1).count == 16)
      #expect(throws: ZipError.self) { try Self.read(stream, 1 << 20) }
    }
  }

  private static func read(
    _ stream: EntryStream, _ size: Int, atMost times: Int = .max
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: size)
    for _ in 0..<times {
      var elements = block.mutableSpan
      var room = MutableRawSpan(_elements: &elements)
      let n = try stream.read(into: &room)
      bytes += block[..<n]
      if n == 0 { break }
    }
    return bytes
  }

  @Test func aDamagedEntryIsAChecksumError() throws {
    let archive = try Self.archive("bad-checksum")
    let entry = try #require(archive.entry(named: "xl/worksheets/sheet1.xml"))
    let error = #expect(throws: ZipError.self) { try archive.bytes(of: entry) }
    guard case .checksum? = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func limitsAreMetByNameAndValue() throws {
    let counted = #expect(throws: ZipError.self) {
      _ = try Self.archive("titled", limits: ZipLimits(entryCount: 2))
    }
    #expect(counted?.reason == .limit(name: "entries in the archive", value: 2))
    for (limits, name) in [
      (ZipLimits(entryBytes: 100), "bytes in one entry"),
      (ZipLimits(ratio: 2, ratioFloor: 10), "times its compressed size in one entry"),
    ] {
      let archive = try Self.archive("late-text", limits: limits)
      let entry = try #require(archive.entry(named: "xl/worksheets/sheet1.xml"))
      let error = #expect(throws: ZipError.self) { try archive.bytes(of: entry) }
      #expect(error?.isLimit == true)
      #expect(error?.message.contains(name) == true)
    }
  }

  @Test(arguments: [
    ("encrypted", FileKind.encryptedPackage), ("old-workbook", .oldWorkbook), ("picture", .png),
    ("web-page", .html), ("text", .text), ("pdf", .pdf), ("titled", .zip),
  ])
  func filesAreKnownByTheirContent(_ name: String, _ kind: FileKind) throws {
    let input = try InputFile(path: Fixture.path("workbooks/\(name).xlsx"))
    #expect(try FileKind.detected(in: input) == kind)
  }

  static func archive(_ name: String, limits: ZipLimits = ZipLimits()) throws -> ZipArchive {
    try ZipArchive(
      try InputFile(path: Fixture.path("workbooks/\(name).xlsx")), limits: limits)
  }
}
