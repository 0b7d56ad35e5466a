import RowcastDelimitedText
import RowcastFileIO
import RowcastParquet
import RowcastTabular
import TestSupport
import Testing

@Suite struct ParquetTests {
  /// A file of the records of a CSV text, as Python's pyarrow or DuckDB read it.
  private func readBack(_ csv: String) async throws -> String {
    try await readBack(try DelimitedSource(MemoryBytes(csv)).bytes(as: .parquet))
  }

  private func readBack(_ bytes: [UInt8]) async throws -> String {
    let folder = try TemporaryFolder()
    let path = try folder.write("x.parquet", bytes)
    let python = try #require(RealPart.python(modules: ["duckdb"]).path)
    let script = """
      import duckdb, sys
      duckdb.sql("set enable_progress_bar = false")
      rows = duckdb.sql("select * from read_parquet('" + sys.argv[1] + "')")
      print(rows.types)
      for row in rows.fetchall(): print(row)
      """
    let outcome = try await Command(python).run(["-c", script, path])
    #expect(outcome.errors == "")
    return outcome.text
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `kinds of columns are types, and what is missing is null`() async throws {
    let text = try await readBack(
      """
      n,x,b,d,t,at,s
      1,1.50,true,2024-02-29,10:00,2024-01-01T10:30:00,Ångström
      -9223372036854775808,-0.1,false,1899-12-31,23:59,1969-12-31T23:59:59,
      ,,,,,,"a,b"

      """)
    #expect(
      text == """
        [BIGINT, DOUBLE, BOOLEAN, DATE, VARCHAR, TIMESTAMP, VARCHAR]
        (1, 1.5, True, datetime.date(2024, 2, 29), '10:00', \
        datetime.datetime(2024, 1, 1, 10, 30), 'Ångström')
        (-9223372036854775808, -0.1, False, datetime.date(1899, 12, 31), '23:59', \
        datetime.datetime(1969, 12, 31, 23, 59, 59), None)
        (None, None, None, None, None, None, 'a,b')

        """)
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `date-times of six digits behind the second are timestamps of microseconds`() async throws {
    let text = try await readBack(
      """
      at,fine
      2024-01-01 10:30:00.123456,2024-01-01T10:30:00.1234567
      1969-12-31T23:59:59.9999,2024-01-01T10:30:00.123456
      2024-01-01T10:30:00,
      ,

      """)
    #expect(
      text == """
        [TIMESTAMP, VARCHAR]
        (datetime.datetime(2024, 1, 1, 10, 30, 0, 123456), '2024-01-01T10:30:00.1234567')
        (datetime.datetime(1969, 12, 31, 23, 59, 59, 999900), '2024-01-01T10:30:00.123456')
        (datetime.datetime(2024, 1, 1, 10, 30), None)
        (None, None)

        """)
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `numbers that a double does not hold become decimals, all digits kept`() async throws {
    let text = try await readBack(
      """
      a,b
      12345678901234567890.12,1
      -0.001,99999999999999999999

      """)
    #expect(
      text == """
        [DECIMAL(23,3), DECIMAL(20,0)]
        (Decimal('12345678901234567890.120'), Decimal('1'))
        (Decimal('-0.001'), Decimal('99999999999999999999'))

        """)
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `texts that repeat and texts that do not come back, over many row groups`() async throws {
    var csv = "few,many,none\n"
    for i in 0..<150_000 { csv += "level \(i % 7),text of row \(i),\(i % 3 == 0 ? "" : "x")\n" }
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "x.parquet", try DelimitedSource(MemoryBytes(csv)).bytes(as: .parquet))
    let python = try #require(RealPart.python(modules: ["duckdb"]).path)
    let script = """
      import duckdb, sys
      duckdb.sql("set enable_progress_bar = false")
      print(duckdb.sql("select count(*), count(distinct few), count(distinct many), count(\\"none\\"),"
        " bool_and(many = 'text of row ' || (row_number - 1)), bool_and(few = 'level ' || ((row_number - 1) % 7))"
        " from (select *, row_number() over () as row_number from read_parquet('" + sys.argv[1] + "'))").fetchall()[0])
      """
    let outcome = try await Command(python).run(["-c", script, path])
    #expect(outcome.errors == "")
    #expect(outcome.text == "(150000, 7, 150000, 100000, True, True)\n")
  }

  @Test(.requires(.python(modules: ["pyarrow"])))
  func `a column without values has no dictionary to refer to`() async throws {
    var csv = "text,none\n"
    for i in 0..<5000 { csv += "\(i < 4000 ? "" : "level \(i % 3)"),\n" }
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "x.parquet", try DelimitedSource(MemoryBytes(csv)).bytes(as: .parquet))
    let python = try #require(RealPart.python(modules: ["pyarrow"]).path)
    let script = """
      import pyarrow.parquet, sys
      table = pyarrow.parquet.read_table(sys.argv[1])
      print(table.num_rows, [column.null_count for column in table.columns], table.column(0)[4999])
      """
    let outcome = try await Command(python).run(["-c", script, path])
    #expect(outcome.errors == "")
    #expect(outcome.text == "5000 [4000, 5000] level 1\n")
  }

  @Test func `a file begins and ends with its mark, and memory of no rows is a file`() throws {
    let none = try DelimitedSource(MemoryBytes("a,b\n")).bytes(as: .parquet)
    #expect(none.starts(with: Array("PAR1".utf8)))
    #expect(none.suffix(4).elementsEqual("PAR1".utf8))
  }

  @Test func `a batch without rows leaves no trace: a page without values ends a file for pyarrow`()
    throws
  {
    let schema = Schema([ColumnSchema(name: "a", source: 0, kind: .text)])
    var full = RecordBatch()
    full.append("x".utf8, column: 0)
    full.endRow(number: 1)
    func file(_ batches: [RecordBatch]) throws -> [UInt8] {
      let sink = MemorySink()
      let writer = ParquetWriter(schema: schema, to: sink)
      try writer.begin()
      for batch in batches { try writer.append(writer.encoder.encode(batch)) }
      try writer.end()
      return sink.bytes
    }
    #expect(try file([RecordBatch(), full, RecordBatch()]) == file([full]))
    #expect(try file([RecordBatch()]) == file([]))
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `batches of a few rows share pages, and are read back as one batch of all rows is`()
    async throws
  {
    let header = "n,x,flag,word,varied,gaps,none\n"
    // Numbers, truth, words that repeat and words that do not, gaps within and between batches.
    let parts = (0..<700).map { i in
      (0..<(1 + i % 3)).map { j in
        let gap = i % 7 < 3 || j == 1 ? "" : "\(i)"
        return "\(i),\(i).5,\(i % 2 == 0),w\(i % 5),v \(i) \(j),\(gap),\n"
      }.joined()
    }
    let whole = try DelimitedSource(MemoryBytes(header + parts.joined()))
    let sink = MemorySink()
    let writer = ParquetWriter(schema: whole.schema, to: sink)
    let encoder = writer.encoder
    try writer.begin()
    for part in parts {
      try DelimitedSource(MemoryBytes(header + part)).mapBatches(
        { encoder.encode($0) },
        inOrder: {
          try writer.append($0)
          return true
        })
    }
    try writer.end()
    let one = try whole.bytes(as: .parquet)
    #expect(try await readBack(sink.bytes) == readBack(one))
    #expect(sink.bytes.count < 3 * one.count)
  }

  @Test func `a value beyond its column's type is an error with its cell`() throws {
    let source = try DelimitedSource(
      MemoryBytes("a,b\n1,true\n123456789.123456789123456789,\n"))
    let writer = ParquetWriter(schema: source.schema, to: MemorySink())
    let encoder = writer.encoder
    try writer.begin()
    let error = #expect(throws: ParquetError.self) {
      try source.mapBatches({ encoder.encode($0) }) {
        try writer.append($0)
        return true
      }
    }
    #expect(error?.location == RowcastLocation(row: 3, column: 0))
    let wide = MemorySink()
    let second = ParquetWriter(schema: source.schema, needs: try source.needs(), to: wide)
    let wideEncoder = second.encoder
    try source.mapBatches({ wideEncoder.encode($0) }) {
      #expect(throws: ParquetError(.otherRows)) {
        try second.append(encoder.encode(RecordBatch(firstRow: 0)))
      }
      try second.append($0)
      return true
    }
    try second.end()
    #expect(wide.bytes == (try source.bytes(as: .parquet)))
    #expect(throws: ParquetError(.hasEnded)) {
      try second.append(wideEncoder.encode(RecordBatch(firstRow: 0)))
    }
  }
}
