import Foundation
import RowcastFoundation
import RowcastTabular
import Testing

@Suite struct FoundationValueTests {
  struct Payment: Codable, Equatable, Sendable {
    var amount: Decimal
    var at: Date
  }

  @Test func `decimals keep their digits and dates their moment`() throws {
    let payment = Payment(
      amount: try #require(Decimal(string: "12345678901234567890.123456789")),
      at: Date(timeIntervalSince1970: -86_400.5))
    let list = try RecordList([payment])
    #expect(list.schema.columns.map(\.kind) == [.decimal, .dateTime])
    #expect(try list.decoded(as: Payment.self) == [payment])
  }

  @Test func `a day is its first moment in UTC`() {
    let day = Value.date(CivilDate(year: 1970, month: 1, day: 2))
    #expect(Date(day) == Date(timeIntervalSince1970: 86_400))
  }

  @Test func `a text of ISO 8601 is a moment, with its offset and its digits`() {
    let moment = Date(timeIntervalSince1970: 1_704_103_200)
    for text in [
      "2024-01-01T10:00:00", "2024-01-01 10:00", "2024-01-01T10:00:00Z", "2024-01-01T10:00:00.000Z",
      "2024-01-01T12:00:00+02:00", "2024-01-01T05:30:00-0430", "2024-01-01T10:00:00.000000000Z",
    ] { #expect(Date(Value.text(text)) == moment, "\(text)") }
    #expect(
      Date(Value.text("2024-01-01T10:00:00.123456Z")) == moment.addingTimeInterval(0.123456))
    #expect(Date(Value.text("2024-01-01")) == moment.addingTimeInterval(-36_000))
    for text in ["10:00:00Z", "2024-02-30", "2024-01-01T10:00:00 Z", "PT1H", "1"] {
      #expect(Date(Value.text(text)) == nil, "\(text)")
    }
    #expect(Decimal(Value.text("1")) == nil)
  }

  struct Page: Codable, Equatable, Sendable {
    var id: UUID
    var address: URL?
    var bytes: Data?
  }

  @Test func `addresses, UUIDs and bytes are texts of one cell`() throws {
    let id = try #require(UUID(uuidString: "6F9619FF-8B86-D011-B42D-00C04FC964FF"))
    let pages = [
      Page(id: id, address: URL(string: "https://a.example/b?c=1"), bytes: Data([0, 1, 255])),
      Page(id: id, address: nil, bytes: nil),
    ]
    let list = try RecordList(pages)
    #expect(list.schema.names == ["id", "address", "bytes"])
    #expect(list.schema.columns.map(\.kind) == [.text, .text, .text])
    #expect(try list.decoded(as: Page.self) == pages)
  }

  @Test func `what is no UUID is told with its cell`() throws {
    struct Written: Encodable { var address: String, id: String }
    let error = #expect(throws: RowError.self) {
      try RecordList([Written(address: "a", id: "nope")]).decoded(as: Page.self)
    }
    #expect(
      error?.reason == .mismatch(expected: "a UUID", found: .text("nope")))
    #expect(error?.location == RowcastLocation(row: 1, column: 1))
  }
}
