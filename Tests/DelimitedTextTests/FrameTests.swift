import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `What stands around a table` {
  @Test(arguments: [
    (
      "Sold by Ames, Ltd.\nno\ttown\tsum\n1\tUlm\t1,200.50\n2\tBonn\t3,100.25\n",
      ["no", "town", "sum"]
    ),
    ("Liste, Stand Mai\nOrt;Wert\nUlm;1,5\nBonn;2,5\nKiel;3,5\n", ["Ort", "Wert"]),
    (
      "Liste, Stand Mai\n\nOrt;Wert;Land\nUlm;1,5;BW\nBonn;2,5;NRW\nQuelle: Amt, Ulm\n",
      ["Ort", "Wert", "Land"]
    ),
    ("Ort;Wert\nUlm;1,5\nBonn;2,5;\nKiel;3,5;\n", ["Ort", "Wert"]),
    ("Ort|Wert\nUlm|1,500\nBonn|2,500|\nKiel|13,500\n", ["Ort", "Wert"]),
    ("Who;Age\nMay, Ann;5\nOtt, Bob;6;x\nRay, Cid;7\n", ["Who", "Age"]),
  ]) func `commas within values part no fields`(text: String, names: [String]) throws {
    #expect(try source(text).header == names)
  }

  @Test func `commas in all texts that another mark parts are theirs, without names, too`() throws {
    let read = try source("May, Ann;5;a\nOtt, Bob;6\nRay, Cid;7;b\n")
    #expect(read.dialect.delimiter == ";")
    #expect(try rows(of: read).map { $0[0] } == ["May, Ann", "Ott, Bob", "Ray, Cid"])
  }

  @Test func `lists of words behind a comma are fields still`() throws {
    #expect(try source("no,tags\n1,a;b\n2,c;d\n3,e;f\n").header == ["no", "tags"])
    #expect(try source("box low,box high\n1 2,3 4\n5 6,7 8\n").header == ["box low", "box high"])
  }

  @Test(arguments: [
    "Preis\n1.200,50\n12,00\n", "Preis\n1,5\n2,75\n13,25\n", "Preis\n0,1\n0,25\n-0,5\n1\n",
    "Preis\n1,200.50\n20.00\n3,000.25\n",
  ]) func `amounts with commas below one name are one column`(text: String) throws {
    #expect(try source(text).schema.names == ["Preis"])
  }

  @Test(arguments: [
    "Run 7\nby Ann\nlab 2\nspot,kind,value\na1,x,2.5\na2,y,3.5\n",
    "Run 7\nby Ann\nlab 2\n\nspot,kind,value\na1,x,2.5\na2,y,3.5\n\nend of run\n",
    "\"Run 7, and 8\"\n\"by \"\"Ann\"\", lab 2\"\n\"spot\",\"kind\",\"value\"\n\"a1\",\"x\",\"2.5\"\n\"a2\",\"y\",\"3.5\"\n",
    // Wider than the table.
    "\"LOG9\",\"X1\",\"55\",\"std\",\"v2\"\nspot,kind,value\na1,x,2.5\na2,y,3.5\na3,y,4.5\n",
    "Ann May, 12 Elm St, Ulm, BW, 89073\nspot,kind,value\na1,x,2.5\na2,y,3.5\na3,z,4.5\n",
  ]) func `a preamble is none of the table, however long or wide it is`(text: String) throws {
    let read = try source(text)
    #expect(read.header == ["spot", "kind", "value"])
    #expect(try rows(of: read).prefix(2).map { $0[0] } == ["a1", "a2"])
    #expect(read.diagnostics.kept.contains { $0.message.contains("passed over: ") })
  }

  @Test func `a header with more names than fields is no preamble`() throws {
    let names = ["no", "town", "kg", "note", "by"]
    for text in ["1,Ulm,5\n2,Bonn,6\n3,Kiel,7\n", "a,Ulm,x\nb,Bonn,y\nc,Kiel,z\n"] {
      #expect(try source(names.joined(separator: ",") + "\n" + text).header == names)
    }
  }

  @Test(arguments: [
    "part,kg\na,1\nb,2\nc,3\n\npart,cost,by,at\n",
    "Stock\npart,kg\na,1\nb,2\nc,3\n\nCosts\npart,cost,by,at\n",
  ]) func `a table is not passed over on the way to a wider one`(text: String) throws {
    let second = (0..<9).map { "q\($0),\($0),2,3\n" }.joined()
    let read = try source(text + second)
    #expect(read.header == ["part", "kg"])
    #expect(try rows(of: read).first?.prefix(2) == ["a", "1"])
  }

  @Test(arguments: ["|", "\t", ","])
  func `a backslash before a delimiter makes it text where records are of one width so`(
    mark: String
  ) throws {
    let text = "no|who|ok\n1|Ann|t\n2|Bob\\|by|f\n3|a\\\\b|t\n".split(
      separator: "|", omittingEmptySubsequences: false
    )
    .joined(separator: mark)
    let read = try source(text)
    #expect(try rows(of: read).map { $0[1] } == ["Ann", "Bob\(mark)by", "a\\b"])
    #expect(read.diagnostics.counts[.raggedRow] == nil)
    // Where it ends values it is one of their signs.
    let paths = try source("dir\(mark)kb\nC:\\a\\\(mark)5\nC:\\b\\\(mark)6\n")
    #expect(try rows(of: paths) == [["C:\\a\\", "5"], ["C:\\b\\", "6"]])
  }

  @Test func `lists in frames with unbroken rulers are read`() throws {
    let ruler = String(repeating: "-", count: 20) + "\n"
    let list = ruler + "|No. |Who   |    kg|\n" + ruler + "|a1  |Ann B.|  1,50|\n" + ruler
    for title in ["", "List of stock\n"] {
      let read = try source(title + list)
      #expect(read.header == ["No.", "Who", "kg"])
      #expect(try rows(of: read).map { $0.prefix(2) } == [["a1", "Ann B."]])
      #expect(read.diagnostics.counts == [.skippedLines: title.isEmpty ? 3 : 4])
    }
  }

  @Test func `a comment that is a sentence names nothing, and is told`() throws {
    for comment in ["# measured by Ann", "# first: time kg"] {
      let read = try source("# three\n\(comment)\n1.5 2.5 3.5\n4.5 5.5 6.5\n")
      #expect(read.schema.names == ["column_1", "column_2", "column_3"])
      #expect(read.diagnostics.counts == [.skippedLines: 1])
    }
  }

  @Test func `names above their meanings are the header, also where one is both`() throws {
    let text = "Age,Q1\nAge,How is it?\n\"{\"\"id\"\": 1}\",\"{\"\"id\"\": 2}\"\n30,well\n41,bad\n"
    let read = try source(text)
    #expect(read.header == ["Age", "Q1"])
    #expect(read.rowCount == 4)
    #expect(read.diagnostics.counts[.proposedHeader] == 1)
  }

  @Test func `a sign of currency among English is no other script`() throws {
    for text in ["what,sum\na,5 \u{1}\nb,6 \u{1}\n", "what;sum \u{1}\na;5\nb;6\n"] {
      let read = try source(text.utf8.map { $0 == 1 ? 0xA4 : $0 })
      #expect(read.dialect.encoding == "iso-8859-15")
    }
  }
}
