import RowcastDatabases
import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@Suite struct ScriptTests {
  /// The script of a table with these records.
  private func script(
    _ csv: String, _ dialect: DatabaseDialect, table: String = "t"
  ) throws -> (text: String, notes: [String]) {
    let source = try DelimitedSource(MemoryBytes(csv))
    let sink = MemorySink()
    let writer = SQLScriptWriter(dialect: dialect, to: sink)
    let needs = try source.needs(source.schema, columns: Array(source.schema.columns.indices))
    let numbers = needs.filter { source.schema.columns[$0.key].kind == .decimal }
    let encoder = try writer.beginTable(table, schema: source.schema, needs: numbers)
    try source.mapBatches({ encoder.encode($0) }) {
      #expect($0.misfits == [])
      try writer.append($0)
      return true
    }
    try writer.end()
    return (
      String(decoding: sink.bytes, as: UTF8.self), writer.diagnostics.kept.map(\.message)
    )
  }

  private let records = """
    n,x,d,b,day,at,s
    1,1.5,0.12345678901234567890,true,2024-02-29,2024-01-01T10:30:00,it's
    -2,,1,false,,1969-12-31T23:59:59.500,"a\\b"

    """

  @Test func `PostgreSQL gets COPY`() throws {
    #expect(
      try script(records, .postgres).text == #"""
        \set ON_ERROR_STOP on
        SET client_encoding = 'UTF8';
        BEGIN;
        CREATE TABLE "t" (
          "n" BIGINT,
          "x" DOUBLE PRECISION,
          "d" NUMERIC(20,19),
          "b" BOOLEAN,
          "day" DATE,
          "at" TIMESTAMP,
          "s" TEXT
        );
        COPY "t" ("n", "x", "d", "b", "day", "at", "s") FROM stdin;
        1	1.5	0.12345678901234567890	true	2024-02-29	2024-01-01 10:30:00	it's
        -2	\N	1	false	\N	1969-12-31 23:59:59.500	a\\b
        \.
        COMMIT;

        """#)
  }

  @Test func `SQLite and DuckDB get INSERT, in their words`() throws {
    #expect(
      try script(records, .sqlite).text == #"""
        BEGIN;
        CREATE TABLE "t" (
          "n" INTEGER,
          "x" REAL,
          "d" TEXT,
          "b" BOOLEAN,
          "day" DATE,
          "at" TIMESTAMP,
          "s" TEXT
        );
        INSERT INTO "t" VALUES
        (1,1.5,'0.12345678901234567890',1,'2024-02-29','2024-01-01 10:30:00','it''s'),
        (-2,NULL,'1',0,NULL,'1969-12-31 23:59:59.500','a\b');
        COMMIT;

        """#)
    let duck = try script(records, .duckdb).text
    #expect(duck.contains("\"d\" DECIMAL(20,19)"))
    #expect(
      duck.contains(
        "(1,1.5e0,'0.1234567890123456789',true,'2024-02-29','2024-01-01 10:30:00','it''s')"))
  }

  @Test func `names that a database would cut or take for one become others, and are told`() throws
  {
    let long = String(repeating: "ü", count: 40)
    let names = "a,A,ctid,\(long)1,\(long)2,\"q\"\"\u{301}\"\n1,2,3,4,5,6\n"
    let postgres = try script(names, .postgres)
    let cut = String(repeating: "ü", count: 31)
    #expect(
      postgres.text.contains(
        "(\"a\", \"A\", \"ctid_2\", \"\(cut)\", \"\(String(repeating: "ü", count: 30))_2\", \"q\"\"\u{301}\") FROM"
      ))
    #expect(postgres.notes.count == 3)
    let sqlite = try script(names, .sqlite, table: "sqlite_x")
    #expect(
      sqlite.text.contains("CREATE TABLE \"_sqlite_x\" (\n  \"a\" INTEGER,\n  \"A_2\" INTEGER"))
    #expect(sqlite.notes.count == 2)
  }

  @Test(arguments: DatabaseDialect.allCases)
  func `tables of one output have names that the database tells apart`(
    _ dialect: DatabaseDialect
  ) throws {
    let wanted = [
      String(repeating: "日", count: 23), String(repeating: "日", count: 22),
      String(repeating: "日", count: 21), "t", "T", "t", "sqlite_x", "_sqlite_x",
    ]
    let sink = MemorySink()
    let writer = SQLScriptWriter(dialect: dialect, tables: wanted, to: sink)
    let schema = Schema([ColumnSchema(name: "a", source: 0)])
    for name in wanted + ["t", "not foreseen"] { _ = try writer.beginTable(name, schema: schema) }
    let lines = String(decoding: sink.bytes, as: UTF8.self).split(separator: "\n")
    let names = lines.compactMap { line in
      line.hasPrefix("CREATE TABLE ") ? line.dropFirst(14).prefix { $0 != "\"" } : nil
    }.map(String.init)
    #expect(names.count == wanted.count + 2)
    #expect(Set(dialect == .postgres ? names : names.map { $0.lowercased() }).count == names.count)
    if dialect == .postgres { #expect(names.allSatisfy { $0.utf8.count <= 63 }) }
    // What can stay as it is stays so, wherever it stands.
    for name in ["t", "_sqlite_x", String(repeating: "日", count: 21)] {
      #expect(names.contains(name), "\(names)")
    }
  }

  @Test(arguments: [
    ("sqlite_x", DatabaseDialect.sqlite, "begin with sqlite_"), ("a\0b", .sqlite, "U+0000"),
    (String(repeating: "x", count: 64), .postgres, "at most 63 bytes"),
  ])
  func `a name that had to be another is told with the reason`(
    name: String, dialect: DatabaseDialect, reason: String
  ) throws {
    let notes = try script("a\n1\n", dialect, table: name).notes
    #expect(notes.count == 1 && notes[0].contains(reason), "\(notes)")
  }

  @Test func `a table of no columns, or too many, is refused`() throws {
    for (count, dialect) in [(0, DatabaseDialect.sqlite), (1601, .postgres), (2001, .sqlite)] {
      let schema = Schema((0..<count).map { ColumnSchema(name: "c\($0)", source: $0) })
      let writer = SQLScriptWriter(dialect: dialect, to: MemorySink())
      #expect(throws: DatabaseError.self) { try writer.beginTable("t", schema: schema) }
    }
  }

  @Test(arguments: DatabaseDialect.allCases)
  func `rows do not hang on how batches are cut`(_ dialect: DatabaseDialect) throws {
    let writer = SQLScriptWriter(dialect: dialect, to: MemorySink())
    var schema = schemaOfAllKinds()
    let kinds: [Int: ColumnKind] = [3: .integer, 6: .boolean, 7: .date, 8: .time, 9: .dateTime]
    for (column, kind) in kinds { schema.columns[column].kind = kind }
    let encoder = try writer.beginTable("t", schema: schema)
    let batch = batchOfAllKinds()
    let rows = encoder.encode(batch)
    #expect(rows.misfits == [])
    #expect(rows.byteCount > 0)
    guard dialect == .postgres else { return }
    // Statements of INSERT end with their batch; lines of COPY are the same in any.
    try checkRecordEncoder(on: batch) {
      $0
    } document: { parts in
      let sink = MemorySink()
      let writer = SQLScriptWriter(dialect: dialect, to: sink)
      let encoder = try writer.beginTable("t", schema: schema)
      for part in parts { try writer.append(encoder.encode(part)) }
      return sink.bytes
    }
  }

  @Test func `a number beyond its column's type is an error with its cell, or has its type`() throws
  {
    let source = try DelimitedSource(
      MemoryBytes("id,amount\n1,0.10\n2,123456789.123456789123456789\n"))
    for needs in [[:], try source.needs()] {
      let sink = MemorySink()
      let writer = SQLScriptWriter(dialect: .postgres, to: sink)
      let encoder = try writer.beginTable("t", schema: source.schema, needs: needs)
      func fill() throws {
        try source.mapBatches({ encoder.encode($0) }) {
          try writer.append($0)
          return true
        }
        try writer.end()
      }
      if needs.isEmpty {
        let error = #expect(throws: DatabaseError.self, performing: fill)
        #expect(
          "\(try #require(error))".hasPrefix(
            "line 3:2: \"123456789.123456789123456789\" does not fit the column \"amount\""))
      } else {
        try fill()
        #expect(String(decoding: sink.bytes, as: UTF8.self).contains("123456789123456789\n\\."))
      }
    }
  }

  @Test func `rows go to their own table or nowhere`() throws {
    struct A: Encodable { var a: Int }
    struct B: Encodable { var p: String, q: String }
    let a = try RecordList([A(a: 1)])
    let b = try RecordList([B(p: "x", q: "y")])
    let writer = SQLScriptWriter(dialect: .sqlite, to: MemorySink())
    let first = try writer.beginTable("a", schema: a.schema)
    let second = try writer.beginTable("b", schema: b.schema)
    func fill(_ source: RecordList, _ encoder: SQLRowEncoder) throws {
      try source.mapBatches({ encoder.encode($0) }) {
        try writer.append($0)
        return true
      }
    }
    let error = #expect(throws: DatabaseError.self) { try fill(a, first) }
    #expect(error?.reason == .otherTable(name: "a"))
    try fill(b, second)
    try writer.end()
    try writer.end()
    #expect(throws: DatabaseError.self) { try fill(b, second) }
    #expect(throws: DatabaseError.self) { try writer.beginTable("c", schema: a.schema) }
  }
}
