import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `Headers of delimited text` {
  @Test(arguments: [
    ("speed,dist\nfox,4,2\nhare,7,4\n", ["column_1", "speed", "dist"]),
    ("speed,dist\n1,4,2\n2,7,4\n", ["column_1", "speed", "dist"]),
    ("\"speed\",\"dist\"\n\"31\",4,2\n\"8\",7,4\n", ["column_1", "speed", "dist"]),
    ("date,dist\n2023-05-04,4,far\n2023-05-06,7,near\n", ["date", "dist", "column_3"]),
    ("speed,dist\n4,2,far\n4,4,near\n", ["speed", "dist", "column_3"]),
    ("mail,dist\na@b.no,2,far\nc@d.no,4,near\n", ["mail", "dist", "column_3"]),
  ])
  func `a header one name short names what its names fit, and that is told`(
    text: String, names: [String]
  ) throws {
    let read = try source(text)
    #expect(read.schema.names == names)
    #expect(read.diagnostics.counts[.shortHeader] == 1)
    #expect(read.rowCount == 2)
  }

  @Test func `one name over amounts with decimal commas is one column`() throws {
    let read = try source("cost\n4,25\n17,50\n0,99\n")
    #expect(read.header == ["cost"])
    #expect(read.schema.columns.count == 1)
    #expect(read.rowCount == 3)
  }

  @Test(arguments: [
    ("who,early,,late,\n,in,out,in,out\nfox,4,2,8,7\nhare,7,4,3,1\n", "who"),
    ("t,heat,wind\ns,degC,m/s\n0,20.5,3\n1,20.0,4\n2,19.5,4\n", "t s"),
  ])
  func `rows that may name the columns together are told, with what takes them so`(
    text: String, first: String
  ) throws {
    let read = try source(text)
    let told = read.diagnostics.kept.first { $0.kind == .proposedHeader }
    #expect(told?.location.row == 1)
    #expect(told?.message.contains("--skip-rows 0 --header 2") == true)
    var options = DelimitedOptions()
    options.header = .rows(2)
    options.skipRows = 0
    let asked = try source(text, options)
    #expect(asked.header.first == first)
    #expect(
      asked.schema.columns.dropFirst().allSatisfy { $0.kind == .integer || $0.kind == .decimal })
  }

  @Test func `a header that comes again is told with its line`() throws {
    let read = try source("who,n\nfox,4\nhare,7\nwho,n\nelk,9\n")
    #expect(read.rowCount == 4)
    #expect(read.diagnostics.kept.first { $0.kind == .repeatedHeader }?.location.row == 4)
  }
}
