import RowcastDatabases
import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@Suite struct SQLiteTests {
  @discardableResult
  private func write(
    _ csv: String, to path: String, table: String = "t", appends: Bool = false
  ) throws -> SQLiteWriter {
    let source = try DelimitedSource(MemoryBytes(csv))
    let writer = try SQLiteWriter(path: path, appends: appends, tables: [table])
    let encoder = try writer.beginTable(table, schema: source.schema)
    try source.mapBatches({ encoder.encode($0) }) { rows in
      if let refusal = writer.refusal(of: rows) { throw refusal.error }
      try writer.append(rows)
      return true
    }
    try writer.commit()
    return writer
  }

  private func read(_ path: String, _ query: String) async throws -> String {
    let sqlite = try #require(RealPart.sqlite.path)
    let outcome = try await Command(sqlite).run([path, query])
    #expect(outcome.errors == "")
    return outcome.text
  }

  @Test(.requires(.sqlite)) func `values have the storage classes of their columns`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("x.db")
    let writer = try write(
      """
      n,x,b,day,at,s
      9223372036854775807,1,true,2024-02-29,2024-01-01T10:30:00,"it's ""quoted"", ü"
      -9223372036854775808,0.1,false,,,

      """, to: path)
    #expect(writer.byteCount == 8192)
    #expect(
      try await read(
        path,
        "select *, typeof(n), typeof(x), typeof(b), typeof(day), typeof(at), typeof(s) from t")
          == """
          9223372036854775807|1.0|1|2024-02-29|2024-01-01 10:30:00|it's "quoted", ü|integer|real|integer|text|text|text
          -9223372036854775808|0.1|0||||integer|real|integer|null|null|null

          """)
  }

  @Test(.requires(.sqlite)) func `an empty text is a text, wherever its row stands`() async throws {
    let folder = try TemporaryFolder()
    let schema = Schema([ColumnSchema(name: "a", source: 0), ColumnSchema(name: "b", source: 1)])
    // Alone in its batch, the last of it, and in front of others.
    for (name, rows) in [("1", [["", ""]]), ("2", [["x", ""]]), ("3", [["", "x"], ["", ""]])] {
      var batch = RecordBatch()
      for (number, row) in rows.enumerated() {
        for (column, text) in row.enumerated() { batch.append(text.utf8, column: UInt32(column)) }
        batch.endRow(number: number + 1)
      }
      let writer = try SQLiteWriter(path: folder(name), tables: ["t"])
      let encoder = try writer.beginTable("t", schema: schema)
      try writer.append(encoder.encode(batch))
      try writer.commit()
      let expected = rows.map { $0.joined(separator: "|") + "|text|text\n" }.joined()
      #expect(try await read(folder(name), "select *, typeof(a), typeof(b) from t") == expected)
    }
  }

  @Test(.requires(.sqlite)) func `rows are added to a table of the same columns`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("x.db")
    try write("a,b\n1,x\n", to: path, appends: true)
    try write("B,a\ny,2\n", to: path, appends: true)
    try write("c\n1.5\n", to: path, table: "other", appends: true)
    #expect(try await read(path, "select a, b from t; select * from other") == "1|x\n2|y\n1.5\n")
    for (csv, reason) in [
      ("a\n3\n", DatabaseError.Reason.otherColumns(table: "t", onlyThere: ["b"], onlyHere: [])),
      (
        "a,b,c\n3,z,1\n",
        DatabaseError.Reason.otherColumns(table: "t", onlyThere: [], onlyHere: ["c"])
      ),
      (
        "a,b\n3.5,z\n",
        DatabaseError.Reason.misfit(table: "t", column: "a", type: "INTEGER", value: "3.5")
      ),
    ] {
      let error = #expect(throws: DatabaseError.self) { try write(csv, to: path, appends: true) }
      #expect(error?.reason == reason)
    }
    #expect(try await read(path, "select count(*) from t") == "2\n")
  }

  @Test(.requires(.sqlite)) func `tables of two names that are one are two`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("x.db")
    let writer = try SQLiteWriter(path: path, tables: ["sqlite_x", "_sqlite_x"])
    for name in ["sqlite_x", "_sqlite_x"] {
      _ = try writer.beginTable(name, schema: Schema([ColumnSchema(name: "a", source: 0)]))
    }
    try writer.commit()
    #expect(try await read(path, "select count(*) from sqlite_master") == "2\n")
  }

  @Test(arguments: [
    ("id\n7\noops\n8\n", "oops", 3), ("id\n7\n2024-01-01\noops\n", "2024-01-01", 3),
    ("id\n1.5\n2\n", "1.5", 2),
  ])
  func `the value to blame is the first that is none of the column's type`(
    csv: String, value: String, line: Int
  ) throws {
    let folder = try TemporaryFolder()
    let path = folder("x.db")
    try write("id\n1\n", to: path)
    let source = try DelimitedSource(MemoryBytes(csv))
    let writer = try SQLiteWriter(path: path, appends: true, tables: ["t"])
    let encoder = try writer.beginTable("t", schema: source.schema)
    try source.mapBatches({ encoder.encode($0) }) { rows in
      let refusal = try #require(writer.refusal(of: rows))
      #expect(
        refusal.error.reason
          == .misfit(table: "t", column: "id", type: "INTEGER", value: value))
      #expect(refusal.location.row == line && refusal.isCertain)
      return true
    }
  }

  @Test(.requires(.sqlite)) func `what is there is not lost`() async throws {
    let folder = try TemporaryFolder()
    let path = folder("x.db")
    try write("a\n1\n", to: path)
    try write("a\n2\n", to: path)
    #expect(try await read(path, "select * from t") == "2\n")
    let error = #expect(throws: DatabaseError.self) { try write("a\n3\n", to: path, table: "u") }
    #expect(error?.reason == .otherTables(["t"]))
    let text = try folder.write("x.txt", "no database")
    #expect(throws: DatabaseError(.noDatabase, path: text)) { try write("a\n3\n", to: text) }
    #expect(throws: DatabaseError(.noDatabase, path: text)) {
      try write("a\n3\n", to: text, appends: true)
    }
    // The journal of another database would be played back into a new one.
    try folder.write("y.db-journal", "journal")
    #expect(throws: DatabaseError(.inUse, path: folder("y.db"))) {
      try write("a\n3\n", to: folder("y.db"))
    }
    #expect(try folder.names() == ["x.db", "x.txt", "y.db-journal"])
  }

  @Test func `what is not committed leaves nothing`() throws {
    let folder = try TemporaryFolder()
    do {
      let writer = try SQLiteWriter(path: folder("x.db"), tables: ["t"])
      _ = try writer.beginTable("t", schema: Schema([ColumnSchema(name: "a", source: 0)]))
      #expect(try folder.names().count == 1)
    }
    #expect(try folder.names() == [])
  }

  @Test func `rows do not hang on how batches are cut`() throws {
    let folder = try TemporaryFolder()
    let batch = batchOfAllKinds()
    try checkRecordEncoder(on: batch) { batch in
      batch
    } document: { parts in
      let path = folder("x.db")
      let writer = try SQLiteWriter(path: path, tables: ["t"])
      let encoder = try writer.beginTable("t", schema: schemaOfAllKinds())
      for part in parts { try writer.append(encoder.encode(part)) }
      try writer.commit()
      return try folder.bytes("x.db")
    }
  }

  @Test func `a value that does not fit, and rows of another table, are errors`() throws {
    struct A: Encodable { var a: String }
    let texts = try RecordList([A(a: "1"), A(a: "x")])
    let folder = try TemporaryFolder()
    let writer = try SQLiteWriter(path: folder.path + "/x.db", tables: ["a", "b"])
    let numbers = Schema([ColumnSchema(name: "a", source: 0, kind: .integer)])
    let first = try writer.beginTable("a", schema: numbers)
    func fill(_ encoder: SQLiteRowEncoder) throws {
      try texts.mapBatches({ encoder.encode($0) }) {
        try writer.append($0)
        return true
      }
    }
    let unfit = #expect(throws: DatabaseError.self) { try fill(first) }
    #expect(
      unfit?.reason
        == .unfitValue(
          table: "a", column: "a", type: "INTEGER", value: "x",
          location: RowcastLocation(row: 2, column: 0)))
    let second = try writer.beginTable("b", schema: texts.schema)
    let other = #expect(throws: DatabaseError.self) { try fill(first) }
    #expect(other?.reason == .otherTable(name: "a"))
    try fill(second)
    try writer.commit()
    #expect(throws: DatabaseError.self) { try fill(second) }
    #expect(throws: DatabaseError.self) { try writer.beginTable("c", schema: numbers) }
  }
}
