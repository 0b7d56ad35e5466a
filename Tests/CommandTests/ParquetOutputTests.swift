import TestSupport
import Testing

@Suite struct ParquetOutputTests {
  private func rows(_ path: String) async throws -> String {
    let python = try #require(RealPart.python(modules: ["duckdb"]).path)
    let script = """
      import duckdb, sys
      duckdb.sql("set enable_progress_bar = false")
      rows = duckdb.sql("select * from read_parquet('" + sys.argv[1] + "')")
      print(rows.columns, rows.types)
      for row in rows.fetchall()[:3]: print(row)
      """
    let outcome = try await Command(python).run(["-c", script, path])
    #expect(outcome.errors == "")
    return outcome.text
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `a workbook becomes a Parquet file with its types`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("regions.parquet")
    let outcome = try await Command.rowcast.run(
      [
        "convert", Fixture.path("customers.xlsx"), "--columns",
        "customer_id,tenure_months,newsletter,last_contact",
        "--limit", "2", "-o", path,
      ])
    #expect(outcome.exitCode == 0)
    #expect(
      try await rows(path) == """
        ['customer_id', 'tenure_months', 'newsletter', 'last_contact'] [VARCHAR, BIGINT, BOOLEAN, TIMESTAMP]
        ('C-00001', 96, False, datetime.datetime(2024, 2, 28, 10, 44))
        ('C-00002', 24, False, datetime.datetime(2024, 1, 15, 15, 4))

        """)
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `digits that come late make decimals, in a file and in a pipe`() async throws {
    let folder = try TemporaryFolder()
    let csv = "a,n\n" + String(repeating: "1.5,2\n", count: 20_000) + "0.12345678901234567890,3\n"
    let input = try folder.write("a.csv", csv)
    let path = folder("a.parquet")
    #expect(try await Command.rowcast.run(["convert", input, "-o", path]).exitCode == 0)
    let piped = try await Command.script(
      "\"$ROWCAST\" convert '\(input)' --to parquet > '\(path)2'")
    #expect(piped.exitCode == 0)
    for file in [path, path + "2"] {
      #expect(
        try await rows(file).hasPrefix(
          "['a', 'n'] [DECIMAL(20,19), BIGINT]\n(Decimal('1.5000000000000000000'), 2)"))
    }
  }

  @Test func `what has no place in typed columns is refused`() async throws {
    for options in [["--shape", "values"], ["--errors", "text"], ["--pretty"]] {
      let outcome = try await Command.rowcast.run(
        ["convert", Fixture.path("flowers.csv"), "--to", "parquet"] + options)
      #expect(outcome.exitCode == 2)
      #expect(outcome.output.isEmpty)
    }
    let read = try await Command.rowcast.run([
      "convert", Fixture.path("flowers.csv"), "--from", "parquet",
    ])
    #expect(read.exitCode == 2)
  }
}
