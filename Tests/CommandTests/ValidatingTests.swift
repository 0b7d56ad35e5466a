import TestSupport
import Testing

/// Records are held against a schema as they are written.
@Suite struct ValidatingTests {
  @Test(arguments: [
    ["a.csv"], ["a.csv", "--to", "csv"], ["a.csv", "b.csv"], ["BOOK"], ["BOOK", "a.csv"],
    ["BOOK", "--to", "csv"], ["BOOK", "--sheet", "all", "--union"], ["a.csv", "--empty", "omit"],
    ["a.csv", "--columns", "x"],
  ])
  func `What is written is as the schema says that is written beside it`(
    arguments: [String]
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "x,y\n1,\n2,b\n")
    try folder.write("b.csv", "x,z\n3,c\n")
    let inputs = arguments.map { $0 == "BOOK" ? Fixture.path("customers.xlsx") : $0 }
    for option in [[], ["--provenance"]] {
      expectDone(
        try await Command.rowcast.run(
          ["convert"] + inputs + option + ["--schema", "s.json", "--quiet"], in: folder))
      let run = try await Command.rowcast.run(
        ["convert"] + inputs + option + ["--validate", "s.json"], in: folder)
      expectDone(run)
      #expect(!run.errors.contains("_sheet") && !run.errors.contains("_row"), "\(run.errors)")
      #expect(!run.errors.contains("schema-violation") && !run.errors.contains("\"x\""))
    }
  }

  static let nested = """
    {"properties":{"o":{"required":["x"],"additionalProperties":{"type":"integer"}},"s":{"type":"string"}}}
    """

  @Test(arguments: [
    "a.ndjson", "a.ndjson --to csv", "a.ndjson --provenance --to csv", "a.ndjson a.ndjson",
    "a.ndjson --where 'id>0'", "a.ndjson --limit 9", "a.json --provenance",
  ])
  func `Records of JSON are held against their schema as they are nested`(arguments: String)
    async throws
  {
    let folder = try TemporaryFolder()
    let records = [
      #"{"id":1,"o":{"x":1}}"#, #"{"id":2,"o":{"y":2}}"#, #"{"id":3,"o":{"x":"a"},"s":"b"}"#,
      #"{"id":4,"s":null}"#,
    ]
    try folder.write("a.ndjson", records.joined(separator: "\n"))
    try folder.write("a.json", "[\n" + records.joined(separator: ",\n") + "]")
    try folder.write("s.json", Self.nested)
    let run = try await Command.script(
      "\"$ROWCAST\" convert \(arguments) --validate s.json --diagnostics d.ndjson --quiet > /dev/null",
      in: folder)
    expectDone(run)
    let told = try folder.text("d.ndjson").split(separator: "\n").filter {
      $0.contains("schema-violation")
    }
    // The first record, and a key that is not there, are as the schema says.
    #expect(told.count == (arguments.contains("a.ndjson a.ndjson") ? 6 : 3), "\(told)")
    #expect(told.first?.contains("\\\"x\\\"") == true, "\(told)")
    #expect(!told.contains { $0.contains("no column") })
    // What changes names or values has them held as they are written.
    let changed = try await rowcast(
      "convert", "a.ndjson", "--rename", "id=key", "--validate", "s.json", in: folder)
    #expect(changed.errors.contains("did you mean \"o.x\"?"), "\(changed.errors)")
  }

  @Test func `A schema of what is written holds for nested records that are written flat`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.ndjson", "{\"o\":{\"x\":1}}\n{\"o\":{\"y\":2},\"s\":\"a\"}\n")
    expectDone(
      try await rowcast("convert", "a.ndjson", "--schema", "s.json", "--quiet", in: folder))
    let run = try await rowcast("convert", "a.ndjson", "--validate", "s.json", in: folder)
    expectDone(run)
    #expect(run.errors == "")
    try folder.write("f.json", "{\"properties\":{\"o.x\":{\"maximum\":0}}}")
    let flat = try await rowcast("convert", "a.ndjson", "--validate", "f.json", in: folder)
    #expect(flat.errors.contains("a.ndjson:1"), "\(flat.errors)")
  }

  @Test func `Without its columns of provenance a record is not as their schema says`()
    async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "x\n1\n")
    expectDone(
      try await rowcast("convert", "a.csv", "--provenance", "--schema", "s.json", in: folder))
    let run = try await rowcast("convert", "a.csv", "--validate", "s.json", in: folder)
    #expect(run.errors.contains("_row"), "\(run.errors)")
  }

  @Test(arguments: ["convert a.csv b.csv -o out/", "convert a.csv b.csv", "inspect a.csv b.csv"])
  func `A schema that comes through a pipe is read once`(command: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "x,y\n1,a\n9,b\n")
    try folder.write("b.csv", "x,y\n2,a\n8,b\n")
    try folder.write("s.json", "{\"properties\":{\"x\":{\"maximum\":5}}}")
    let run = try await Command.script(
      "mkfifo s; (cat s.json > s; cat s.json > /dev/null) & "
        + "timeout 20 \"$ROWCAST\" \(command) --validate s", in: folder)
    expectDone(run)
    #expect(run.errors.contains("a.csv:3") && run.errors.contains("b.csv:3"), "\(run.errors)")
  }

  @Test(arguments: ["{\"type\":\"array\"}", "{\"type\":\"array\",\"items\":true}"])
  func `An array of anything holds every record`(schema: String) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "x\n1\n")
    try folder.write("s.json", schema)
    let run = try await rowcast("convert", "a.csv", "--validate", "s.json", in: folder)
    expectDone(run)
    #expect(run.errors == "")
  }

  @Test(arguments: [
    ("{\"ID\":1}\n", "id", "ID"),
    ("{\"amounts\":1,\"b\":2}\n", "amount", "amounts"),
  ])
  func `A member of the schema that is no column is told with the column that may be meant`(
    records: String, name: String, column: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.ndjson", records)
    try folder.write(
      "s.json", "{\"properties\":{\"\(name)\":{\"maximum\":0},\"b\":{},\"elsewhere\":{}}}")
    let run = try await rowcast("convert", "a.ndjson", "--validate", "s.json", in: folder)
    expectDone(run)
    #expect(
      run.errors.contains("\"\(name)\" of the schema is no column; did you mean \"\(column)\"?"))
    #expect(!run.errors.contains("elsewhere"))
  }
}
