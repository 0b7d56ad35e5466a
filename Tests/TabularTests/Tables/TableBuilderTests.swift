import RowcastTabular
import TestSupport
import Testing

@Suite struct `Building a table` {
  static let schema = Schema(
    ["a", "b", "c"].enumerated().map { ColumnSchema(name: $1, source: $0) })

  /// A cell to add: a text, a code of the dictionary, or a number of some kind.
  enum Item {
    case text(String), shared(UInt64), decimal(String), at(Cell.Kind, Int64), double(Double)
  }

  func batch(_ rows: [[Int: Item]], _ dictionary: StringDictionary = .empty) -> RecordBatch {
    var batch = RecordBatch(dictionary: dictionary)
    for (i, row) in rows.enumerated() {
      for column in row.keys.sorted() {
        let place = UInt32(column)
        switch row[column] {
        case .text(let text): batch.append(text.utf8, column: place)
        case .decimal(let text): batch.append(text.utf8, kind: .decimal, column: place)
        case .shared(let code):
          batch.cells.append(Cell(column: place, kind: .sharedText, payload: code))
        case .at(let kind, let value):
          batch.cells.append(Cell(column: place, kind: kind, payload: UInt64(bitPattern: value)))
        case .double(let value):
          batch.cells.append(Cell(column: place, kind: .double, payload: value.bitPattern))
        case nil: break
        }
      }
      batch.endRow(number: i + 1)
    }
    return batch
  }

  func table(_ batches: RecordBatch..., schema: Schema = schema) -> Table {
    var builder = TableBuilder(schema: schema)
    for batch in batches { builder.append(TableBuilder.piece(of: batch, schema: schema)) }
    return builder.table()
  }

  /// A column's values as texts, nil for missing.
  func values(_ column: TypedColumn?) -> [String?] {
    switch column?.values {
    case .numbers(let numbers): numbers.map { $0.isNaN ? nil : $0.description }
    case .texts(let codes, let dictionary):
      codes.map { $0 == TypedColumn.missingCode ? nil : dictionary[Int($0)] }
    case nil: []
    }
  }

  @Test func `numbers of all kinds share a column and gaps are missing`() {
    let result = table(
      batch([[0: .at(.integer, 1)], [0: .decimal("2.50"), 2: .double(0.5)], [:]]),
      batch([[0: .double(-1)]]))
    #expect(result.rowCount == 4 && result.names == ["a", "b", "c"])
    #expect(values(result["a"]) == ["1.0", "2.5", nil, "-1.0"])
    #expect(values(result["b"]) == [nil, nil, nil, nil])
    #expect(values(result["c"]) == [nil, "0.5", nil, nil])
    #expect(result.columns.map(\.kind) == [.decimal, .empty, .decimal])
    #expect(result.columns.map(\.missingCount) == [1, 4, 3])
  }

  @Test(arguments: [
    (Cell.Kind.integer, ColumnKind.integer), (.boolean, .boolean), (.date, .date), (.time, .time),
    (.dateTime, .dateTime), (.duration, .duration), (.error, .empty), (.uncalculated, .empty),
  ])
  func `a column of one kind keeps it`(cell: Cell.Kind, column: ColumnKind) {
    #expect(table(batch([[0: .at(cell, 1)]]))["a"]?.kind == column)
  }

  @Test func `days with and without times are one column`() {
    let result = table(batch([[0: .at(.date, 0)], [0: .at(.dateTime, 1000)]]))
    #expect(result["a"]?.kind == .dateTime)
    #expect(values(result["a"]) == ["0.0", "1000.0"])
  }

  @Test func `a text makes the whole column text, wherever it comes`() {
    let numbers: [[Int: Item]] = [[0: .decimal("1.50")], [:], [0: .at(.integer, 2)]]
    let text: [[Int: Item]] = [[0: .text("x")]]
    let expected: [String?] = ["1.5", nil, "2", "x"]
    for result in [
      table(batch(numbers + text)), table(batch(numbers), batch(text)),
    ] {
      #expect(values(result["a"]) == expected)
      #expect(result["a"]?.kind == .mixed)
    }
    let reversed = table(batch(text), batch(numbers))
    #expect(values(reversed["a"]) == ["x", "1.5", nil, "2"])
    #expect(values(table(batch(text + numbers))["a"]) == ["x", "1.5", nil, "2"])
  }

  @Test func `kinds that do not go together become texts of their own kind`() {
    let dates: [[Int: Item]] = [[0: .at(.date, 86_400_000)], [0: .at(.dateTime, 1000)]]
    let others: [[Int: Item]] = [[0: .at(.integer, 7)], [0: .at(.boolean, 1)]]
    let expected = ["1970-01-02", "1970-01-01T00:00:01", "7", "true"]
    #expect(values(table(batch(dates + others))["a"]) == expected)
    #expect(
      values(table(batch(dates), batch([others[0]]), batch([others[1]]))["a"]) == expected)
    #expect(table(batch(dates + others))["a"]?.kind == .mixed)
  }

  @Test func `shared texts keep to their dictionary and only what is used remains`() {
    let dictionary = StringDictionary(["unused", "y", "x"])
    let result = table(
      batch([[0: .shared(2)], [0: .shared(1)], [0: .shared(2)]], dictionary),
      batch([[0: .shared(1), 1: .shared(9)]], dictionary), batch([[0: .text("x")]]))
    #expect(values(result["a"]) == ["x", "y", "x", "y", "x"])
    #expect(result["a"]?.kind == .text)
    guard case .texts(let codes, let own)? = result["a"]?.values else {
      Issue.record("no texts")
      return
    }
    #expect(codes == [0, 1, 0, 1, 0] && own.texts == ["x", "y"])
    #expect(values(result["b"]) == [nil, nil, nil, nil, nil])
  }

  @Test func `columns are chosen and ordered by the schema`() {
    let chosen = Schema([
      ColumnSchema(name: "third", source: 2), ColumnSchema(name: "first", source: 0),
    ])
    let result = table(
      batch([[0: .text("x"), 1: .text("no"), 2: .at(.integer, 3), 5: .text("far")]]),
      schema: chosen)
    #expect(result.names == ["third", "first"])
    #expect(values(result["third"]) == ["3.0"] && values(result["first"]) == ["x"])
  }

  @Test func `the table does not depend on where batches are cut`() {
    var generator = FixedGenerator(seed: 99)
    let rows = (0..<300).map { _ -> [Int: Item] in
      var row: [Int: Item] = [:]
      for column in 0..<3 where generator.next() % 4 != 0 {
        row[column] =
          switch generator.next() % 40 {
          case 0 where column == 2: .text("late")
          case 1...20: .at(.integer, Int64(generator.next() % 50))
          default:
            column == 1 ? .text("t\(generator.next() % 9)") : .decimal("0.\(generator.next() % 99)")
          }
      }
      return row
    }
    let whole = table(batch(rows))
    for size in [1, 7, 64, 299] {
      var builder = TableBuilder(schema: Self.schema)
      for start in stride(from: 0, to: rows.count, by: size) {
        builder.append(batch(Array(rows[start..<min(rows.count, start + size)])))
      }
      let cut = builder.table()
      #expect(cut.rowCount == whole.rowCount)
      for name in whole.names { #expect(values(cut[name]) == values(whole[name])) }
      #expect(cut.columns.map(\.kind) == whole.columns.map(\.kind))
    }
  }

  @Test func `rows are selected in the order asked for`() {
    let result = table(batch((0..<5).map { [0: .at(.integer, Int64($0)), 1: .text("t\($0)")] }))
    let chosen = result.selecting([4, 0, 0])
    #expect(values(chosen["a"]) == ["4.0", "0.0", "0.0"])
    #expect(values(chosen["b"]) == ["t4", "t0", "t0"])
  }
}
