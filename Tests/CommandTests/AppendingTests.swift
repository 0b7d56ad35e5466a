import TestSupport
import Testing

/// Rows that are added to a database which is there: all of them, or none.
@Suite struct AppendingTests {
  private func folder() async throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id\n1\n")
    expectDone(
      try await rowcast("convert", "a.csv", "-o", "w.db", "--output-table", "t", in: folder))
    return folder
  }

  @Test(arguments: [
    ("x.csv", "id\n7\noops\n", "x.csv:3:1: error: \"oops\""),
    ("x.ndjson", "{\"id\":\"7\"}\n{\"id\":\"oops\"}\n", "x.ndjson:2: error: \"oops\""),
    ("x.ndjson", "{\"id\":1}\n{\"id\":\"8\"}\n", "x.ndjson:2: error: \"8\""),
  ])
  func `The value that does not fit is named with its line`(
    name: String, text: String, message: String
  ) async throws {
    let folder = try await folder()
    let before = try folder.bytes("w.db")
    try folder.write(name, text)
    let run = try await rowcast(
      "convert", name, "-o", "w.db", "--append", "--output-table", "t", "--quiet", in: folder)
    expectOneLine(run, naming: message, "INTEGER")
    #expect(try folder.bytes("w.db") == before)
  }

  @Test func `The value is found however far behind texts that would fit`() async throws {
    let folder = try await folder()
    let many = (1...9000).map { "\($0)\n" }.joined()
    try folder.write("x.csv", "id\n\(many)oops\n")
    let run = try await rowcast(
      "convert", "x.csv", "-o", "w.db", "--append", "--output-table", "t", "--quiet", in: folder)
    expectOneLine(run, naming: "x.csv:9002:1: error: \"oops\"")
  }

  @Test(
    .requires(.python(modules: ["sqlite3"])),
    arguments: [
      ("id,n,k\n1,a,1\n2,b,2\n1,c,3\n", "UNIQUE"), ("id,n,k\n1,a,1\n2,b,2\n3,,3\n", "NOT NULL"),
      ("id,n,k\n1,a,1\n2,b,2\n3,c,9\n", "CHECK"),
    ])
  func `A record that breaks a rule of the table is named with its line`(
    text: String, rule: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "id,n,k\n7,x,1\n")
    try folder.write("b.csv", text)
    let made = try await Command.script(
      "python3 -c \"import sqlite3; sqlite3.connect('r.db').execute('create table t("
        + "id integer unique, n text not null, k integer check (k < 5))')\"", in: folder)
    #expect(made.exitCode == 0, "\(made.errors)")
    for inputs in [["b.csv"], ["a.csv", "b.csv"]] {
      let run = try await Command.rowcast.run(
        ["convert"] + inputs + ["-o", "r.db", "--append", "--output-table", "t", "--quiet"],
        in: folder)
      expectOneLine(run, naming: "b.csv:4: error: the table \"t\" does not take", rule)
    }
    let one = try await rowcast(
      "convert", "a.csv", "-o", "r.db", "--append", "--output-table", "t", "--quiet", in: folder)
    expectDone(one)
  }

  @Test func `A database that may not grow is as it was, and no journal is left`() async throws {
    let folder = try await folder()
    let before = try folder.bytes("w.db")
    let text = String(repeating: "x", count: 200)
    try folder.write("b.csv", "id,s\n" + (1...3000).map { "\($0),\(text)\n" }.joined())
    let run = try await Command.script(
      "ulimit -f 100; \"$ROWCAST\" convert b.csv -o w.db --append --output-table u --quiet",
      in: folder)
    expectOneLine(run, naming: "w.db: error:")
    #expect(try folder.bytes("w.db") == before)
    #expect(try folder.names() == ["a.csv", "b.csv", "w.db"])
  }

  @Test func `What a table gave out goes back into it, and other spellings name the option`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "at,day,clock\n2031-02-03T10:00:00,2031-02-03,07:30:00\n")
    try folder.write("b.csv", "at,day,clock\n2031-02-04 11:30:00,2031-02-04,08:45:00\n")
    try folder.write("c.ndjson", "{\"at\":\"2031-02-04 11:30\",\"day\":null,\"clock\":null}\n")
    let options = ["-o", "w.db", "--append", "--output-table", "t"]
    for name in ["a.csv", "b.csv"] {
      let run = try await Command.rowcast.run(["convert", name] + options, in: folder)
      expectDone(run)
      #expect(!run.errors.contains("is text in the output"), "\(run.errors)")
    }
    let refused = try await Command.rowcast.run(["convert", "c.ndjson"] + options, in: folder)
    expectOneLine(refused, naming: "c.ndjson:1", "TIMESTAMP; --column at=datetime reads it")
    let read = try await Command.rowcast.run(
      ["convert", "c.ndjson", "--column", "at=datetime"] + options, in: folder)
    expectDone(read)
  }

  @Test func `Numbers in a column of texts are told with the reason`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "v\nx\n")
    try folder.write("b.csv", "v\n1\n")
    let options = ["-o", "w.db", "--append", "--output-table", "t"]
    expectDone(try await Command.rowcast.run(["convert", "a.csv"] + options, in: folder))
    let run = try await Command.rowcast.run(["convert", "b.csv"] + options, in: folder)
    expectDone(run)
    #expect(run.errors.contains("\"v\" are written as text, which the table has there"))
  }
}
