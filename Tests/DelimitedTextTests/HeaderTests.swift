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
    #expect(told?.message.contains("--header 1,2 ") == true)
    var options = DelimitedOptions()
    options.header = .rows(2)
    options.skipRows = 0
    let asked = try source(text, options)
    #expect(asked.header.first == first)
    #expect(
      asked.schema.columns.dropFirst().allSatisfy { $0.kind == .integer || $0.kind == .decimal })
  }

  static let described: [(text: String, last: Int)] = [
    // A central bank: series, their titles, units, and when they were made.
    (
      ";BB.A;BB.A_FLAGS;BB.U\n;Rate of A;;Rate of U\nUnit;AUD;;USD\n"
        + "As of;01.02.2024 16:00:00;;01.02.2024 16:00:00\n2024-01-02;1,6147;;1,0956\n2024-01-03;1,6236;;1,0919\n2024-01-04;.;none;1,0953\n"
        + "2024-01-05;1,6316;;1,0946\n2024-01-08;1,6349;;1,0940\n", 4
    ),
    // A statistical office: attributes of series, some of them numbers and dates.
    (
      ",Persons ;,Males ;\nUnit,000,000\nType,STOCK,STOCK\nMonth,1,1\nStart,Feb-1978,Feb-1978\n"
        + "Series ID,A84423043C,A84423044F\nFeb-1978,5985.7,3793.9\nMar-1978,6040.6,3832.1\n"
        + "Apr-1978,6054.2,3833.8\nMay-1978,6038.3,3825.5\n", 6
    ),
    (
      "day,oil,gas\n,Dollars per barrel,Dollars\n,D1,D2\n2024-01-02,70.6,2.5\n"
        + "2024-01-03,72.9,2.6\n2024-01-04,72.3,2.7\n", 3
    ),
  ]

  @Test(arguments: described)
  func `rows that describe the columns below their names are told, and can be joined to these`(
    text: String, last: Int
  ) throws {
    let read = try source(text)
    let told = try #require(read.diagnostics.kept.first { $0.kind == .proposedHeader })
    #expect(told.location.row == 1)
    #expect(told.message.contains("--header 1,\(last) "), "\(told.message)")
    var options = DelimitedOptions()
    options.header = .rows(last)
    options.skipRows = 0
    let asked = try source(text, options)
    #expect(asked.schema.columns.first?.kind != .mixed)
    let kinds = asked.schema.columns.dropFirst().map(\.kind)
    #expect(kinds.contains(.decimal) || text.contains(";.;"), "\(kinds)")
  }

  @Test(arguments: [
    "day,n,m\nTotal,30,41\n2024-01-02,10,20\n2024-01-03,20,21\n2024-01-04,1,2\n",
    "day,n,note\n,10,first\n2024-01-02,10,second\n2024-01-03,20,third\n2024-01-04,1,x\n",
    "day,n\nunknown,10\n2024-01-02,10\n2024-01-03,20\n2024-01-04,1\n",
    "code,n\nA-1,1\nB-7,2\nC-9,3\nD-4,4\n",
    "name,n,m\nAnn,1,2\nBo,2,3\nCy,3,4\nDi,4,5\n",
  ])
  func `records are not taken for descriptions`(text: String) throws {
    #expect(try source(text).diagnostics.counts[.proposedHeader] == nil)
  }

  @Test func `a table that is passed over is told with what reads it`() throws {
    let days = (1...9).map { "2023-05-0\($0),\($0)4\n" }.joined()
    let text = "who,n,share\nfox,4,0.5\nhare,7,0.2\n\nday,n\n" + days + days + days + days
    let read = try source(text)
    #expect(read.header == ["day", "n"])
    let told = read.diagnostics.kept.first { $0.kind == .passedTable }
    #expect(told?.location.row == 1)
    #expect(told?.message.contains("2 records") == true)
    #expect(told?.message.contains("--skip-rows 0 --limit 2") == true)
    var options = DelimitedOptions()
    options.skipRows = 0
    options.limit = 2
    #expect(try rows(of: source(text, options)) == [["fox", "4", "0.5"], ["hare", "7", "0.2"]])
    // Keys and values are no table.
    let keys = try source("gain,4\nspan,12\n\nday,n,m\n2023-05-01,4,5\n2023-05-02,6,1\n")
    #expect(keys.header == ["day", "n", "m"])
    #expect(keys.diagnostics.counts[.passedTable] == nil)
  }

  @Test func `a wider table above a longer one is the one that is read`() throws {
    let wide = (1...6).map { "way \($0),\($0)4,0.\($0),2\($0)\n" }.joined()
    let days = (1...9).map { "2023-05-0\($0),\($0)4\n" }.joined()
    let read = try source("way,n,share,m\n" + wide + "\nday,n\n" + days)
    #expect(read.header == ["way", "n", "share", "m"])
    #expect(read.diagnostics.counts[.secondTable] == 1)
  }

  @Test(arguments: [
    // The first record of an account is no header of its shorter ones.
    "Main,***7,02/01/2021,,17.5\n03/01/2023,shop,far,-4.5\n04/01/2023,mill,near,-7.25\n",
    // Nor is the first of the samples beside which their settings stand.
    "Length,2500,-0.5,0.13\nStep,4,-0.4,-0.02\n,,-0.3,0.66\n,,-0.2,0.91\n,,-0.1,0.4\n",
    "Title,Ring\nMade by,fox\nGain,2.5\nXYDATA\n200,0.5\n201,0.7\n202,0.9\n203,0.4\n204,0.1\n",
    "Title,Rate\nUnit,%\nRelease,17 May 2024\nNotes,\n1989,5\n1990,1\n1991,6\n1992,3\n1993,2\n",
  ])
  func `values of one record are no names`(text: String) throws {
    let read = try source(text)
    #expect(read.dialect.header == false)
    #expect(read.schema.names.allSatisfy { $0.hasPrefix("column_") })
    #expect(read.schema.columns.contains { $0.kind == .decimal || $0.kind == .integer })
    let isAccount = text.hasPrefix("Main")
    if isAccount { #expect(read.rowCount == 2 && read.diagnostics.counts == [.skippedLines: 1]) }
  }

  @Test func `objects of JSON below the names are not the names`() throws {
    let read = try source(
      "start,Q1\nStart,How far?\n\"{\"\"id\"\":\"\"s\"\"}\",\"{\"\"id\"\":\"\"q\"\"}\"\n2023-05-04,4\n2023-05-06,7\n"
    )
    #expect(read.header == ["start", "Q1"])
    #expect(read.diagnostics.counts == [.proposedHeader: 1])
  }

  @Test(arguments: [
    "#fields\tday\tway\tn\n#types\tdate\ttext\tint\n2023-05-04\tfox\t4\n2023-05-06\thare\t7\n",
    "#Version: 1\n#Fields: day way n\n2023-05-04\tfox\t4\n2023-05-06\thare\t7\n",
  ])
  func `a comment that says what the fields are names them, whatever parts them`(text: String)
    throws
  {
    let read = try source(text)
    #expect(read.header == ["day", "way", "n"])
    #expect(try rows(of: read) == [["2023-05-04", "fox", "4"], ["2023-05-06", "hare", "7"]])
  }

  @Test func `a header that comes again is told with its line`() throws {
    let read = try source("who,n\nfox,4\nhare,7\nwho,n\nelk,9\n")
    #expect(read.rowCount == 4)
    #expect(read.diagnostics.kept.first { $0.kind == .repeatedHeader }?.location.row == 4)
  }
}
