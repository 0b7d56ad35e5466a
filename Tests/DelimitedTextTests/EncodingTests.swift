import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// A text's bytes in an encoding.
private func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
  try #require(OutputEncoding(named: encoding)).encoded(Array(text.utf8).span).bytes
}

@Suite struct `Encodings, from bytes that do not agree` {
  private let little: [UInt8] = [0xFF, 0xFE]
  private let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]

  @Test(arguments: ["no,to\n4,\0\n7,y\n", "no,to\n4,\0\n", "no,to\n4,ab\0\n7,y\0\n"])
  func `a zero is no unit of UTF-16, and is told`(text: String) throws {
    let read = try source(text)
    #expect(read.dialect.encoding == "utf-8")
    #expect(read.header == ["no", "to"])
    let count = text.count { $0 == "\0" }
    #expect(read.diagnostics.counts == [.nulCharacter: count])
    #expect(read.diagnostics.kept.first?.location.row == 2)
    #expect(try rows(of: read).first?.last??.contains("\0") == true)
  }

  @Test func `UTF-16 is known without a mark, also of few letters that have zeros`() throws {
    for text in ["no,to\n4,Ulm\n", "編號,城市\n四十,烏爾姆\n七十七,巴黎都\n", "to\nUlm\nRom\n"] {
      for encoding in ["utf-16le", "utf-16be"] {
        #expect(try source(try bytes(text, encoding)).dialect.encoding == encoding)
      }
    }
  }

  @Test func `UTF-16 of one column is known by the ends of its lines`() throws {
    for (name, isLittle) in [("utf-16le", true), ("utf-16be", false)] {
      let bytes = "フー\r\nバー\r\n彼は背後に\r\n".utf16.flatMap { unit in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return isLittle ? pair : pair.reversed()
      }
      let source = try source(bytes)
      #expect(source.dialect.encoding == name)
      #expect(try rows(of: source).last == ["彼は背後に"])
    }
  }

  @Test func `lines of one byte behind UTF-16 are read as they are, and told`() throws {
    for mark in [little, []] {
      let read = try source(
        mark + (try bytes("no,to\r\n4,Ulm\r\n", "utf-16le")) + Array("7,Rom\r\n8,Bonn".utf8))
      #expect(try rows(of: read) == [["4", "Ulm"], ["7", "Rom"], ["8", "Bonn"]])
      #expect(read.diagnostics.counts == [.mixedEncodings: 1])
      #expect(read.diagnostics.kept.first?.location.row == 3)
    }
    // Letters that look like lines of one byte are letters.
    let letters = try source(try bytes("no,to\n4,上海\n7,上乬", "utf-16be"))
    #expect(try rows(of: letters).last == ["7", "上乬"])
    #expect(letters.diagnostics.isEmpty)
  }

  @Test(arguments: ["utf-16le", "utf-16be"])
  func `UTF-16 behind lines of one byte is read as it is, and told`(encoding: String) throws {
    for text in ["7,Rom\r\n8,Bonn\r\n", "\u{FEFF}7,Rom\r\n8,Bonn\r\n"] {
      let read = try source(Array("no,to\r\n4,Ulm\r\n".utf8) + (try bytes(text, encoding)))
      #expect(try rows(of: read) == [["4", "Ulm"], ["7", "Rom"], ["8", "Bonn"]])
      #expect(read.diagnostics.counts == [.mixedEncodings: 1])
      #expect(read.diagnostics.kept.first?.location.row == 3)
    }
  }

  @Test(arguments: [
    "m³", "7 µl", "Nm³/h", "µg/m³", "ng/µL", "µS/cm", "2º", "«Ulm»", "21 °C", "12 m²", "£7",
  ])
  func `units and signs of Western Europe are no words of another language`(unit: String) throws {
    for count in [1, 2, 40] {
      let lines = (0..<count).map { "\($0),\(unit)\n" }.joined()
      let read = try source(try bytes("no,unit\n" + lines, "windows-1252"))
      #expect(read.dialect.encoding == "windows-1252")
      #expect(try rows(of: read).first?.last == unit)
    }
  }

  @Test(arguments: [
    ("windows-1250", ["Łódź", "Gdańsk", "Kraków"]), ("windows-1250", ["5,20 zł", "7 zł"]),
    ("windows-1254", ["İzmir", "Şanlıurfa", "Muğla"]), ("windows-1251", ["Москва"]),
    ("iso-8859-2", ["Žďár", "Plzeň", "Děčín", "Tábor"]),
    ("big5", ["男", "女"]), ("gb18030", ["北京"]), ("shift_jis", ["大阪"]),
  ])
  func `a few words are enough for another language`(encoding: String, words: [String]) throws {
    let lines = (0..<12).map { "\($0);\(words[$0 % words.count])\n" }.joined()
    let read = try source(try bytes("no;word\n" + lines, encoding))
    #expect(try rows(of: read).compactMap { $0.last ?? nil }.prefix(words.count) == words[...])
  }

  @Test func `a word that recurs proves no more than once`() throws {
    let once = try source(try bytes("no,to\n1,Łódź\n", "windows-1250"))
    let often = try source(
      try bytes("no,to\n" + String(repeating: "1,Łódź\n", count: 30), "windows-1250"))
    #expect(once.dialect.reasons["encoding"] == often.dialect.reasons["encoding"])
    #expect(once.dialect.reasons["encoding"]?.contains("100 %") == false)
  }

  @Test func `letters without an end are looked at once each`() throws {
    // By the square of their number it would be hours.
    let read = try source(Array("no,to\n4,".utf8) + Array(repeating: 0xE4, count: 60_000))
    #expect(try rows(of: read).count == 1)
  }

  @Test func `a mark that the text behind it refutes is told`() throws {
    let text = "no,to\n4,Zoé\n"
    let expected = [["4", "Zoé"]]
    for (found, encoding) in [
      (little + Array(text.utf8), "utf-8"), (little + (try bytes(text, "utf-16be")), "utf-16be"),
      (little + (try bytes(text, "windows-1252")), "windows-1252"),
      (utf8 + (try bytes(text, "utf-16le")), "utf-16le"),
    ] {
      let read = try source(found)
      #expect(read.dialect.encoding == encoding)
      #expect(try rows(of: read) == expected)
      #expect(read.diagnostics.counts[.contraryMark] == 1)
    }
    // Behind that of UTF-8, other bytes are what they would be without it.
    let read = try source(utf8 + (try bytes(text, "windows-1252")))
    #expect(try rows(of: read) == expected)
    #expect(read.header == ["no", "to"])
    #expect(read.diagnostics.counts == [.guessedEncoding: 1])
  }

  @Test func `a mark is believed before the encoding that was asked for, and that is told`() throws
  {
    let text = "no,to\n4,Zoé\n"
    for (found, asked) in [
      (utf8 + Array(text.utf8), "windows-1252"),
      (little + (try bytes(text, "utf-16le")), "utf-16be"),
    ] {
      var options = DelimitedOptions()
      options.encoding = asked
      let read = try source(found, options)
      #expect(try rows(of: read) == [["4", "Zoé"]])
      #expect(read.header == ["no", "to"])
      #expect(read.diagnostics.counts == [.contraryMark: 1])
      options.encoding = asked == "utf-16be" ? "utf-16" : "utf-8"
      #expect(try source(found, options).diagnostics.isEmpty)
    }
  }

  @Test func `half characters of UTF-16 are told with their places`() throws {
    let whole = little + (try bytes("no,to\n4,Zoé\n", "utf-16le"))
    for (rest, column) in [([0x0A] as [UInt8], 0), ([0x00, 0xD8, 0x2C, 0x00, 0x37, 0x00], 0)] {
      let read = try source(whole + rest)
      #expect(try rows(of: read).first == ["4", "Zoé"])
      #expect(read.diagnostics.counts[.badText] == 1)
      let note = read.diagnostics.kept.first { $0.kind == .badText }
      #expect(note?.location == RowcastLocation(file: "test.csv", row: 3, column: column))
    }
  }

  @Test func `zeros behind the last line are no text`() throws {
    for count in [1, 4, 90_001] {
      let zeros = [UInt8](repeating: 0, count: count)
      let read = try source(Array("no,to\n4,Ulm\n".utf8) + zeros)
      #expect(try rows(of: read) == [["4", "Ulm"]])
      #expect(read.diagnostics.counts == [.trailingBytes: 1])
      let wide = try source(try bytes("no,to\n4,Ulm\n", "utf-16le") + zeros + zeros)
      #expect(try rows(of: wide) == [["4", "Ulm"]])
      #expect(wide.diagnostics.counts == [.trailingBytes: 1])
    }
  }

  @Test func `a byte order mark before a record is left out, and counted`() throws {
    for (text, expected) in [
      ("no,to\n4,Ulm\n\u{FEFF}7,Rom\n", [["4", "Ulm"], ["7", "Rom"]]),
      ("no,to\n4,Ulm\n\u{FEFF}\"7\",\"R\no\"\n\u{FEFF}", [["4", "Ulm"], ["7", "R\no"]]),
    ] {
      for found in [Array(text.utf8), little + (try bytes(text, "utf-16le"))] {
        let read = try source(found)
        #expect(try rows(of: read) == expected)
        #expect(read.diagnostics.counts[.innerMark] == text.count { $0 == "\u{FEFF}" })
        #expect(read.diagnostics.kept.first?.location.row == 3)
      }
    }
    let again = try source("\u{FEFF}no,to\n4,Ulm\n\u{FEFF}no,to\n7,Rom\n")
    #expect(again.diagnostics.counts == [.innerMark: 1, .repeatedHeader: 1])
    // In long files, too, of which the first rows tell the kinds of columns.
    let rows = (0..<200_000).map { "\($0),Ulm\n" }.joined()
    let long = try DelimitedSource(
      input(Array(("no,to\n" + rows + "\u{FEFF}7,R\0m\n").utf8)), isExact: false)
    let table = try long.table()
    #expect(table.rowCount == 200_001)
    #expect(try long.measured().diagnostics.counts == [.innerMark: 1, .nulCharacter: 1])
    #expect(table.columns.map(\.kind) == [.integer, .text])
  }
}
