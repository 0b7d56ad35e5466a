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
}
