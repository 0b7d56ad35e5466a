import TestSupport
import Testing

/// Files whose names say something else than their content, and names that look like options.
@Suite struct NamedFormatTests {
  private func converted(
    _ name: String, _ bytes: [UInt8], _ options: String...
  ) async throws -> Outcome {
    let folder = try TemporaryFolder()
    try folder.write(name, bytes)
    return try await Command.rowcast.run(
      ["convert", "./\(name)", "--to", "ndjson"] + options, in: folder)
  }

  @Test(arguments: ["a.csv", "a.txt", "a.tsv"])
  func `JSON is read as JSON whatever its name, and that is told`(name: String) async throws {
    for text in [
      "{\"a\":\"x, y\"}\n{\"a\":\"z\"}\n", "[\n  {\"a\": \"x, y\"},\n  {\"a\": \"z\"}\n]\n",
    ] {
      let run = try await converted(name, Array(text.utf8))
      expectDone(run)
      #expect(run.text == "{\"a\":\"x, y\"}\n{\"a\":\"z\"}\n")
      #expect(run.errors.contains("read as JSON"))
      #expect(try await converted(name, Array(text.utf8), "--strict").exitCode == 1)
    }
    let asked = try await converted(name, Array("[{\"a\":1}]".utf8), "--from", "json", "--strict")
    expectDone(asked)
    let fields = try await converted(name, Array("[id]\tn\n1\t2\n".utf8), "--strict")
    expectDone(fields)
    #expect(fields.text.hasPrefix("{\"[id]\":1"))
  }

  @Test func `fields are read as fields where a name says JSON, and that is told`() async throws {
    let run = try await converted("a.json", Array("id,name\n1,Ann\n".utf8))
    expectDone(run)
    #expect(run.text == "{\"id\":1,\"name\":\"Ann\"}\n")
    #expect(run.errors.contains("read as CSV"))
    let broken = try await converted("a.json", Array("{\"id\":1,\n'b':2}".utf8))
    expectOneLine(broken, naming: "not JSON")
  }

  @Test func `JSON of another encoding is read by its name`() async throws {
    let bytes = Array("[{\"a\":\"caf".utf8) + [0xE9] + Array("\"}]".utf8)
    expectOneLine(try await converted("a.json", bytes), naming: "not UTF-8", "--encoding")
    let run = try await converted("a.json", bytes, "--encoding", "windows-1252")
    expectDone(run)
    #expect(run.text == "{\"a\":\"café\"}\n")
    expectOneLine(
      try await converted("a.json", bytes, "--encoding", "no-such"), exitCode: 2,
      naming: "no encoding named")
  }

  @Test func `arrays stay arrays in JSON, also where they are held against a schema`() async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.ndjson", "{\"t\":[1,\"x\"],\"s\":\"[1]\"}\n{\"t\":null}\n")
    let run = try await rowcast(
      "convert", "a.ndjson", "-o", "b.json", "--schema", "s.json", in: folder)
    expectDone(run)
    let again = try await rowcast(
      "convert", "b.json", "--validate", "s.json", "--strict", in: folder)
    expectDone(again)
    #expect(again.text == "{\"t\":[1,\"x\"],\"s\":\"[1]\"}\n{\"t\":null,\"s\":null}\n")
    let texts = try await rowcast("convert", "a.ndjson", "--column", "t=text", in: folder)
    #expect(texts.text.hasPrefix("{\"t\":\"[1,\\\"x\\\"]\",\"s\":\"[1]\"}"))
    let columns = try await rowcast("convert", "a.ndjson", "--shape", "columns", in: folder)
    #expect(columns.text.contains("[1,\"x\"],null"))
  }

  @Test func `a file named like options of one letter is no call for help`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("-dash.csv", "a\n1\n")
    expectOneLine(
      try await rowcast("convert", "-dash.csv", in: folder), exitCode: 2,
      naming: "no option -dash.csv", "./-dash.csv")
    expectDone(try await rowcast("convert", "./-dash.csv", in: folder))
    #expect(try await rowcast("convert", "-dash.csv", "-h", in: folder).exitCode == 0)
  }

  @Test func `a name that a terminal would obey is shown clean`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "a\n1\n")
    let run = try await rowcast("convert", "a.csv", "-o", "o\u{1B}[31m.json", in: folder)
    expectDone(run)
    #expect(!run.errors.contains("\u{1B}"))
  }
}
