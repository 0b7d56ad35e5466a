import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastShaping

@Suite struct SourceTests {
  /// Many records, in several batches of the reader.
  static let text =
    "n,word\n"
    + (0..<60_000).map { "\($0),word number \($0 % 7) with some more text behind it\n" }.joined()

  private func source() throws -> DelimitedSource { try DelimitedSource(MemoryBytes(Self.text)) }

  private func values(_ source: any RecordSource) throws -> [Int64] {
    var values: [Int64] = []
    try source.mapBatches({ batch in
      (
        batch.firstRow,
        batch.cells.filter { $0.column == 0 }.map { batch.value(of: $0).integer ?? -1 }
      )
    }) { first, more in
      #expect(first == values.count)
      values += more
      return true
    }
    return values
  }

  @Test func `what meets a condition, and what is drawn, are sources like any other`() throws {
    let source = try source()
    let condition = try Condition(parsing: "n > 20000 and n < 20200")
    let filtered = try FilteredSource(source, schema: source.schema, where: condition)
    try checkRecordSource(filtered) { DelimitedEncoder(schema: $0) }
    try checkRecordSource(SampledSource(filtered, count: 20, seed: 1)) {
      DelimitedEncoder(schema: $0)
    }
    #expect(try values(filtered) == Array(20001..<20200))
  }

  @Test func `a sample has its size, its order, and by its seed always the same records`() throws {
    let source = try source()
    let sample = try values(SampledSource(source, count: 500, seed: 3))
    #expect(sample.count == 500)
    #expect(sample == sample.sorted() && Set(sample).count == 500)
    #expect(try values(SampledSource(source, count: 500, seed: 3, rowCount: 60_000)) == sample)
    #expect(try values(SampledSource(source, count: 500, seed: 4)) != sample)
    #expect(try values(SampledSource(source, count: 0, seed: 3)) == [])
    #expect(try values(SampledSource(source, count: 99_999, seed: 3)).count == 60_000)
  }

  @Test func `each record is drawn as often as any other`() {
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<4000 {
      for number in SampledSource.drawn(3, of: 10, seed: UInt64(seed)) { counts[number] += 1 }
    }
    // Expected 1200 each; a standard deviation is 29.
    #expect(counts.allSatisfy { (1080...1320).contains($0) }, "\(counts)")
  }

  @Test func `columns get other names, and may exchange them`() throws {
    let schema = Schema(["a", "b", "c"].enumerated().map { ColumnSchema(name: $1, source: $0) })
    func renamed(_ pairs: (String, String)...) throws(RenamingError) -> [String] {
      try schema.renamed(pairs.map { Renaming(from: $0.0, to: $0.1) }).names
    }
    #expect(try renamed(("a", "b"), ("b", "a")) == ["b", "a", "c"])
    #expect(throws: RenamingError.self) { try renamed(("a", "b")) }
    #expect(throws: RenamingError.self) { try renamed(("a", "x"), ("b", "x")) }
    #expect(throws: RenamingError.self) { try renamed(("a", "x"), ("a", "y")) }
    #expect(throws: RenamingError.self) { try renamed(("d", "x")) }
    #expect(throws: RenamingError.self) { try renamed(("a", "")) }
  }

  private func part(_ name: String, _ text: String) throws -> UnionSource.Part {
    let source = try DelimitedSource(MemoryBytes(text))
    return UnionSource.Part(
      location: RowcastLocation(file: name), schema: source.schema, open: { source })
  }

  @Test func `sources become one table by the names of their columns`() throws {
    let parts = [
      try part("a.csv", "id,x,day\n1,1.5,2024-01-31\n2,,\n"),
      try part("b.csv", "x;extra;id\n7;true;3\n8;;4\n"),
    ]
    let union = UnionSchema(parts.map(\.schema))
    #expect(union.schema.names == ["id", "x", "day", "extra"])
    #expect(union.schema.columns.map(\.kind) == [.integer, .decimal, .date, .boolean])
    #expect(union.schema.columns.map(\.hasMissing) == [false, true, true, true])
    #expect(union.conflicts == [])
    let source = UnionSource(parts, schema: union.schema)
    var text = OutputBytes()
    var firstRows: [Int] = []
    var places: [String] = []
    let encoder = DelimitedEncoder(schema: union.schema)
    try source.mapBatches({ ($0, $0.place(row: 0, column: 1).description) }) { batch, place in
      encoder.encode(batch, into: &text)
      firstRows.append(batch.firstRow)
      places.append(place)
      return true
    }
    #expect(text.string == "1,1.5,2024-01-31,\n2,,,\n3,7,,true\n4,8,,\n")
    // Rows are counted on, and stand at their own places.
    #expect(firstRows == [0, 2])
    #expect(places == ["a.csv:2:2", "b.csv:2:1"])
  }

  @Test func `kinds that do not go together are text, and told with their sources`() {
    func schema(_ kind: ColumnKind) -> Schema {
      Schema([ColumnSchema(name: "x", source: 0, kind: kind, hasMissing: false)])
    }
    func union(_ kinds: ColumnKind...) -> UnionSchema { UnionSchema(kinds.map(schema)) }
    #expect(union(.empty, .integer, .decimal).schema.columns.map(\.kind) == [.decimal])
    #expect(union(.date, .dateTime, .empty).schema.columns.map(\.kind) == [.dateTime])
    #expect(union(.mixed, .integer).schema.columns.map(\.kind) == [.mixed])
    let found = union(.empty, .integer, .integer, .text, .date)
    #expect(found.schema.columns.map(\.kind) == [.text])
    #expect(found.conflicts.map(\.parts) == [[1, 3]])
    #expect(found.conflicts.map(\.kinds) == [[.integer, .text]])
    #expect(found.conflicts.map(\.kind) == [.text])
    // Every column of a law: kinds in any order come to the same kind.
    for one in ColumnKind.allCases {
      for other in ColumnKind.allCases {
        #expect(
          union(one, other).schema.columns.map(\.kind)
            == union(other, one).schema.columns.map(\.kind))
      }
    }
  }

  @Test func `names of one text in two spellings are two columns of a union`() {
    let part = Schema([
      ColumnSchema(name: "e\u{301}", source: 0), ColumnSchema(name: "\u{E9}", source: 1),
    ])
    let union = UnionSchema([part, part]).schema
    #expect(union.columns.map { Array($0.name.utf8) } == part.columns.map { Array($0.name.utf8) })
  }

  @Test func `a number of records that cannot be is counted`() throws {
    let source = try DelimitedSource(MemoryBytes("n\n1\n2\n3\n"))
    let sample = SampledSource(source, count: 2, seed: 1)
    #expect(
      try values(SampledSource(source, count: 2, seed: 1, rowCount: -1000)) == values(sample))
  }

  @Test func `columns that no cell can have are empty`() throws {
    var batch = RecordBatch(firstRow: 0)
    batch.append("x".utf8, column: 0)
    batch.endRow(number: 1)
    let schema = Schema([
      ColumnSchema(name: "a", source: -5), ColumnSchema(name: "b", source: 0),
      ColumnSchema(name: "c", source: .max),
    ])
    let list = RecordList(schema: schema, batches: [batch])
    #expect(try list.text(as: DelimitedFormat.csv) == "a,b,c\n,x,\n")
    #expect(try ChosenSource(list, schema: schema).table(of: schema) { _, _ in }.rowCount == 1)
  }
}
