import TestSupport
import Testing

@Suite struct OddCommandTests {
  /// The customers with three errors: a charge in cents, a swapped pair of numbers, a slip of a word.
  private func customers(in folder: TemporaryFolder) throws -> String {
    var lines = try Fixture.text("customers.csv").split(separator: "\n").map(String.init)
    lines[100] = lines[100].replacing(/,(monthly|one-year|two-year),/, with: ",monhtly,")
    var fields = lines[200].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    fields[6] = "4210000"
    lines[200] = fields.joined(separator: ",")
    return try folder.write("customers.csv", lines.joined(separator: "\n") + "\n")
  }

  @Test func `Every row keeps its values and gets an oddness, odd ones their reasons`() async throws
  {
    let folder = try TemporaryFolder()
    let input = try customers(in: folder)
    expectDone(try await rowcast("odd", input, "-o", "odd.ndjson", in: folder))
    let rows = try lineRecords(try folder.bytes("odd.ndjson"))
    #expect(rows.count == 2000)
    let scores = rows.compactMap { $0["oddness"] as? Double }
    #expect(scores.count == 2000 && scores.allSatisfy { (0...1).contains($0) })
    #expect(rows.allSatisfy { (($0["oddness"] as? Double) ?? 0) < 0.5 || $0["reasons"] is String })
    #expect((rows[199]["reasons"] as? String)?.contains("monthly_charge 4210000") == true)
    #expect((rows[99]["reasons"] as? String)?.contains("like \"monthly\"") == true)
    #expect(rows[0]["customer_id"] as? String == "C-10001")
  }

  @Test func `The oddest rows come first, with their place`() async throws {
    let folder = try TemporaryFolder()
    let input = try customers(in: folder)
    expectDone(try await rowcast("odd", input, "--top", "5", "-o", "top.csv", in: folder))
    let lines = try folder.text("top.csv").split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0].hasSuffix(",oddness,reasons,_row"))
    #expect(lines[1].hasSuffix(",201"))
  }

  @Test func `Bytes do not depend on threads, for any output`() async throws {
    let folder = try TemporaryFolder()
    let input = try customers(in: folder)
    for name in ["a.ndjson", "a.xlsx", "a.csv"] {
      var first: [UInt8]?
      for threads in ["1", "3"] {
        expectDone(
          try await rowcast(
            "odd", input, "-o", name, "--report", "page.html", "--threads", threads, in: folder))
        let bytes = try folder.bytes(name) + folder.bytes("page.html")
        #expect(first ?? bytes == bytes)
        first = bytes
      }
    }
  }

  @Test func `One file is scored by what is usual in another`() async throws {
    let folder = try TemporaryFolder()
    let input = try customers(in: folder)
    expectDone(
      try await rowcast("odd", Fixture.path("customers.csv"), "--fit", "usual.json", in: folder))
    expectDone(
      try await rowcast(
        "odd", input, "--model", "usual.json", "--top", "1", "-o", "top.ndjson", in: folder))
    #expect(try folder.text("top.ndjson").contains("4210000"))
  }

  @Test(arguments: [
    (["--fit", "a.json", "--model", "b.json"], "use one of them"),
    (["--model", "b.json", "--seed", "3"], "--seed is for learning"),
    (["--report", "page.pdf"], "is a web page"),
    (["--fit", "usual.json", "--top", "3"], "--top is for records and pages"),
    (["--top", "0"], "--top takes a whole number above 0"),
    (["-o", "a.csv", "--output-table", "t"], "--output-table is for"),
  ])
  func `What does not apply is refused`(options: [String], message: String) async throws {
    let folder = try TemporaryFolder()
    let run = try await Command.rowcast.run(
      ["odd", Fixture.path("customers.csv")] + options, in: folder)
    expectOneLine(run, exitCode: 2, naming: message)
    #expect(try folder.names() == [])
  }

  @Test func `A model of other columns, or none at all, is told in a line`() async throws {
    let folder = try TemporaryFolder()
    let customers = Fixture.path("customers.csv")
    expectDone(try await rowcast("odd", customers, "--fit", "usual.json", in: folder))
    let other = try await rowcast(
      "odd", Fixture.path("flowers.csv"), "--model", "usual.json", "-o", "x.csv", in: folder)
    expectOneLine(other, naming: "customer_id")
    try folder.write("no.json", "{\"a\": 1}")
    expectOneLine(
      try await rowcast("odd", customers, "--model", "no.json", "-o", "x.csv", in: folder),
      naming: "no.json")
  }
}
