import TestSupport
import Testing

@Suite struct UsageTests {
  @Test func `The version is one line`() async throws {
    let run = try await rowcast("--version")
    expectDone(run)
    #expect(run.text.split(separator: "\n").count == 1)
    #expect(run.text.contains { $0.isNumber })
  }

  @Test(arguments: [
    ["convert", "in.csv", "--pretti"], ["convert"], ["frobnicate"], ["train", "in.csv"],
    ["convert", "in.csv", "--shape", "round"], ["predict", "model.json"],
    ["train", "in.csv", "--target", "a", "--threshold", "best"],
    ["train", "in.csv", "--target", "a", "--calibration", "best"],
  ])
  func `Wrong usage is exit code 2`(arguments: [String]) async throws {
    let run = try await Command.rowcast.run(arguments)
    #expect(run.exitCode == 2, "\(run.errors)")
    #expect(run.text == "")
    #expect(run.errorLines.count == 1 && run.errors.hasPrefix("error: "), "\(run.errors)")
  }

  @Test(arguments: [
    (["convert", "in.csv", "--pretti"], "there is no option --pretti; did you mean \"--pretty\"?"),
    (["convert", "in.csv", "--sheet"], "--sheet <sheet> has no value behind it"),
    (
      ["convert", "in.csv", "--limit", "-1"],
      "--limit takes a whole number from 0 on (found \"-1\")"
    ),
    (["train", "in.csv", "--target", "a", "--seed", "-1"], "--seed takes a whole number"),
    (
      ["convert", "in.csv", "--sample", "1", "--seed", "-1"],
      "--seed takes a whole number from 0 on (found \"-1\")"
    ),
    (["convert", "in.csv", "--columns", "t,,id"], "a list of columns (found \"t,,id\")"),
    (["train", "in.csv", "--target", "a", "--drop", "b,"], "--drop takes a list of columns"),
    (["train", "in.csv", "--target", "a", "--hidden", "keep"], "are --hidden-cells"),
    (["train", "in.csv"], "--target COLUMN is missing"),
    (["predict", "model.json"], "<input> is missing; rowcast predict --help shows what there is"),
    (["report", "model.json", "in.csv"], "--output <file> is missing"),
    (["export", "model.json", "-o", "model.pdf"], "--to chooses what the model becomes"),
  ])
  func `What is missing or unknown is named, and what was meant`(
    arguments: [String], message: String
  ) async throws {
    expectOneLine(try await Command.rowcast.run(arguments), exitCode: 2, naming: message)
  }

  @Test func `Hidden cells are left out by the same option in every command`() async throws {
    let workbook = Fixture.path("workbooks/hidden.xlsx")
    let all = try await rowcast("convert", workbook)
    let shown = try await rowcast("convert", workbook, "--hidden-cells", "skip")
    expectDone(shown)
    #expect(shown.text != all.text)
    let same = try await rowcast("convert", workbook, "--hidden", "skip")
    #expect(same.text == shown.text)
  }

  @Test(arguments: [
    (["convert", "customers.csv", "--sheet", "2"], "--sheet is for JSON or workbooks"),
    (["convert", "customers.xlsx", "--delimiter", ";"], "--delimiter is for CSV"),
    (["convert", "customers.csv", "--to", "csv", "--pretty"], "--pretty is for JSON output"),
    (["convert", "customers.xlsx", "--table", "RegionList", "--sheet", "1"], "asks for"),
    (["convert", "customers.csv", "--quote", "ab"], "--quote takes a character, or none"),
    (["inspect", "customers.csv", "--max", "colums=9"], "did you mean \"columns\"?"),
    (
      [
        "train", "customers.csv", "--target", "churned", "--model", "logistic", "--role",
        "tenure_months=numerik",
      ], "did you mean \"numeric\"?"
    ),
    (["convert", "customers.csv", "--quote", ",", "--delimiter", ","], "--delimiter and --quote"),
    (["convert", "customers.csv", "--true", "x", "--false", "x"], "are the same word, \"x\""),
    (["convert", "customers.csv", "--columns", ""], "--columns takes a list of columns"),
    (["train", "customers.csv", "--target", "churned", "--drop", "churned"], "be dropped"),
    // So is one that asks for what holds anyway.
    (["convert", "customers.csv", "--dates", "iso"], "--dates is for workbooks"),
    (["convert", "customers.xlsx", "--ragged", "pad"], "--ragged is for CSV"),
    (["convert", "customers.csv", "--dialect", "postgres"], "--dialect is for SQL output"),
    (["convert", "customers.csv", "--to", "csv", "--numbers", "exact"], "--numbers is for JSON"),
  ])
  func `An option that does not apply is one line that names it`(
    arguments: [String], message: String
  ) async throws {
    var arguments = arguments
    arguments[1] = Fixture.path(arguments[1])
    expectOneLine(try await Command.rowcast.run(arguments), exitCode: 2, naming: message)
  }

  @Test func `A word for no value may begin with a dash`() async throws {
    let run = try await rowcast(
      "convert", "-", "--null", "-999", input: Array("a,b\n1,-999\n-999,2\n".utf8))
    #expect(run.text == "{\"a\":1,\"b\":null}\n{\"a\":null,\"b\":2}\n")
  }

  @Test func `The options of Spark's driver are shown without Spark`() async throws {
    let python = try await Command.script("command -v python3")
    guard python.exitCode == 0 else { return }
    let run = try await rowcast("spark", "train", "--help")
    expectDone(run)
    #expect(run.text.contains("--model-out"))
  }

  @Test(arguments: ["convert", "inspect", "train", "evaluate", "predict"])
  func `Help answers and mentions every argument`(command: String) async throws {
    let run = try await rowcast(command, "--help")
    expectDone(run)
    #expect(run.text.contains("USAGE: rowcast " + command))
    #expect(run.errors == "")
  }

  @Test func `Without arguments it shows what one does with it`() async throws {
    let run = try await rowcast()
    for command in ["convert", "inspect", "train", "evaluate", "predict"] {
      #expect((run.text + run.errors).contains("rowcast " + command))
    }
  }

  @Test(arguments: ["customers.csv", "customers.xlsx"])
  func `Header rows and rows to skip beyond all rows are told at once`(input: String) async throws {
    for option in [["--header", "1,99999999999"], ["--header", "99999999999"]] {
      let run = try await Command.rowcast.run(["convert", Fixture.path(input)] + option)
      expectOneLine(run, naming: input, "no")
    }
    let run = try await rowcast(
      "convert", Fixture.path(input), "--skip-rows", "9223372036854775807")
    #expect(run.text == "")
  }

  @Test func `Several inputs do not become one file by a name that may be a folder`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "x,y\n1,2\n")
    try folder.write("b.csv", "x,y\n3,4\n")
    let run = try await rowcast("convert", "a.csv", "b.csv", "-o", "out", in: folder)
    expectOneLine(run, exitCode: 2, naming: "there is no folder \"out\"", "-o out/")
    #expect(try folder.names() == ["a.csv", "b.csv"])
    expectDone(try await rowcast("convert", "a.csv", "b.csv", "-o", "out/", in: folder))
    expectDone(try await rowcast("convert", "a.csv", "b.csv", "-o", "out", in: folder))
    #expect(try folder.names().contains("out"))
  }
}
