import TestSupport
import Testing

/// With `--json` programs read errors as they read results.
@Suite struct ErrorsAsJSONTests {
  private func error(_ run: Outcome) throws -> JSONObject {
    #expect(run.errorLines.count == 1, "\(run.errors)")
    #expect(run.text == "")
    return try #require(try object(Array(run.errors.utf8))["error"] as? JSONObject)
  }

  @Test func `An error of the data has its place and its code`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "a,b\n1,2\n")
    try folder.write("t.json", "[{\"a\":1},\n{\"a\":}]")
    for (arguments, kind, code, place, message) in [
      (["train", "t.csv", "--target", "c"], "failure", 1, "t.csv", "there is no column \"c\""),
      (["convert", "t.json"], "failure", 1, "t.json:2:6", "expected a value"),
    ] {
      let run = try await Command.rowcast.run(arguments + ["--json"], in: folder)
      let error = try error(run)
      #expect(run.exitCode == code)
      #expect(error["kind"] as? String == kind)
      #expect(error["place"] as? String == place)
      #expect(error["exit_code"] as? Int == code)
      #expect((error["message"] as? String)?.contains(message) == true, "\(run.errors)")
    }
  }

  @Test(arguments: [["inspect", "--json"], ["convert", "t.csv", "--json", "--shape", "round"]])
  func `Wrong usage is told the same way`(arguments: [String]) async throws {
    let run = try await Command.rowcast.run(arguments)
    #expect(run.exitCode == 2)
    #expect(try error(run)["kind"] as? String == "usage")
  }

  @Test func `What failed of a batch stands in its summary`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "a\n1\n")
    let run = try await rowcast(
      "convert", "a.csv", "none.csv", "-o", "out/", "--to", "json", "--json", in: folder)
    #expect(run.exitCode == 1)
    let failures = try object(run.output)["failures"] as? [JSONObject]
    #expect(failures?.map { $0["place"] as? String } == ["none.csv"])
  }
}
