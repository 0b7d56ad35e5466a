import Foundation
import TestSupport
import Testing

/// What can go wrong before a row is read: each is one clear line, the right code, no new file.
@Suite struct BadInputTests {
  @Test(arguments: ["convert", "inspect"])
  func `A file that does not exist is named`(command: String) async throws {
    let run = try await rowcast(command, "no-such-file.xlsx")
    expectOneLine(run, naming: "no-such-file.xlsx", "no such file")
  }

  @Test func `A directory is not a file`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast("convert", folder.path)
    expectOneLine(run, naming: folder.path, "directory")
  }

  @Test(arguments: ["empty.csv", "empty.xlsx"])
  func `An empty file is called empty`(name: String) async throws {
    let run = try await rowcast("convert", Fixture.path("broken/" + name))
    expectOneLine(run, naming: name, "empty")
  }

  @Test(arguments: [
    ("truncated.xlsx", "damaged"), ("damaged.xlsx", "damaged"),
    ("encrypted.xlsx", "needs its password"),
    ("picture.xlsx", "PNG"),
  ])
  func `A broken workbook is refused with what is wrong`(name: String, word: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("out.json", "old")
    let run = try await rowcast(
      "convert", Fixture.path("broken/" + name), "-o", "out.json", in: folder)
    expectOneLine(run, naming: name, word)
    #expect(try folder.text("out.json") == "old")
    #expect(try folder.names() == ["out.json"])
  }

  @Test func `A sheet that does not exist is answered with those that do`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("customers.xlsx"), "--sheet", "Custmers")
    expectOneLine(run, naming: "Custmers", "Customers")
  }

  @Test(arguments: ["a.ods", "a.fods", "a.xlsb"])
  func `Text under a name that only workbooks have is refused by what it is`(
    name: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write(name, "This is text: not more\nAnd this: one\n")
    expectOneLine(try await rowcast("convert", name, in: folder), naming: name, "plain text")
  }

  @Test func `Tables are refused where a format has none`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "old.xls",
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
        + "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table>"
        + "<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row></Table></Worksheet></Workbook>"
    )
    expectOneLine(
      try await rowcast("convert", "old.xls", "--table", "T", in: folder), exitCode: 2,
      naming: "--table", "old.xls")
  }

  @Test func `A password file may have a mark of UTF-8, and a password that is not needed is told`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "a,b\n1,2\n")
    try folder.write("secret.txt", [0xEF, 0xBB, 0xBF] + Array("päss\r\n".utf8))
    expectDone(
      try await rowcast(
        "convert", "t.csv", "-o", "t.xlsx", "--encrypt", "--password", "päss", in: folder))
    let opened = try await rowcast("convert", "t.xlsx", "--password-file", "secret.txt", in: folder)
    expectDone(opened)
    #expect(!opened.errors.contains("password"))
    expectDone(try await rowcast("convert", "t.csv", "-o", "plain.xlsx", in: folder))
    let plain = try await rowcast("convert", "plain.xlsx", "--password", "x", in: folder)
    expectDone(plain)
    #expect(plain.errors.contains("the password was not needed"), "\(plain.errors)")
    // The password that Excel, and whoever reads its files, tries unasked.
    expectDone(
      try await rowcast(
        "convert", "t.csv", "-o", "known.xlsx", "--encrypt", "--password", "VelvetSweatshop",
        in: folder))
    let known = try await rowcast("convert", "known.xlsx", "--password", "wrong", in: folder)
    expectDone(known)
    #expect(known.errors.contains("every program tries"), "\(known.errors)")
  }

  @Test func `A column that does not exist is answered with the nearest`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("customers.csv"), "--columns", "contract,tenure_month")
    expectOneLine(run, naming: "tenure_month", "tenure_months")
  }

  @Test func `An output folder that does not exist is named`() async throws {
    let run = try await rowcast(
      "convert", Fixture.path("flowers.csv"), "-o", "no/such/folder/out.json")
    expectOneLine(run, naming: "no/such/folder")
  }

  @Test(arguments: [
    ["convert", "FILE", "-o", "x.csv", "--diagnostics", "no/d.ndjson"],
    ["train", "FILE", "--target", "churned", "-o", "m.json", "--report", "no/r.html"],
    ["train", "FILE", "--target", "churned", "-o", "no/m.json"],
    ["inspect", "FILE", "--report", "no/r.html"],
    ["odd", "FILE", "-o", "x.csv", "--fit", "no/m.json"],
  ])
  func `A folder that does not exist is told before anything is done`(
    arguments: [String]
  ) async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.rowcast.run(
      arguments.map { $0 == "FILE" ? Fixture.path("customers.csv") : $0 }, in: folder)
    expectOneLine(run, naming: "the folder no does not exist")
    #expect(try folder.names() == [])
  }

  @Test func `A folder that is made for the output takes the diagnostics, too`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "convert", Fixture.path("customers.csv"), Fixture.path("flowers.csv"), "-o", "out/",
      "--diagnostics", "out/told.ndjson", in: folder)
    expectDone(run)
  }

  @Test func `An output name without a known format is wrong usage`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "convert", Fixture.path("flowers.csv"), "-o", "out.docx", in: folder)
    #expect(run.exitCode == 2)
    #expect(run.errors.contains("docx"), "\(run.errors)")
    #expect(try folder.names() == [])
  }

  @Test func `A file that is not a model is refused with a sentence`() async throws {
    let folder = try TemporaryFolder()
    let input = Fixture.path("april.csv")
    try folder.write("text.json", "{\"a\": 1}")
    try folder.write("half.json", "{\"format\": \"rowcast-model\", \"version\": 1, ")
    for name in ["text.json", "half.json"] {
      expectOneLine(
        try await rowcast("predict", name, input, "-o", "out.csv", in: folder), naming: name)
    }
    #expect(try folder.names() == ["half.json", "text.json"])
  }

  @Test func `The cells of a workbook are not all where a listed sheet is not there`() async throws
  {
    func half(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    func record(_ type: Int, _ data: [UInt8]) -> [UInt8] { half(type) + half(data.count) + data }
    func start(_ kind: Int) -> [UInt8] {
      record(0x809, half(0x500) + half(kind) + half(0) + half(0))
    }
    func listed(_ name: String, at offset: Int) -> [UInt8] {
      record(0x85, half(offset) + [0, 0, 0, 0, 1] + Array(name.utf8))
    }
    let end = record(0x0A, [])
    let head = start(5).count + 2 * listed("S", at: 0).count + end.count
    let bytes =
      start(5) + listed("S", at: head) + listed("T", at: 0x7FFF) + end + start(0x10)
      + record(0x203, half(0) + half(0) + half(0) + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]) + end
    let folder = try TemporaryFolder()
    try folder.write("book.xls", bytes)
    let cells = ["convert", "book.xls", "--shape", "cells"]
    let told = try await Command.rowcast.run(cells, in: folder)
    expectDone(told)
    #expect(told.errors.contains("T: the workbook lists this sheet, and has no part for it"))
    for (sheet, words) in [("all", "the workbook lists \"T\""), ("T", "lists this sheet")] {
      let run = try await Command.rowcast.run(cells + ["--sheet", sheet], in: folder)
      expectOneLine(run, naming: words)
      #expect(run.output.isEmpty)
    }
  }
}
