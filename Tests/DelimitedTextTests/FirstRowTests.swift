import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// What the first record is: names, a record, or a line before the table; and what parts its fields.
@Suite struct `The first row of delimited text` {
  @Test(arguments: [
    ("no,,,remark,\n3,ash,dry,good,T\n", ["no", "remark"], 1),
    ("no,,,remark,\n3,ash,dry,good,T\n4,elm,wet,poor,F\n5,oak,dry,good,T\n", ["no", "remark"], 3),
    ("p,q,r,,\nash,elm,oak,fir,yew\nfox,hare,owl,kite,wren\n", ["p", "q", "r"], 2),
  ])
  func `names that leave columns without one are not passed over`(
    text: String, names: [String], records: Int
  ) throws {
    let read = try source(text)
    #expect(read.header.filter { !$0.isEmpty } == names)
    #expect(read.rowCount == records)
    #expect(read.diagnostics.counts[.skippedLines] == nil)
  }

  @Test(arguments: [
    "1,,,\n1,4,,\n1,4,9,\n1,4,9,16\n",
    "Power kWh,\"5.253\",\"0,963\",\"17.233,37\"\nGrid,,,\"861,60\"\nTax,,,\"-757,15\"\nFee,,,\"-77,88\"\n",
  ])
  func `a first record that is numbers, or fuller than the others, is not passed over`(
    text: String
  ) throws {
    let read = try source(text)
    #expect(read.dialect.skipRows == 0)
    #expect(!read.dialect.header)
    #expect(read.rowCount == 4)
  }

  @Test(arguments: [
    "Sales by region,,\nNorth and south,,\nname,units,price\nfox,3,2.5\nhare,4,1.5\nowl,5,0.5\n",
    "Sales,May,\nname,units,price\nfox,3,2.5\nhare,4,1.5\nowl,5,0.5\n",
    "Region:,North,\nname,town,color\nfox,Rome,red\nhare,Oslo,blue\nowl,Bern,red\n",
  ])
  func `titles before names are passed over`(text: String) throws {
    let read = try source(text)
    #expect(read.header.first == "name")
    #expect(read.rowCount == 3)
  }

  @Test(arguments: ["1,\"open", "1,\"open:\n", "a,\"open\n1,2\n3,4\n", "a;b\n1;2\n3;\"4\n"])
  func `a quote that never closes is an error wherever it opens`(text: String) {
    #expect(throws: DelimitedTextError.self) { try rows(of: try source(text)) }
  }

  @Test(arguments: [
    "# first\np,q,r\n# some words\n# more\nash,elm,oak\n# some words\n\n# last\nfox,hare,owl\n",
    "p;q;r\n#** N O T E\n#**\n#ash;elm;oak\nash;elm;fir\nfox;hare;owl\n",
  ])
  func `comments may be more than the records, or records that were made comments`(
    text: String
  ) throws {
    let read = try source(text)
    #expect(read.header == ["p", "q", "r"])
    #expect(read.rowCount == 2)
    #expect((read.diagnostics.counts[.skippedLines] ?? 0) >= 3)
  }

  @Test func `records that begin with # stay where comments are fewer than they`() throws {
    let read = try source("id,name\n#1,ash\n#2,elm\n#3\n")
    #expect(read.rowCount == 3)
    #expect(read.dialect.comment == nil)
  }

  @Test(arguments: [
    "\"Fir\";\"wood::Tree\";\"height()\"\n\"Fir\";\"wood::Tree\";\"age()\"\n",
    "\"Fir\";\"wood::Tree\";\"height()\"\n\"Fir\";\"wood::Tree\";\"age()\"\n"
      + "\"Fir\";\"wood::Plant\";\"water()\"\n\"Fir\";\"wood::Plant\";\"name()\"\n",
    "left top,right top\nleft top,right top\nother,words\nmore,words\nand,others\n",
  ])
  func `a row that has the values of most records is none of names`(text: String) throws {
    #expect(try !source(text).dialect.header)
  }

  @Test(arguments: [
    "a,b,c\n1,b,c\n",
    "name,units\nfox,3\nhare,4\nname,units\nowl,5\n",
  ])
  func `names that some records repeat are names`(text: String) throws {
    #expect(try source(text).dialect.header)
  }

  @Test(arguments: [
    "2.00,-3.00\n40.10%,-22%\n\"$12,345.00\",\"-$1,234.00\"\n",
    "1014,2002\nred\n17,64,5\n30,dog\nblue,8\n",
    "1,1,2,0,3,3\n0.25\n0.75,0.5\n4\n6.5\n4,6,14\n",
  ])
  func `numbers with signs, decimals or in no order are no names`(text: String) throws {
    #expect(try !source(text).dialect.header)
  }

  @Test(arguments: [
    ("year|cnt|year|cnt\n", true), ("p,q,r\n,,,\n", true), ("test,test,test\n", false),
    (
      "product|store|zip|street|city|b_zip|b_street|b_city|c_zip|c_street|c_city|d_zip|d_street"
        + "|d_city|s11|s21|s31|s12|year|cnt\n", true
    ),
    ("1\t2\t3\tLEVEL\tSIGN\tAMOUNT\tSIGN\n", true),
  ])
  func `names alone are names, also where some come again`(text: String, isHeader: Bool) throws {
    #expect(try source(text).dialect.header == isHeader)
  }

  @Test func `blanks before quotes are passed over where each stands before one`() throws {
    let read = try source(
      "\"r 1\",\"here\", \"it opens, but not there\"\n\"r 2\",\"gone\", \"this, too\"\n"
        + "\"r 3\",\"lost\", \"and, this\"\n")
    #expect(
      try rows(of: read).map { $0[2] } == ["it opens, but not there", "this, too", "and, this"])
    for text in [
      "1,\"a\", \"so\"\n2,\"b\", too\n3,\"c\", \"x\"\n",
      "\"a\";\"b\"; \"c\"\n\"d\"; \"e\";\"f\"\n\"g\"; \"h\"; \"i\"\n",
    ] {
      #expect(try !source(text).dialect.skipInitialSpace)
    }
  }

  @Test(arguments: [("income\",\"food\"\n1,2\n3,4\n", 1), ("a,\"b\" x,c\n1,2,3\n", 1)])
  func `odd quotes among the names are told`(text: String, line: Int) throws {
    let told = try source(text).diagnostics.kept.filter { $0.kind == .oddQuote }
    #expect(told.map(\.location.row) == [line])
  }

  @Test func `a header without records has its own line`() throws {
    let told = try source("name, town").diagnostics.kept.filter { $0.kind == .trimmedName }
    #expect(told.map(\.location.row) == [1])
  }

  @Test func `what stands above a gap or in dashes is not told to name columns`() throws {
    let ruled = try source("year  jan  feb\n====  ===  ===\n1990  1.5  2.5\n1991  3.5  4.5\n")
    #expect(ruled.diagnostics.counts[.proposedHeader] == nil)
  }
}
