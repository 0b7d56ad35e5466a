import RowcastTabular
import Testing

@Suite struct RowTests {
  struct Order: Codable, Equatable, Sendable {
    struct Place: Codable, Equatable, Sendable { var city: String, zip: String? }
    enum State: String, Codable { case open, paid }
    var orderID: Int
    var amount: Double
    var state: State
    var note: String?
    var isGift: Bool
    var place: Place
  }

  static let orders = [
    Order(
      orderID: 1, amount: 2.5, state: .open, note: nil, isGift: true,
      place: .init(city: "Köln", zip: "01067")),
    Order(
      orderID: -7, amount: 0.1, state: .paid, note: "two\nlines", isGift: false,
      place: .init(city: "", zip: nil)),
  ]

  @Test func `a struct comes back from its record`() throws {
    let list = try RecordList(Self.orders)
    #expect(
      list.schema.names
        == ["orderID", "amount", "state", "note", "isGift", "place.city", "place.zip"])
    #expect(
      list.schema.columns.map(\.kind) == [.integer, .decimal, .text, .text, .boolean, .text, .text])
    #expect(try list.decoded(as: Order.self) == Self.orders)
  }

  @Test func `columns are found without regard to case and punctuation, exactly first`() throws {
    struct Written: Encodable { var order_ID: Int, Amount: Double }
    struct Read: Decodable, Sendable { var orderID: Int, amount: Double }
    let read = try RecordList([Written(order_ID: 3, Amount: 1)]).decoded(as: Read.self)
    #expect(read.first?.orderID == 3)
    let exact = RowCoding(keys: .exact)
    let error = #expect(throws: RowError.self) {
      try RecordList([Written(order_ID: 3, Amount: 1)]).decoded(as: Read.self, exact)
    }
    #expect(error?.reason == .noColumn(key: "orderID"))
  }

  @Test func `two columns for one key are an error, not a guess`() throws {
    struct Written: Encodable { var a_b: Int, aB: Int }
    struct Read: Decodable, Sendable { var ab: Int }
    let error = #expect(throws: RowError.self) {
      try RecordList([Written(a_b: 1, aB: 2)]).decoded(as: Read.self)
    }
    #expect(error?.reason == .severalColumns(key: "ab", ["a_b", "aB"]))
  }

  @Test func `a value of another kind tells row, column and what was there`() throws {
    struct Written: Encodable { var n: String }
    struct Read: Decodable, Sendable { var n: Int8 }
    let error = #expect(throws: RowError.self) {
      try RecordList([Written(n: "1a")]).decoded(as: Read.self)
    }
    #expect(
      "\(try #require(error))"
        == "line 1:1: column \"n\": expected a whole number (Int8), found \"1a\"")
    struct Large: Encodable { var n: Int }
    #expect(throws: RowError.self) { try RecordList([Large(n: 300)]).decoded(as: Read.self) }
  }

  @Test func `numbers keep their digits, dates and times their kind`() throws {
    struct Row: Codable, Equatable, Sendable {
      var exact: ExactNumber
      var day: CivilDate
      var at: ClockTime?
      var big: UInt64
    }
    let row = Row(
      exact: try #require(ExactNumber("0.10")), day: CivilDate(year: 2024, month: 2, day: 29),
      at: ClockTime(hour: 23, minute: 59, second: 59, millisecond: 1), big: .max)
    let list = try RecordList([row])
    #expect(list.schema.columns.map(\.kind) == [.decimal, .date, .time, .decimal])
    #expect(try list.decoded(as: Row.self) == [row])
  }

  @Test func `what no cell holds is refused with its row and column`() throws {
    struct Lists: Encodable { var tags: [String] }
    let error = #expect(throws: RowError.self) { try RecordList([Lists(tags: ["a"])]) }
    #expect(error?.column == "tags")
    #expect(error?.location.row == 1)
    #expect(throws: RowError.self) { try RecordList([1, 2]) }
  }

  @Test func `NaN is no value`() throws {
    struct Row: Encodable { var x: Double }
    struct Read: Decodable, Sendable { var x: Double? }
    let read = try RecordList([Row(x: .nan), Row(x: 1)]).decoded(as: Read.self)
    #expect(read.map(\.x) == [nil, 1])
  }

  @Test func `members of a row are its columns`() throws {
    var values: [[Value]] = []
    try RecordList(Self.orders).forEachRow { row in
      #expect(row["amount"] == row.amount)
      #expect(row.nothing == .missing)
      values.append(row.values)
    }
    #expect(values.count == 2)
    #expect(values[0][3] == .missing)
    #expect(values[1][4] == .boolean(false))
  }

  @Test func `a table of structs has a typed column for each member`() throws {
    let table = try Table(rows: Self.orders)
    #expect(table.rowCount == 2)
    #expect(table["orderID"]?.kind == .integer)
    #expect(table["note"]?.missingCount == 1)
  }

  @Test func `texts are read as what is asked for, and the one that cannot be is told`() throws {
    struct Written: Encodable { var id: String, day: String, share: String }
    struct Read: Decodable, Equatable, Sendable {
      var id: Int?
      var day: CivilDate
      var share: Double
    }
    let good = [
      Written(id: "007", day: "2024-02-29", share: ".5"),
      Written(id: "NA", day: "2024-03-01", share: "1"),
    ]
    let read = try RecordList(good).decoded(as: Read.self)
    #expect(read.map(\.id) == [7, nil])
    #expect(read.map(\.share) == [0.5, 1])
    for (odd, column, place) in [
      (Written(id: "x", day: "2024-03-01", share: "1"), "id", 1),
      (Written(id: "1", day: "soon", share: "1"), "day", 2),
      (Written(id: "1", day: "2024-03-01", share: "1,5"), "share", 3),
    ] {
      let error = #expect(throws: RowError.self) {
        try RecordList(good + [odd] + good).decoded(as: Read.self)
      }
      #expect(error?.column == column)
      #expect("\(try #require(error))".hasPrefix("line 3:\(place): "))
    }
    // A word for no value is none where the value is needed, and a text where texts are asked for.
    let missing = #expect(throws: RowError.self) {
      try RecordList([Written(id: "1", day: "NA", share: "1")]).decoded(as: Read.self)
    }
    #expect(missing?.reason == .missing(expected: "a date"))
    struct Word: Decodable, Sendable { var id: String? }
    #expect(try RecordList(good).decoded(as: Word.self).map(\.id) == ["007", "NA"])
  }

  @Test func `optional members with members of their own come back, from their place`() throws {
    struct Point: Codable, Equatable, Sendable { var x: Int, y: Int? }
    struct Place: Codable, Equatable, Sendable {
      var city: String
      var point: Point?
    }
    struct Person: Codable, Equatable, Sendable {
      var name: String
      var place: Place?
      var age: Int
    }
    let people = [
      Person(name: "a", place: nil, age: 1),
      Person(name: "b", place: Place(city: "Oslo", point: nil), age: 2),
      Person(name: "c", place: Place(city: "Bonn", point: Point(x: 1, y: nil)), age: 3),
    ]
    for people in [people, people.reversed(), Array(people.prefix(1)), Array(people.prefix(2))] {
      let list = try RecordList(people)
      #expect(try list.decoded(as: Person.self) == people)
      if people.count > 2 { #expect(!list.schema.names.contains("place")) }
    }
    #expect(
      try RecordList(people).schema.names
        == ["name", "place.city", "place.point.x", "place.point.y", "age"])
  }

  @Test func `what a type itself refuses has its cell`() throws {
    struct Written: Encodable { var id: Int, state: String }
    struct Read: Decodable, Sendable {
      var id: Int
      var state: Order.State
    }
    let error = #expect(throws: RowError.self) {
      try RecordList([Written(id: 1, state: "lost")]).decoded(as: Read.self)
    }
    #expect(error?.column == "state")
    #expect(error?.location == RowcastLocation(row: 1, column: 1))
  }

  @Test func `what a cell would change is refused`() throws {
    struct Row: Encodable {
      var x: Double? = nil
      var day: CivilDate? = nil
      var time: Duration? = nil
    }
    for row in [
      Row(x: .infinity), Row(day: CivilDate(year: 2023, month: 2, day: 30)),
      Row(day: CivilDate(year: 300_000_000, month: 1, day: 1)),
      Row(day: CivilDate(year: .max, month: 1, day: 1)), Row(time: .nanoseconds(1500)),
      Row(time: .seconds(Int64.max)),
    ] {
      let error = #expect(throws: RowError.self) { try RecordList([Row(), row]) }
      #expect(error?.location.row == 2)
      #expect(error?.column != nil)
    }
    #expect(Value.date(CivilDate(year: 2023, month: 2, day: 30)).description == "2023-2-30")
  }

  @Test func `members of dictionaries are sorted by name`() throws {
    struct Row: Encodable { var z: [String: Int], a: Int }
    let names = (0..<30).map { "n\($0 + 10)" }
    let values = Dictionary(uniqueKeysWithValues: names.map { ($0, 1) })
    #expect(try RecordList([values]).schema.names == names)
    #expect(
      try RecordList([Row(z: values, a: 1)]).schema.names == names.map { "z.\($0)" } + ["a"])
  }

  @Test func `batches are numbered on their way into a format`() throws {
    struct Source: RecordSource {
      let schema = Schema([ColumnSchema(name: "id", source: 0, kind: .integer)])
      func mapBatches<Result: Sendable>(
        _ transform: @Sendable (RecordBatch) throws -> Result,
        inOrder consume: (Result) throws -> Bool
      ) throws {
        for n in 0..<3 {
          var batch = RecordBatch(firstRow: 0)
          batch.cells.append(Cell(column: 0, kind: .integer, payload: UInt64(n)))
          batch.endRow(number: n + 2)
          guard try consume(transform(batch)) else { return }
        }
      }
    }
    struct Format: RecordFormat {
      func bytes(
        schema: Schema, batches: ((RecordBatch) throws -> Void) throws -> Void
      ) throws -> [UInt8] {
        var firstRows: [UInt8] = []
        try batches { firstRows.append(UInt8(clamping: $0.firstRow)) }
        return firstRows
      }
    }
    #expect(try Source().bytes(as: Format()) == [0, 1, 2])
  }
}
