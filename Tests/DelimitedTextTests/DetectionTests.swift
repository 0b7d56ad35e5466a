import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `Dialect and header, from the content` {
  @Test(arguments: [
    ("city\nNew York\nLos Angeles\nSan Diego\n", ["city"]),
    ("odds\n3:1\n5:2\n9:4\n", ["odds"]),
    ("file\n/etc/hosts\n/usr/bin/env\n", ["file"]),
    ("Street address\n1 Elm Street\n22 Oak Road\n7 Low Lane\n", ["Street address"]),
  ])
  func `a list in one column is not split`(text: String, header: [String]) throws {
    let source = try source(text)
    #expect(source.header == header)
    #expect(source.schema.columns.count == 1)
  }

  @Test(arguments: [
    "town,2011,2012,2013\nBern,1,2,3\nGenf,4,5,6\n",
    "town,2011-01-01,2011-02-01,2011-03-01\nBern,1,2,3\nGenf,4,5,6\n",
    "town,06:00,07:00,08:00\nBern,1,2,3\nGenf,4,5,6\n",
    "town,1,2,3\nBern,9,5,7\nGenf,4,5,6\n",
  ])
  func `years, days, hours and counts name columns`(text: String) throws {
    let source = try source(text)
    #expect(source.header.first == "town")
    #expect(source.rowCount == 2)
  }

  @Test func `names that are one too few belong to the columns behind the row names`() throws {
    let named = try source("speed,dist\na,4,2\nb,7,4\n")
    #expect(named.schema.names == ["column_1", "speed", "dist"])
    // A delimiter at the end of each record is no row name.
    #expect(
      try source("speed,dist\n4,2,\n7,4,\n").schema.names.prefix(2) == ["speed", "dist"])
  }

  @Test func `decimal commas do not part fields that semicolons part`() throws {
    let source = try source("12,50;7,25\n3,75;8,50\n9,10;4,60\n")
    #expect(source.dialect.delimiter == ";")
    #expect(!source.dialect.header)
  }

  @Test(arguments: [
    "10:04:01 begin: load a\n10:05:09 end: load a\n11:00:00 begin: load b\n",
    "May  5 10:04:01 box cron[7]: began work\nMay  5 10:05:09 box cron[8]: ended it all\n",
    "0a:1b:2c:3d:4e:5f\n0a:1b:2c:3d:4e:60\n0a:1b:2c:3d:4e:61\n",
    "fe80::1:2\nfe80::1:3\nfe80::7\n", "3:1\n0:0\n2:2\n",
  ]) func `colons of times, addresses and scores part no fields`(text: String) throws {
    let source = try source(text)
    #expect(source.schema.columns.count == 1)
  }

  @Test(arguments: ["2011-09-15 15:22:00\n", "box 10:04:01\n"])
  func `a time that is alone in a file is not cut`(text: String) throws {
    #expect(try source(text).dialect.delimiter != ":")
  }

  @Test func `a colon between words parts them where the first ones are keys`() throws {
    let letters = "abcdefghijklmnopqrstuvwxyz"
    let keys = try source(letters.map { "\($0)\($0):y\n" }.joined())
    #expect(keys.schema.columns.count == 2)
    #expect(keys.rowCount == 26)
    // What names a place of names, or a path, is a part of one text.
    let names = try source(letters.map { "xs:\($0)\n" }.joined())
    #expect(names.schema.columns.count == 1)
  }

  @Test func `an unbroken line of dashes below the names is no record`() throws {
    let source = try source(
      "year  Bern  Ulm\n---------------\n1749  58.0  62.6\n1750  73.3  75.9\n")
    #expect(source.schema.names == ["year", "Bern", "Ulm"])
    #expect(try rows(of: source) == [["1749", "58.0", "62.6"], ["1750", "73.3", "75.9"]])
  }

  @Test func `what names a table before its names is no name`() throws {
    let source = try source("Data:  dose  effect\n  1  1.4\n  1  1.3\n  2  1.5\n")
    #expect(source.schema.names == ["dose", "effect"])
    #expect(try rows(of: source).first == ["1", "1.4"])
    #expect(source.diagnostics.kept.contains { $0.message.hasPrefix("\"Data:\" before the names") })
  }

  @Test func `a comment of several lines stands before the table`() throws {
    let source = try source(
      "/* kilos of apples, by the month, as told by the towns\nsource: a book of 1929 */\n"
        + "town,kg\nUlm,7\nBern,9\n")
    #expect(source.header == ["town", "kg"])
    #expect(source.rowCount == 2)
  }

  @Test func `a list of addresses has no header`() throws {
    #expect(try source("0a:1b:2c:3d:4e:5f\n0a:1b:2c:3d:4e:60\n0a:1b:2c:3d:4e:61\n").rowCount == 3)
  }

  @Test func `colons between fields part them, also where a field is a time`() throws {
    #expect(try source("ann:x:10:30\nbob:y:11:45\ncy:z:12:00\n").dialect.delimiter == ":")
    #expect(try source("1::20::5\n2::31::4\n3::7::1\n").schema.columns.count == 3)
  }

  @Test(arguments: ["1,5  22,75\n2,25  3,5\n10,0  4,25\n", "x y\n1,5 22,75\n2,25 3,5\n10,0 4,25\n"])
  func `decimal commas do not part fields that blanks part`(text: String) throws {
    let source = try source(text)
    #expect(source.schema.columns.map(\.kind) == [.decimal, .decimal])
    #expect(try rows(of: source).last == ["10.0", "4.25"])
  }

  @Test(arguments: [
    "colors\nred;blue\nred;green\nblue;green\n", "genre\nDrama|Comedy\nAction|Drama\n",
    "colors\nred,blue\ngreen\nblue,red,green\n",
  ])
  func `a list of words below one name is one column`(text: String) throws {
    let read = try source(text)
    #expect(read.header.count == 1)
    #expect(try rows(of: read).count == text.count { $0 == "\n" } - 1)
    #expect(read.diagnostics.isEmpty)
  }

  @Test func `one name over decimal commas is that of one column`() throws {
    let read = try source("Preis\n1,5\n2,5\n")
    #expect(read.schema.names == ["Preis"])
    #expect(try rows(of: read) == [["1.5"], ["2.5"]])
  }

  @Test func `names that commas part are no text of decimal commas`() throws {
    let read = try source("no,phone\n1,030 12345\n2,040 23456\n")
    #expect(try rows(of: read).first == ["1", "030 12345"])
  }

  @Test(arguments: ["1,2,3\n0.5,0.2,0.1\n0.3,0.4,0.2\n", "1;2;3\n1,5;2,5;3,5\n2,5;3,5;4,5\n"])
  func `numbers in order that are taken for names are told`(text: String) throws {
    let read = try source(text)
    #expect(read.diagnostics.counts == [.numberedHeader: 1])
    // Labels beside them leave no doubt.
    #expect(try source("town,1,2,3\nBern,9,5,7\nGenf,4,5,6\n").diagnostics.isEmpty)
  }

  @Test(arguments: [
    "[Header]\nFile,1\n[Data]\nid,name\n1,a\n2,b\n",
    "[Header],\nFile,1\n,\n[Data],\nid,name\n1,a\n2,b\n",
  ]) func `a table begins behind the last section's name`(text: String) throws {
    let read = try source(text)
    #expect(read.header == ["id", "name"])
    #expect(try rows(of: read) == [["1", "a"], ["2", "b"]])
    #expect(read.diagnostics.counts == [.skippedLines: 1])
  }

  @Test func `blanks around names are told`() throws {
    let read = try source("no, town ,kg\n1,Ulm,2\n4,Rom,3\n")
    #expect(read.schema.names == ["no", "town", "kg"])
    #expect(read.diagnostics.counts == [.trimmedName: 1])
  }

  @Test func `a cut within quotes is told`() throws {
    var options = DelimitedOptions()
    options.skipRows = 1
    let read = try source("\"two\nlines\"\na,b\n1,2\n", options)
    #expect(read.diagnostics.counts[.oddQuote] ?? 0 > 0)
    #expect(read.diagnostics.kept.contains { $0.location.row == 2 && $0.kind == .oddQuote })
    options.skipRows = 2
    #expect(try source("\"two\nlines\"\na,b\n1,2\n", options).diagnostics.isEmpty)
  }

  @Test func `marks within the sentences of one column part nothing`() throws {
    for mark in [";", ","] {
      let read = try source("Remark\nWell\(mark) yes\nNo\nGood\(mark) bye\n")
      #expect(read.header == ["Remark"])
      #expect(read.rowCount == 3)
    }
  }

  @Test func `quotes that begin fields of a text with tabs and never end are text`() throws {
    let read = try source("n\tt\tm\n1\t\"Oh\t4\n2\tno\t5\n3\t\"Ah\t6\n4\tso\t7\n")
    #expect(try rows(of: read).map { $0[1] } == ["\"Oh", "no", "\"Ah", "so"])
    #expect(read.diagnostics.counts == [.oddQuote: 1])
    #expect(read.diagnostics.kept.first?.location.row == 2)
    #expect(try source("n\tt\n1\ta\n2\t\"b\n3\tc\n").rowCount == 3)
    // Quotes around line ends and tabs are quotes.
    let quoted = try source("n\tt\n1\t\"a\nb\"\n2\t\"c\td\"\n3\te\n")
    #expect(try rows(of: quoted).map { $0[1] } == ["a\nb", "c\td", "e"])
  }

  @Test func `doubled marks and commas of full width part fields`() throws {
    let bars = try source("a||b||c\n1||x||3\n2||||4\n")
    #expect(bars.schema.names == ["a", "b", "c"])
    #expect(try rows(of: bars) == [["1", "x", "3"], ["2", nil, "4"]])
    #expect(try source("甲，乙\n一，1\n二，2\n").schema.names == ["甲", "乙"])
  }

  @Test func `one value in apostrophes keeps them`() throws {
    let kept = try source("id,nick\n1,'Al'\n2,Bo\n3,Cy\n")
    #expect(try rows(of: kept).first == ["1", "'Al'"])
    #expect(try source("a;b\n'x;y';1\n'z;w';2\n").dialect.quote == "'")
  }

  @Test func `runs of blanks between aligned columns are one delimiter`() throws {
    let source = try source("len   wid\n1.5   2.25\n10.5  3.75\n")
    #expect(source.schema.names == ["len", "wid"])
    #expect(try rows(of: source) == [["1.5", "2.25"], ["10.5", "3.75"]])
  }

  @Test func `words under words, or numbers up to one place, are columns`() throws {
    let words = try source(
      "name   town   crop\nAnn    Ulm    rye\nBob    Bonn   oats\nCy     Trier  hay\n")
    #expect(words.schema.names == ["name", "town", "crop"])
    #expect(try rows(of: words).last == ["Cy", "Trier", "hay"])
    let ends = try source(
      "name      kg  crop\nAnn        5  rye\nBob      120  oats\nBea       40  oats\n")
    #expect(ends.schema.names == ["name", "kg", "crop"])
    // Names of one length are no columns.
    let names = try source("owner\nAnn Kay\nBob Roe\nCyd Poe\n")
    #expect(names.schema.columns.count == 1)
  }

  @Test func `a quote that is named is no delimiter`() throws {
    var options = DelimitedOptions()
    options.quote = .text(",")
    let source = try DelimitedSource(MemoryBytes("a;b\n,x;y,;2\n"), options: options)
    #expect(source.dialect.delimiter == ";")
  }

  @Test(arguments: [1...9, 3...3, 99_999_999_999...99_999_999_999])
  func `rows of a header that are not there are told with their line`(
    rows: ClosedRange<Int>
  ) throws {
    var options = DelimitedOptions()
    options.header = .rows(rows.count)
    options.skipRows = rows.lowerBound - 1
    let error = #expect(throws: DelimitedTextError.self) {
      _ = try DelimitedSource(MemoryBytes("a,b\n1,2\n", name: "t.csv"), options: options)
    }
    #expect(error?.description == "t.csv:3: there is no such row for the header")
  }

  @Test func `lines of keys and values before a short table are passed over`() throws {
    let source = try source(
      "Konto:,12 / Giro,\nVon:,01.02.2023,\nBis:,01.03.2023,\nDatum,Text,Betrag,Wer\n"
        + "02.02.2023,Kauf,12.5,Laden\n03.02.2023,Kauf,1.5,Markt\n")
    #expect(source.header.prefix(4) == ["Datum", "Text", "Betrag", "Wer"])
    #expect(source.rowCount == 2)
  }

  @Test func `byte order marks and an end-of-file mark are no text`() throws {
    let source = try source("\u{FEFF}\u{FEFF}x,y\r\n1,2\r\n\u{1A}")
    #expect(source.schema.names == ["x", "y"])
    #expect(source.rowCount == 1)
  }

  @Test func `control characters are read where they are padding or a delimiter`() throws {
    #expect(try source("x,y\nu\u{0}v,w\na,b\n").rowCount == 2)
    let padded = (1...9).map { "k\($0)\u{0}\u{0}\u{0},\($0)\n" }.joined()
    #expect(try source("key,n\n" + padded).rowCount == 9)
    #expect(try source("k\u{1}n\na\u{1}1\nb\u{1}2\n").schema.names == ["k", "n"])
  }
}

@Suite struct `Lines before and among the records` {
  @Test func `without a header no whole record is passed over`() throws {
    var options = DelimitedOptions()
    options.header = .none
    let source = try DelimitedSource(MemoryBytes("P,Q,R\n,q1,r1\np2,q2,r2"), options: options)
    #expect(try rows(of: source).first == ["P", "Q", "R"])
  }

  @Test(arguments: ["n,t\n1,one\n#2 again\n3,three\n", "n,t,u\n1,2,3\n#x,5,6,7\n4,5,6\n"])
  func `one odd line that begins with # is a record`(text: String) throws {
    #expect(try rows(of: source(text)).count == 3)
  }

  @Test func `comments among the records are told, each with its line`() throws {
    let text = "n,t\n1,one\n# checked\n2,two\n# by two\n3,three\n"
    let read = try source(text)
    #expect(read.rowCount == 3)
    #expect(read.diagnostics.counts == [.skippedLines: 2])
    #expect(read.diagnostics.kept.map(\.location.row) == [3, 5])
    // Who asks for comments knows of them.
    var options = DelimitedOptions()
    options.comment = .text("#")
    #expect(try DelimitedSource(MemoryBytes(text), options: options).diagnostics.isEmpty)
  }

  @Test func `all comments are counted, and the first ones kept`() throws {
    let text = "n,t\n" + (0..<150).map { "\($0),a\n# note \($0)\n" }.joined()
    let read = try source(text)
    #expect(read.rowCount == 150)
    #expect(read.diagnostics.counts == [.skippedLines: 150])
    #expect(read.diagnostics.kept.count == 100)
  }

  @Test func `names that the header has twice are told`() throws {
    let read = try source("a,b,a,a,\n1,2,3,4,5\n")
    #expect(read.schema.names.prefix(4) == ["a", "b", "a_2", "a_3"])
    #expect(read.diagnostics.counts == [.repeatedName: 1])
    #expect(read.diagnostics.kept.first?.location.row == 1)
  }

  @Test func `one zero byte makes no UTF-16`() throws {
    let read = try source("p,q\nr\u{0}s,t\nu,v\n")
    #expect(read.dialect.encoding == "utf-8")
    #expect(try rows(of: read).first == ["r\u{0}s", "t"])
  }

  @Test func `a preamble may be longer than the table`() throws {
    let lines = (0..<14).map { "Line \($0) of the preface\n" }.joined()
    let long = try source(lines + "a,b\n1,2\n3,4\n5,6\n")
    #expect(long.schema.names == ["a", "b"])
    #expect(long.rowCount == 3)
    #expect(long.diagnostics.counts == [.skippedLines: 1])
    let short = try source("One\nTwo\nThree\nFour\nFive\n\na;b\n1;2,5\n3;4,5\n")
    #expect(short.schema.columns.map(\.kind) == [.integer, .decimal])
  }

  @Test func `a comment that says what the fields are names the columns`() throws {
    let log = try source(
      "#Software: any\n#Fields: day code path\n#Remark: none\n2024-05-01 200 /a\n2024-05-02 404 /b\n"
    )
    #expect(log.schema.names == ["day", "code", "path"])
    #expect(log.rowCount == 2)
    let words = try source("# run 7\n# x y z\n1.5 2.5 3.5\n4.5 5.5 6.5\n")
    #expect(words.schema.names == ["x", "y", "z"])
    let other = try source("! made today\n# GHZ MA R 50\n1.5 2.5 3.5\n4.5 5.5 6.5\n7.5 8.5 9.5\n")
    #expect(other.schema.names == ["column_1", "column_2", "column_3"])
    #expect(other.rowCount == 3)
  }

  @Test func `lines with # before the table make no record a comment`() throws {
    let source = try source("# made today\nk,v\n#1,a\n#2,b\n3,c\n")
    #expect(try rows(of: source).map { $0[0] } == ["#1", "#2", "3"])
  }
}

@Suite struct `Encodings, from the content` {
  /// A table of English with one text in other bytes.
  private func table(_ bytes: [UInt8]) -> [UInt8] {
    Array("id;note\n1;plain\n2;".utf8) + bytes + Array("\n3;other words\n4;more\n".utf8)
  }

  @Test(
    arguments: [
      ([0x37, 0x20, 0xB5, 0x6C], "7 µl"), ([0x32, 0x20, 0x6D, 0xB2], "2 m²"),
      ([0x44, 0x6F, 0x6E, 0x92, 0x74], "Don’t"), ([0x93, 0x73, 0x6F, 0x94], "“so”"),
      ([0x32, 0xD7, 0x32], "2×2"), ([0x80, 0x37], "€7"), ([0x78, 0x87], "x‡"),
      ([0xBF, 0x53, 0x69, 0x3F], "¿Si?"), ([0x9C, 0x75, 0x66], "œuf"),
    ] as [([UInt8], String)])
  func `a sign or two among English is Windows-1252`(bytes: [UInt8], text: String) throws {
    let source = try source(table(bytes))
    #expect(source.dialect.encoding == "windows-1252")
    #expect(try rows(of: source)[1][1] == text)
  }

  @Test func `half-width katakana are Shift_JIS`() throws {
    let source = try source(
      Array("n,k\n1,".utf8) + [0xB6, 0xDE, 0xB2, 0xC4] + Array("\n2,".utf8)
        + [0xBB, 0xB8, 0xD7, 0xBA] + [0x0A])
    #expect(try rows(of: source).map { $0[1] } == ["ｶﾞｲﾄ", "ｻｸﾗｺ"])
  }

  @Test(
    arguments: [
      // Mac Roman: German and French.
      (
        "macintosh",
        [0x4B, 0x9A, 0x6C, 0x6E, 0x2C, 0x4D, 0x9F, 0x6C, 0x2C, 0x47, 0x72, 0x9A, 0xA7, 0x65],
        "Köln,Mül,Größe"
      ),
      (
        "macintosh",
        [0x52, 0x8E, 0x6D, 0x69, 0x2C, 0x61, 0x8D, 0x61, 0x2C, 0x70, 0x8F, 0x72, 0x65],
        "Rémi,aça,père"
      ),
      // DOS: Spanish and Polish.
      (
        "ibm850", [0x4A, 0x6F, 0x73, 0x82, 0x2C, 0x50, 0x65, 0xA4, 0x61, 0x2C, 0x6C, 0xA1, 0x6F],
        "José,Peña,lío"
      ),
      (
        "ibm852",
        [
          0x9D, 0xA2, 0x64, 0xAB, 0x2C, 0x44, 0xA5, 0x62, 0x72, 0x6F, 0x77, 0x61, 0x2C, 0x57, 0xA2,
          0x6A, 0x63, 0x69, 0x6B,
        ], "Łódź,Dąbrowa,Wójcik"
      ),
      // Windows of Central Europe and Turkey, by a few letters.
      ("windows-1250", [0x57, 0x61, 0xB3, 0xEA, 0x73, 0x61], "Wałęsa"),
      (
        "windows-1250", [0x4B, 0x6F, 0x76, 0xE1, 0xF8, 0x2C, 0x44, 0x76, 0x6F, 0xF8, 0xE1, 0x6B],
        "Kovář,Dvořák"
      ),
      (
        "windows-1254", [0x59, 0xFD, 0x6C, 0x6D, 0x61, 0x7A, 0x2C, 0xDE, 0x61, 0x68, 0x69, 0x6E],
        "Yılmaz,Şahin"
      ),
      // Cyrillic of Macs, whose small letters are nearly those of Windows.
      (
        "x-mac-cyrillic",
        [0x88, 0xE2, 0xE0, 0xED, 0x2C, 0x9E, 0xEB, 0xE8, 0xDF, 0x2C, 0xDF, 0xED, 0xE0],
        "Иван,Юлия,яна"
      ),
      ("euc-kr", [0xBC, 0xBA, 0xBA, 0xB0, 0x2C, 0xB3, 0xB2, 0x2C, 0xBF, 0xA9], "성별,남,여"),
    ] as [(String, [UInt8], String)])
  func `letters of a language tell its encoding, where Windows-1252 makes no words`(
    encoding: String, bytes: [UInt8], text: String
  ) throws {
    let fields = text.split(separator: ",").map(String.init)
    let names = fields.indices.map { "f\($0)" }.joined(separator: ",")
    let source = try source(Array("\(names),n\n".utf8) + bytes + Array(",1\n".utf8))
    #expect(source.dialect.encoding == encoding)
    #expect(try rows(of: source).first.map { Array($0.dropLast()) } == fields)
  }

  @Test func `German on a DOS page is not Japanese`() throws {
    let source = try source(
      Array("Ort,Wer\nK".utf8) + [0x94] + Array("ln,J".utf8) + [0x81] + Array("rgen\nGr".utf8)
        + [0x94, 0xE1] + Array("e,M".utf8) + [0x81] + Array("ller\n".utf8))
    #expect(try rows(of: source) == [["Köln", "Jürgen"], ["Größe", "Müller"]])
  }

  @Test func `a foreign byte does not make a file of UTF-8 another encoding`() throws {
    let read = try source(Array("a,b\nZoë,é\n".utf8) + [0x4A, 0xE9, 0x2C, 0x31, 0x0A])
    #expect(read.dialect.encoding == "utf-8")
    #expect(read.diagnostics.counts == [.badText: 1])
    #expect(try rows(of: read) == [["Zoë", "é"], ["J\u{FFFD}", "1"]])
  }

  @Test(arguments: ["windows-1252", "windows-1255", "windows-1258"])
  func `a file is read to its last letter, whatever its encoding`(encoding: String) throws {
    var options = DelimitedOptions()
    options.encoding = encoding
    let source = try source(Array("name,place\nan,Ha Noi".utf8), options)
    #expect(try rows(of: source) == [["an", "Ha Noi"]])
  }
}
