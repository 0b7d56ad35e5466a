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
    #expect(!run.errors.isEmpty)
  }

  @Test func `A mistyped option names the nearest`() async throws {
    let run = try await rowcast("convert", "in.csv", "--pretti")
    #expect(run.errors.contains("--pretty"), "\(run.errors)")
  }

  @Test(arguments: [
    (["convert", "customers.csv", "--sheet", "2"], "--sheet is for workbooks"),
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
}
