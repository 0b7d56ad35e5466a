import TestSupport
import Testing

/// Runs that come to nothing: what they leave behind, and what their exit codes say.
@Suite struct RefusedRunTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "a\n1\n")
    try folder.write("b.csv", "b\n1\n")
    return folder
  }

  @Test(arguments: [
    (["a.csv", "--where", "z = 1"], 1), (["none.csv"], 1), (["a.csv", "--columns", "z"], 1),
    (["a.csv", "b.csv", "--where", "z = 1"], 1), (["a.csv", "--errors", "text", "--to", "sql"], 2),
  ])
  func `A run that is refused leaves no folder behind`(
    arguments: [String], exitCode: Int
  ) async throws {
    let folder = try folder()
    let run = try await Command.rowcast.run(
      ["convert"] + arguments + ["-o", "out/deep/"], in: folder)
    #expect(run.exitCode == exitCode, "\(run.errors)")
    #expect(try folder.names() == ["a.csv", "b.csv"])
  }

  @Test func `A folder that was there stays, and so does one with a file in it`() async throws {
    let folder = try folder()
    let run = try await Command.script(
      "mkdir out; \"$ROWCAST\" convert none.csv -o out/; "
        + "\"$ROWCAST\" convert a.csv b.csv --columns a -o half/", in: folder)
    #expect(run.exitCode == 1, "\(run.errors)")
    #expect(run.errors.contains("b.csv: error: there is no column \"a\""), "\(run.errors)")
    #expect(try folder.names() == ["a.csv", "b.csv", "half", "out"])
    #expect(try folder.text("half/a.ndjson") == "{\"a\":1}\n")
  }

  @Test func `A folder that cannot be made is a failed run`() async throws {
    let run = try await rowcast("convert", "a.csv", "-o", "b.csv/", in: try folder())
    expectOneLine(run, exitCode: 1, naming: "b.csv/: error: cannot make the folder")
    #expect(!run.errors.contains("--help"))
  }

  @Test(arguments: [
    ["--columns", "z"], ["--where", "z = 1"], ["--rename", "z=y"], ["--column", "z=text"],
  ])
  func `A column that is not there is a failure of the run, whoever names it`(
    options: [String]
  ) async throws {
    let folder = try folder()
    try folder.write("a.ndjson", "{\"a\":1}\n")
    for input in [["a.csv"], ["a.ndjson"], [Fixture.path("customers.xlsx")], ["a.csv", "b.csv"]] {
      let run = try await Command.rowcast.run(["convert"] + input + options, in: folder)
      expectOneLine(run, exitCode: 1, naming: "\"z\"")
    }
  }

  @Test(arguments: ["xlsx", "db", "sql"])
  func `More columns than an output has is a limit, told with the output's name`(
    format: String
  ) async throws {
    let folder = try folder()
    let names = (1...16_500).map { "c\($0)" }.joined(separator: ",")
    try folder.write("w.csv", names + "\n" + names + "\n")
    let output = "w.\(format)"
    let run = try await rowcast("convert", "w.csv", "-o", output, "--json", in: folder)
    #expect(run.exitCode == 3, "\(run.errors)")
    #expect(run.errors.contains("\"kind\":\"limit\""), "\(run.errors)")
    #expect(run.errors.contains("\"place\":\"w."), "\(run.errors)")
    #expect(try folder.names() == ["a.csv", "b.csv", "w.csv"])
  }

  @Test(arguments: [
    ["--output-table", "", "-o", "x.db"], ["-o", ""], ["--columns", "\"a,b"], ["--where", ""],
  ])
  func `A text that says nothing, or does not end, is wrong usage`(
    options: [String]
  ) async throws {
    let folder = try folder()
    let run = try await Command.rowcast.run(["convert", "a.csv"] + options, in: folder)
    let option = options[0] == "-o" ? "--output" : options[0]
    expectOneLine(run, exitCode: 2, naming: option + " takes")
    #expect(try folder.names() == ["a.csv", "b.csv"])
  }
}
