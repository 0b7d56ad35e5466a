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

  @Test func `a text is neither`() {
    #expect(Decimal(Value.text("1")) == nil)
    #expect(Date(Value.text("2024-01-01")) == nil)
  }
}
