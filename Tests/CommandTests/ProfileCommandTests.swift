import TestSupport
import Testing

@Suite struct ProfileCommandTests {
  /// The customers with a slip of spelling, a word among numbers and a repeated row.
  private func customers(in folder: TemporaryFolder) throws -> String {
    var lines = try Fixture.text("customers.csv").split(separator: "\n").map(String.init)
    lines[100] = lines[100].replacing(/,(monthly|one-year|two-year),/, with: ",Monthly,")
    lines[301] = lines[300]
    return try folder.write("customers.csv", lines.joined(separator: "\n") + "\n")
  }

  @Test func `The page and the JSON tell the same, on any number of threads`() async throws {
    let folder = try TemporaryFolder()
    let input = try customers(in: folder)
    var first: [UInt8]?
    for threads in ["1", "3"] {
      let run = try await rowcast(
        "inspect", input, "--json", "--report", "page.html", "--threads", threads, in: folder)
      expectDone(run)
      let bytes = run.output + (try folder.bytes("page.html"))
      #expect(first ?? bytes == bytes)
      first = bytes
    }
    let json = try object(
      try await rowcast("inspect", input, "--json", in: folder).output)
    let profile = try #require(json["profile"] as? [String: Any])
    let findings = try #require(profile["findings"] as? [[String: Any]])
    let kinds = findings.compactMap { $0["kind"] as? String }
    #expect(kinds.contains("repeated_rows") && kinds.contains("spellings"))
    let page = try folder.text("page.html")
    for message in findings.compactMap({ $0["message"] as? String }) where !message.contains("\"") {
      #expect(page.contains(message), "\(message)")
    }
    #expect((profile["columns"] as? [[String: Any]])?.count == (json["columns"] as? [Any])?.count)
  }

  @Test func `Sensitive values are nowhere, and an unknown column is refused`() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "t.csv",
      "name,pay\n" + (0..<60).map { "Ann-\($0 % 7)x,\(70_000 + $0)\n" }.joined())
    let run = try await rowcast(
      "inspect", "t.csv", "--json", "--report", "page.html", "--sensitive", "name,pay",
      in: folder)
    expectDone(run)
    for text in [run.text, try folder.text("page.html")] {
      #expect(!text.contains("Ann-") && !text.contains("7000"))
    }
    expectOneLine(
      try await rowcast("inspect", "t.csv", "--sensitive", "nam", in: folder), exitCode: 2,
      naming: "nam", "did you mean \"name\"?")
    expectOneLine(
      try await rowcast("inspect", "t.csv", "--report", "page.xlsx", in: folder), exitCode: 2,
      naming: "page.xlsx", "web page")
  }

  @Test func `A training tells of a row that may be an error, and not of usual ones`() async throws
  {
    let folder = try TemporaryFolder()
    let input = Fixture.path("customers.csv")
    let usual = try await rowcast(
      "train", input, "--target", "churned", "-o", "m.json", "--model", "logistic", in: folder)
    expectDone(usual)
    #expect(!usual.text.contains("may be an error") && !usual.text.contains("may be errors"))
    var lines = try Fixture.text("customers.csv").split(separator: "\n").map(String.init)
    var fields = lines[200].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[6] = "4210000000"
    lines[200] = fields.joined(separator: ",")
    try folder.write("wrong.csv", lines.joined(separator: "\n") + "\n")
    let wrong = try await rowcast(
      "train", "wrong.csv", "--target", "churned", "-o", "m.json", "--model", "logistic",
      "--json", in: folder)
    let warnings = try #require(try object(wrong.output)["warnings"] as? [[String: Any]])
    let told = try #require(warnings.first { $0["kind"] as? String == "odd-rows" })
    #expect((told["message"] as? String)?.contains("record 200 (monthly_charge 4210000000") == true)
  }

  @Test func `Columns out of all proportion have no profile, and that is told`() async throws {
    let folder = try TemporaryFolder()
    let names = (0...10_000).map { "c\($0)" }.joined(separator: ",")
    try folder.write("wide.csv", names + "\n" + String(repeating: ",", count: 10_000) + "1\n")
    let listed = try await Command.rowcast.run(["inspect", "wide.csv", "--json"], in: folder)
    #expect(listed.exitCode == 0)
    #expect(!listed.text.contains("\"profile\""))
    #expect(listed.errors.contains("no profile of 10001 columns"), "\(listed.errors.prefix(300))")
    let page = try await Command.rowcast.run(
      ["inspect", "wide.csv", "--report", "page.html"], in: folder)
    #expect(page.exitCode == 3)
    #expect(try folder.names() == ["wide.csv"])
  }
}
