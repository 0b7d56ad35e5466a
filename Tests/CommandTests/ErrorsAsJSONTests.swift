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
    let run = try await rowcast("train", "t.csv", "--target", "c", "--json", in: folder)
    let error = try error(run)
    #expect(run.exitCode == 1)
    #expect(error["kind"] as? String == "failure")
    #expect(error["place"] as? String == "t.csv")
    #expect(error["exit_code"] as? Int == 1)
    #expect((error["message"] as? String)?.hasPrefix("there is no column \"c\"") == true)
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
