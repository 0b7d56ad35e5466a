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

  @Test func `NaN and infinity are no value`() throws {
    struct Row: Encodable { var x: Double }
    struct Read: Decodable, Sendable { var x: Double? }
    let read = try RecordList([Row(x: .nan), Row(x: .infinity), Row(x: 1)]).decoded(as: Read.self)
    #expect(read.map(\.x) == [nil, nil, 1])
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
}
