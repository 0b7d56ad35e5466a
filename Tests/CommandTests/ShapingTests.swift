import Foundation
import TestSupport
import Testing

/// Records on their way from readers to writers: fewer, under other names, of several inputs, checked.
@Suite struct ShapingTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,zip,amount\n1,90210,10.50\n2,10001,200\n3,,7\n")
    try folder.write("b.csv", "Betrag;zip;when\n5,5;AB1;2024-01-31\n600;AB2;2024-02-01\n")
    try folder.write("c.ndjson", "{\"amount\":1,\"deep\":{\"x\":true}}\n")
    return folder
  }

  @Test func `Inputs with other columns become one table, and unlike kinds are told`() async throws
  {
    let folder = try folder()
    let run = try await rowcast(
      "convert", "a.csv", "b.csv", "c.ndjson", "--rename", "Betrag=amount", "-o", "all.ndjson",
      in: folder)
    expectDone(run)
    #expect(
      try folder.text("all.ndjson") == """
        {"id":1,"zip":"90210","amount":10.50,"when":null,"deep.x":null}
        {"id":2,"zip":"10001","amount":200,"when":null,"deep.x":null}
        {"id":3,"zip":null,"amount":7,"when":null,"deep.x":null}
        {"id":null,"zip":"AB1","amount":5.5,"when":"2024-01-31","deep.x":null}
        {"id":null,"zip":"AB2","amount":600,"when":"2024-02-01","deep.x":null}
        {"id":null,"zip":null,"amount":1,"when":null,"deep.x":true}

        """)
    #expect(
      run.errors.contains(
        "column \"zip\" is integer in a.csv and text in b.csv: written as text"), "\(run.errors)")
  }

  @Test(arguments: ["csv", "tsv", "json", "xlsx", "parquet"])
  func `A table of several inputs is written in every format`(format: String) async throws {
    let folder = try folder()
    let output = "all.\(format)"
    expectDone(
      try await rowcast(
        "convert", "a.csv", Fixture.path("customers.xlsx"), "--provenance", "--columns",
        "id,amount,churned",
        "--quiet", "-o", output, in: folder))
    #expect(try folder.bytes(output).count > 100)
    if format == "parquet" { return }
    let back = try await rowcast("convert", output, "--to", "ndjson", "--quiet", in: folder)
    expectDone(back)
    let rows = try lineRecords(back.output)
    #expect(rows.count == 603)
    #expect(rows.first?["_file"] as? String == "a.csv" && rows.first?["_row"] as? Int == 2)
    #expect(rows.last?["_sheet"] as? String == "Customers" && rows.last?["churned"] is String)
  }

  @Test func `Sheets become one table where that is asked for`() async throws {
    let book = Fixture.path("customers.xlsx")
    let run = try await rowcast(
      "convert", book, "--sheet", "all", "--union", "--provenance", "--quiet")
    expectDone(run)
    let rows = try lineRecords(run.output)
    #expect(rows.contains { $0["_sheet"] as? String == "Regions" && $0["churned"] is NSNull })
    expectOneLine(
      try await rowcast("convert", book, "--union", "-o", "out/", in: try folder()), exitCode: 2,
      naming: "--union")
  }

  @Test func `Of several inputs an option is for those that have a use for it`() async throws {
    let folder = try folder()
    let book = Fixture.path("customers.xlsx")
    let run = try await rowcast(
      "convert", "a.csv", book, "--sheet", "all", "--delimiter", ",", "--hidden-cells", "skip",
      "--provenance", "--quiet", in: folder)
    expectDone(run)
    let sheets = Set(try lineRecords(run.output).map { $0["_sheet"] as? String })
    #expect(sheets.isSuperset(of: [nil, "Customers", "Regions"]))
    for option in [["--range", "A1:B2"], ["--sheet", "2"], ["--hidden-cells", "skip"]] {
      let none = try await Command.rowcast.run(["convert", "a.csv", "a.csv"] + option, in: folder)
      expectOneLine(none, exitCode: 2, naming: option[0], "workbooks", "a.csv")
    }
  }

  @Test func `An error value of one input is told with its own cell`() async throws {
    let folder = try folder()
    let run = try await rowcast("convert", "a.csv", Fixture.path("customers.xlsx"), in: folder)
    expectDone(run)
    #expect(run.errors.contains("Customers!I41"), "\(run.errors)")
  }

  @Test func `Records are chosen by a condition, also by columns that are not written`()
    async throws
  {
    let folder = try folder()
    let run = try await rowcast(
      "convert", "a.csv", "--where", "amount > 8 and zip is not null", "--columns", "id", "--limit",
      "1", in: folder)
    expectDone(run)
    #expect(run.text == "{\"id\":1}\n")
    let csv = try await rowcast(
      "convert", "a.csv", "--where", "amount > 8", "--to", "csv", in: folder)
    #expect(csv.text == "id,zip,amount\n1,90210,10.50\n2,10001,200\n")
    #expect(csv.errors.contains("note: 1 record left out by --where"), "\(csv.errors)")
    let strict = try await rowcast(
      "convert", "a.csv", "--where", "amount > 8", "--strict", in: folder)
    expectDone(strict)
    let inspected = try await rowcast(
      "inspect", "a.csv", "--where", "id = 2", "--json", in: folder)
    #expect(try object(inspected.output)["records"] as? Int == 1)
  }

  @Test(arguments: [
    (
      ["--where", "amount > > 8"],
      "--where: expected a value (found \">\"), at column 10: amount > ^> 8"
    ),
    (["--where", "amont > 8"], "did you mean \"amount\"?"),
    (["--where", "amount = \"8\""], "write a number"),
    (["--where", "zip > \"9\""], "write a number"),
    (["--rename", "amont=x"], "did you mean \"amount\"?"),
    (["--rename", "id=zip"], "two columns would"),
    (["--rename", "id"], "--rename takes OLD=NEW"), (["--seed", "3"], "--seed is for --sample"),
    (["--with", "links"], "--with is for workbooks"), (["--sample", "many"], "--sample takes"),
  ])
  func `What cannot be asked of records is one line`(
    arguments: [String], message: String
  ) async throws {
    let run = try await Command.rowcast.run(["convert", "a.csv"] + arguments, in: try folder())
    // A column that is not there is a matter of the data, everything else one of the command.
    expectOneLine(run, exitCode: message.hasPrefix("did you mean") ? 1 : 2, naming: message)
  }

  @Test func `A name with a comma is chosen in quotes`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("t.csv", "\"a, b\",c\n1,2\n")
    let run = try await rowcast("convert", "t.csv", "--columns", "c,\"a, b\"", in: folder)
    #expect(run.text == "{\"c\":2,\"a, b\":1}\n")
  }

  @Test func `What is not as a schema says is told with its cell, and is an error when strict`()
    async throws
  {
    let folder = try folder()
    try folder.write(
      "schema.json",
      """
      {"type":"object","required":["id"],"properties":{"amount":{"maximum":100},
       "zip":{"type":["integer","null"]}},"additionalProperties":{"type":"integer"}}
      """)
    let run = try await rowcast("convert", "a.csv", "--validate", "schema.json", in: folder)
    expectDone(run)
    #expect(
      run.errors.contains("note: a.csv:3:3: \"amount\": expected at most 100 (found 200)"),
      "\(run.errors)")
    #expect(run.text.split(separator: "\n").count == 3)
    let strict = try await rowcast(
      "convert", "a.csv", "--validate", "schema.json", "--strict", "-o", "out.csv", in: folder)
    #expect(strict.exitCode == 1)
    #expect(!(try folder.names().contains("out.csv")))
    expectDone(
      try await rowcast(
        "convert", "a.csv", "b.csv", "--validate", "schema.json", "--to", "csv", "--diagnostics",
        "told.ndjson", in: folder))
    #expect(try folder.text("told.ndjson").contains("b.csv"))
    try folder.write("bad.json", "{\"$ref\":\"http://example.com/x\"}")
    expectOneLine(
      try await rowcast("convert", "a.csv", "--validate", "bad.json", in: folder), exitCode: 1,
      naming: "bad.json", "another document")
  }

  @Test(arguments: ["ndjson", "json", "csv"])
  func `Records are as the schema says that is written beside them`(format: String) async throws {
    let folder = try TemporaryFolder()
    for name in ["customers.xlsx", "customers.csv", "kehu.xlsx"] {
      expectDone(
        try await rowcast(
          "convert", Fixture.path(name), "--schema", "s.json", "-o", "out.\(format)", in: folder))
      let run = try await rowcast(
        "convert", Fixture.path(name), "--validate", "s.json", "--to", format, in: folder)
      expectDone(run)
      #expect(!run.errors.contains("expected"), "\(name): \(run.errors)")
    }
  }

  @Test func `What stands beside values becomes columns where there is any`() async throws {
    let book = Fixture.path("workbooks/beside-values.xlsx")
    let run = try await rowcast("convert", book, "--with", "formulas,links,comments")
    expectDone(run)
    #expect(
      run.text == """
        {"item":"tea","item_link":"https://example.org/a?b=1&c#top","item_comment":null,"price":4,\
        "price_formula":"ROW()*2","price_comment":null,"page":"here",\
        "page_link":"https://example.org/a?b=1&c"}
        {"item":"milk","item_link":null,"item_comment":"two runs","price":6,"price_formula":"ROW()*2",\
        "price_comment":null,"page":"there","page_link":"#Sheet1!A1"}
        {"item":"bread","item_link":null,"item_comment":null,"price":8,"price_formula":null,\
        "price_comment":"why < 9?\\na sale","page":null,"page_link":"#Sheet1!A1"}

        """)
    let chosen = try await rowcast("convert", book, "--with", "formulas", "--columns", "price")
    #expect(
      chosen.text.hasPrefix("{\"price\":4,\"price_formula\":\"ROW()*2\"}\n"), "\(chosen.text)")
  }

  @Test func `A model learns from the records that are chosen`() async throws {
    let folder = try TemporaryFolder()
    let run = try await rowcast(
      "train", Fixture.path("customers.csv"), "--target", "left", "--rename", "churned=left",
      "--where", "tenure_months >= 12", "--sample", "200", "--seed", "5", "--model", "logistic",
      "-o", "m.json", in: folder)
    expectDone(run)
    #expect(run.errors.contains("left out by --where"), "\(run.errors)")
    let scored = try await rowcast(
      "predict", "m.json", Fixture.path("customers.csv"), "--where", "tenure_months < 12",
      "--rename", "churned=left", "--to", "csv", in: folder)
    expectDone(scored)
  }
}
