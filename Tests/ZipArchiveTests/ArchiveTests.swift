import FileIO
import TestSupport
import Testing
import ZipArchive

@Suite struct ArchiveTests {
  @Test func namesAreFoundWhateverTheirCaseAndSlashes() throws {
    let archive = try Self.archive("target-backslash")
    #expect(archive.entry(named: "/XL/Worksheets/SHEET1.xml") != nil)
    #expect(archive.entry(named: "xl\\worksheets\\sheet1.xml") != nil)
    #expect(archive.entry(named: "xl/worksheets/sheet2.xml") == nil)
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
      input: try InputFile(path: Fixture.path("workbooks/\(name).xlsx")), limits: limits)
  }
}
