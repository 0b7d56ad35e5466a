import Foundation
import Rowcast
import RowcastFoundation
import Testing

// What someone else's program needs of Rowcast, each as short as it is said to be: JobLengthTests
// counts the lines between the marks.

struct Customer: Codable, Sendable, Equatable {
  var id: Int, name: String, since: CivilDate, balance: Decimal, isActive: Bool?
}

struct Order: Codable, Sendable, Equatable {
  var id: Int, item: String, price: Decimal, at: Date
}

let customersCSV = """
  id,name,since,balance,is active
  1,"Ångström, A.",2024-02-29,12345678901234567890.12,true
  2,Bo,1999-12-31,-0.10,
  """

let orders = [
  Order(id: 1, item: "a,b", price: 1.50, at: Date(timeIntervalSince1970: 0)),
  Order(id: 2, item: "=1+1", price: 20, at: Date(timeIntervalSince1970: 86_400)),
]

@Suite struct JobTests {
  @Test func `workbook bytes become typed rows`() throws {
    let bytes = try WorkbookFormat().bytes(of: orders)
    // job: workbook bytes to typed rows, 6 lines
    let book = try Workbook(MemoryBytes(bytes))
    var total = 0.0
    try book.source().forEachRow { row in
      total += row["price"].double ?? 0
    }
    // end
    #expect(total == 21.5)
    #expect(try book.source().decoded(as: Order.self) == orders)
  }

  @Test func `CSV bytes become structs with decimals and dates`() throws {
    let body = Array(customersCSV.utf8)
    // job: CSV bytes to structs, 4 lines
    let source = try DelimitedSource(MemoryBytes(body))
    let customers = try source.decoded(as: Customer.self)
    // end
    #expect(customers.map(\.name) == ["Ångström, A.", "Bo"])
    #expect(customers.first?.balance == Decimal(string: "12345678901234567890.12"))
    #expect(customers.first?.since == CivilDate(year: 2024, month: 2, day: 29))
    #expect(customers.map(\.isActive) == [true, nil])
  }

  @Test func `an error names the row and the column`() throws {
    struct Strict: Decodable, Sendable { var isActive: Bool }
    let source = try DelimitedSource(MemoryBytes(customersCSV))
    let error = #expect(throws: RowError.self) { try source.decoded(as: Strict.self) }
    #expect(error?.location.row == 3)
    #expect(error?.column == "is active")
  }

  @Test func `a CSV text becomes a JSON text`() throws {
    let csv = "code,n\n007,1.50\n"
    // job: CSV text to JSON text, 3 lines
    let json = try DelimitedSource(MemoryBytes(csv)).text(as: .json)
    // end
    #expect(json == "[\n{\"code\":\"007\",\"n\":1.50}\n]\n")
  }

  @Test func `structs become CSV and a workbook`() throws {
    // job: structs to CSV, 3 lines
    let csv = try DelimitedFormat().bytes(of: orders)
    // end
    #expect(try DelimitedSource(MemoryBytes(csv)).decoded(as: Order.self) == orders)
    // job: structs to workbook bytes, 3 lines
    let xlsx = try WorkbookFormat().bytes(of: orders)
    // end
    #expect(xlsx.starts(with: Array("PK".utf8)))
  }

  @Test func `rows of a body come while it arrives`() async throws {
    let body = AsyncStream<[UInt8]> { stream in
      stream.yield(Array("id,amount\n".utf8))
      for i in 0..<10_000 { stream.yield(Array("\(i),\(i).50\n".utf8)) }
      stream.finish()
    }
    // job: rows of a stream of chunks, 8 lines
    var sum = 0.0, count = 0
    for try await row in DelimitedStream(body) {
      sum += row["amount"].double ?? 0
      count += 1
    }
    // end
    #expect(count == 10_000)
    #expect(sum == 49_995_000 + 5_000)
  }
}
