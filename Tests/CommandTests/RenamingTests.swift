import TestSupport
import Testing

/// Columns get their new names first: whatever else is asked for understands them.
@Suite struct RenamingTests {
  /// The same columns as CSV, JSON and a workbook.
  private func run(_ input: String, _ options: [String]) async throws -> Outcome {
    let folder = try TemporaryFolder()
    try folder.write("r.csv", "a,b,c\n1,2,3\n")
    try folder.write("r.ndjson", "{\"a\":1,\"b\":2,\"c\":3}\n")
    if input == "r.xlsx" {
      expectDone(try await rowcast("convert", "r.csv", "-o", input, in: folder))
    }
    return try await Command.rowcast.run(
      ["convert", input, "--to", "ndjson", "--quiet"] + options, in: folder)
  }

  @Test(arguments: ["r.csv", "r.ndjson", "r.xlsx"])
  func `A column gets its name whether or not it is chosen, and columns exchange theirs`(
    input: String
  ) async throws {
    for (options, expected) in [
      ("--rename a=x --columns c,b", "{\"c\":3,\"b\":2}"),
      ("--rename a=b --rename b=a", "{\"b\":1,\"a\":2,\"c\":3}"),
      ("--rename a=b --rename b=a --columns a", "{\"a\":2}"),
      ("--rename a=b --rename b=a --columns a,b", "{\"a\":2,\"b\":1}"),
      ("--rename a=b --rename b=c --rename c=a --columns a,c", "{\"a\":3,\"c\":2}"),
      ("--rename a=b --rename b=a --columns c --column a=text", "{\"c\":3}"),
      ("--rename a=b --rename b=a --columns a --column a=text", "{\"a\":\"2\"}"),
      ("--rename a=x --columns a", "{\"x\":1}"),
    ] {
      let outcome = try await run(input, options.split(separator: " ").map(String.init))
      expectDone(outcome)
      #expect(outcome.text == expected + "\n", "\(options)")
    }
    let conditional = try await run(
      input, ["--rename", "a=b", "--rename", "b=a", "--columns", "c", "--where", "a = 2"])
    #expect(conditional.text == "{\"c\":3}\n")
  }

  @Test(arguments: [[], ["--columns", "b"]])
  func `A column that is not there cannot be renamed`(options: [String]) async throws {
    expectOneLine(
      try await run("r.csv", ["--rename", "z=y"] + options), exitCode: 1, naming: "\"z\"")
  }
}
