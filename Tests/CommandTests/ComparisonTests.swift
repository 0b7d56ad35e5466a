import TestSupport
import Testing

@Suite struct ComparisonCommandTests {
  /// The customers a month later: one gone, one new, some with another charge, a column renamed.
  private func customers(in folder: TemporaryFolder) throws -> (old: String, new: String) {
    let text = try Fixture.text("customers.csv")
    var lines = text.split(separator: "\n").map(String.init)
    lines[0] = lines[0].replacing("monthly_charge", with: "Monthly Charge")
    for row in 100..<110 { lines[row] = lines[row].replacing(",monthly,", with: ",one-year,") }
    lines.append(lines[5].replacing("C-10005", with: "C-99999"))
    lines.remove(at: 5)
    return (
      try folder.write("march.csv", text),
      try folder.write("april.csv", lines.joined(separator: "\n") + "\n")
    )
  }

  @Test func `What has changed is told: columns, rows by a key that is found, cells with places`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (old, new) = try customers(in: folder)
    let run = try await rowcast("inspect", old, new, "--json", in: folder)
    expectDone(run)
    let found = try object(run.output)
    let key = try #require(found["key"] as? JSONObject)
    #expect(key["columns"] as? [String] == ["customer_id"])
    #expect(key["origin"] as? String == "found")
    let rows = try #require(found["rows"] as? [String: Int])
    #expect(rows["added"] == 1 && rows["removed"] == 1)
    let changed = try #require(rows["changed"])
    #expect((1...10).contains(changed))
    #expect(rows["same"] == 1999 - changed)
    let columns = try #require(found["columns"] as? [JSONObject])
    #expect(
      columns.first { $0["name"] as? String == "Monthly Charge" }?["status"] as? String
        == "respelled")
    let changes = try #require(found["changes"] as? [JSONObject])
    let change = try #require(changes.first { $0["change"] as? String == "changed" })
    let cell = try #require((change["cells"] as? [JSONObject])?.first)
    #expect(cell["old"] as? String == "monthly" && cell["new"] as? String == "one-year")
    let places = [cell["old_place"], cell["new_place"]].compactMap { $0 as? String }
    #expect(places.count == 2 && places[0].contains("march.csv:10"))
    let story = try await rowcast("inspect", old, new, in: folder)
    expectDone(story)
    #expect(story.text.contains("rows     1 added, 1 removed, \(changed) changed"))
    #expect(story.text.contains("was spelled \"monthly_charge\""))
  }

  @Test func `Two sheets of one workbook, and a workbook beside CSV`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("jan.csv", "id,price,day\na,1.50,2024-01-01\nb,2,2024-01-02\n")
    try folder.write("feb.csv", "id,price,day\na,1.5,2024-01-01\nb,3,2024-01-02\nc,4,\n")
    expectDone(
      try await rowcast("convert", "jan.csv", "feb.csv", "-o", "out/", "--to", "xlsx", in: folder))
    for (name, text) in [("jan", "jan.csv"), ("feb", "feb.csv")] {
      expectDone(try await rowcast("convert", text, "-o", "\(name).ndjson", in: folder))
    }
    for (old, new) in [
      ("jan.csv", "out/feb.xlsx"), ("out/jan.xlsx", "feb.ndjson"), ("jan.ndjson", "feb.csv"),
      ("out/jan.xlsx", "out/feb.xlsx"),
    ] {
      let run = try await rowcast("inspect", old, new, "--json", "--key", "id", in: folder)
      expectDone(run)
      let rows = try #require(try object(run.output)["rows"] as? [String: Int])
      #expect(
        rows == ["same": 1, "changed": 1, "added": 1, "removed": 0], "\(old) \(new): \(rows)")
    }
    try folder.write("feb.fods", Self.flatSheet)
    let flat = try await rowcast("inspect", "feb.fods", "feb.csv", "--json", in: folder)
    #expect(try object(flat.output)["equal"] as? Bool == true, "\(flat.text)")
    // An option for one of the two formats is not refused; for neither, it is.
    expectDone(
      try await rowcast(
        "inspect", "jan.csv", "out/feb.xlsx", "--sheet", "1", "--delimiter", ",", in: folder))
    expectOneLine(
      try await rowcast("inspect", "jan.csv", "feb.csv", "--sheet", "1", in: folder), exitCode: 2,
      naming: "--sheet is for")
    expectOneLine(
      try await rowcast("inspect", "jan.csv", "feb.csv", "--sheet-new", "1", in: folder),
      exitCode: 2, naming: "--sheet-new is for")
  }

  /// What `feb.csv` says, as a flat file of OpenDocument.
  private static let flatSheet: String = {
    func cell(_ type: String, _ value: String) -> String {
      switch type {
      case "string":
        "<table:table-cell office:value-type='string'><text:p>\(value)</text:p></table:table-cell>"
      case "date": "<table:table-cell office:value-type='date' office:date-value='\(value)'/>"
      default: "<table:table-cell office:value-type='float' office:value='\(value)'/>"
      }
    }
    let rows = [
      [("string", "id"), ("string", "price"), ("string", "day")],
      [("string", "a"), ("float", "1.5"), ("date", "2024-01-01")],
      [("string", "b"), ("float", "3"), ("date", "2024-01-02")],
      [("string", "c"), ("float", "4")],
    ].map { "<table:table-row>" + $0.map(cell).joined() + "</table:table-row>" }
    let names = ["office", "table", "text"].map {
      "xmlns:\($0)='urn:oasis:names:tc:opendocument:xmlns:\($0):1.0'"
    }
    return "<?xml version='1.0' encoding='UTF-8'?><office:document \(names.joined(separator: " ")) "
      + "office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body>"
      + "<office:spreadsheet><table:table table:name='Feb'>" + rows.joined()
      + "</table:table></office:spreadsheet></office:body></office:document>"
  }()

  @Test func `Two sheets are told apart by --sheet and --sheet-new`() async throws {
    let folder = try TemporaryFolder()
    try folder.copy("customers.xlsx", as: "book.xlsx")
    let sheets = try await rowcast("inspect", "book.xlsx", "--json", in: folder)
    let names = (try object(sheets.output)["sheets"] as? [JSONObject] ?? [])
      .filter { ($0["rows"] as? Int ?? 0) > 1 }.compactMap { $0["name"] as? String }
    try #require(names.count >= 2)
    let run = try await rowcast(
      "inspect", "book.xlsx", "book.xlsx", "--sheet", names[0], "--sheet-new", names[1], "--json",
      in: folder)
    expectDone(run)
    let found = try object(run.output)
    #expect((found["old"] as? JSONObject)?["sheet"] as? String == names[0])
    #expect((found["new"] as? JSONObject)?["sheet"] as? String == names[1])
    let same = try await rowcast(
      "inspect", "book.xlsx", "book.xlsx", "--sheet", names[0], "--json", in: folder)
    #expect(try object(same.output)["equal"] as? Bool == true)
  }

  @Test func `Bytes do not depend on threads, for any output`() async throws {
    let folder = try TemporaryFolder()
    let (old, new) = try customers(in: folder)
    for name in ["a.ndjson", "a.xlsx", "a.csv"] {
      var first: [UInt8]?
      for threads in ["1", "3"] {
        let run = try await rowcast(
          "inspect", old, new, "-o", name, "--report", "page.html", "--json", "--threads", threads,
          in: folder)
        expectDone(run)
        let bytes = try folder.bytes(name) + folder.bytes("page.html") + run.output
        #expect(first ?? bytes == bytes)
        first = bytes
      }
    }
    #expect(try folder.names().filter { $0.hasPrefix(".") } == [])
  }

  @Test func `Changes as records name each cell with both values and both rows`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x,y\n1,5,u\n2,6,v\n3,7,\n")
    try folder.write("b.csv", "id,x,y\n1,5.0,w\n3,7,\n4,,z\n")
    expectDone(
      try await rowcast("inspect", "a.csv", "b.csv", "--key", "id", "-o", "c.csv", in: folder))
    #expect(
      try folder.text("c.csv") == """
        change,id,column,old,new,old_row,new_row
        changed,1,y,u,w,2,2
        removed,2,x,6,,3,
        removed,2,y,v,,3,
        added,4,y,,z,,4

        """)
  }

  @Test func `A column that is renamed by hand has one name in both files`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,Betrag\n1,5\n2,6\n")
    try folder.write("b.csv", "id,amount\n1,5\n2,70\n")
    let plain = try await rowcast("inspect", "a.csv", "b.csv", "--key", "id", in: folder)
    #expect(plain.text.contains("+ amount") && plain.text.contains("- Betrag"))
    let run = try await rowcast(
      "inspect", "a.csv", "b.csv", "--key", "id", "--rename", "Betrag=amount", in: folder)
    expectDone(run)
    #expect(run.text.contains("amount 6 → 70"))
    expectOneLine(
      try await rowcast("inspect", "a.csv", "b.csv", "--rename", "x=y", in: folder),
      naming: "--rename")
  }

  @Test func `Values of sensitive columns are shown nowhere, their changes are`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,mail\n1,ann@x.org\n2,bob@x.org\n3,cy@x.org\n")
    try folder.write("b.csv", "id,mail\n1,ann@y.org\n2,bob@x.org\n4,dan@x.org\n")
    let options = ["inspect", "a.csv", "b.csv", "--key", "id", "--sensitive", "mail"]
    let told = try await Command.rowcast.run(
      options + ["-o", "c.csv", "--report", "page.html"], in: folder)
    let json = try await Command.rowcast.run(options + ["--json"], in: folder)
    expectDone(told)
    expectDone(json)
    for text in [told.text, json.text, try folder.text("c.csv"), try folder.text("page.html")] {
      #expect(!text.contains(".org"), "\(text)")
      #expect(text.contains("(not shown)"))
    }
    expectOneLine(
      try await rowcast("inspect", "a.csv", "b.csv", "--sensitive", "mial", in: folder),
      naming: "\"mial\"", "did you mean \"mail\"")
  }

  @Test func `With --strict files that differ end with exit code 1, and what differs is told`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x\n1,5\n2,6\n")
    try folder.write("b.csv", "id,x\n2,6\n1,5.0\n")
    try folder.write("c.csv", "id,x\n1,5\n2,7\n")
    expectDone(try await rowcast("inspect", "a.csv", "b.csv", "--strict", in: folder))
    let run = try await rowcast("inspect", "a.csv", "c.csv", "--strict", in: folder)
    #expect(run.exitCode == 1)
    #expect(run.text.contains("1 changed"))
    #expect(run.errors.contains("1 row and 0 columns are not the same (--strict)"))
    expectDone(try await rowcast("inspect", "a.csv", "c.csv", in: folder))
  }

  @Test(arguments: [
    (["inspect", "a.csv", "--key", "id"], "--key is for two files"),
    (["inspect", "a.csv", "-o", "x.xlsx"], "--output is for two files"),
    (["inspect", "a.csv", "--sheet-new", "x"], "--sheet-new is for two files"),
    (["inspect", "a.csv", "b.csv", "--key", "ix"], "no table has the key's column \"ix\""),
    (["inspect", "a.csv", "b.csv", "--key", "x"], "\"x\" is not in the new table"),
    (["inspect", "a.csv", "b.csv", "--key", "id,id"], "names \"id\" twice"),
    (["inspect", "a.csv", "b.csv", "--report", "page.pdf"], "is a web page"),
    (["inspect", "a.csv", "b.csv", "-o", "a.csv"], "whose place the output would take"),
    (["inspect", "-", "-"], "standard input is read once, and cannot be two files"),
  ])
  func `What does not apply is refused`(arguments: [String], message: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x\n1,5\n2,6\n")
    try folder.write("b.csv", "id,z\n1,q\n2,r\n")
    let run = try await Command.rowcast.run(arguments, in: folder)
    expectOneLine(run, exitCode: 2, naming: message)
    #expect(try folder.names() == ["a.csv", "b.csv"])
  }

  @Test func `The second file that cannot be read is the one that is named`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x\n1,5\n")
    try folder.write("empty.csv", "")
    expectOneLine(try await rowcast("inspect", "a.csv", "no.csv", in: folder), naming: "no.csv")
    expectOneLine(
      try await rowcast("inspect", "a.csv", "empty.csv", in: folder), naming: "empty.csv")
  }

  @Test func `Records that each bring a key of their own are out of proportion`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x\n1,5\n")
    try folder.write(
      "b.ndjson", (0..<5000).map { "{\"id\":\($0),\"k\($0)\":1}\n" }.joined())
    expectOneLine(
      try await rowcast("inspect", "a.csv", "b.ndjson", in: folder), exitCode: 3,
      naming: "b.ndjson", "limit met", "--max table-ratio=N")
  }

  /// A header is a table without rows: all rows of the other one are new.
  @Test func `A file of a header alone is compared like any other`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,x\n")
    try folder.write("b.csv", "id,x\n1,5\n2,6\n")
    let run = try await rowcast("inspect", "a.csv", "b.csv", in: folder)
    expectDone(run)
    #expect(run.text.contains("2 added, 0 removed"))
  }
}
