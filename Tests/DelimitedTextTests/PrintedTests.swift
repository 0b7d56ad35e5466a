import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `Tables that are laid out for the eye` {
  private static let cases = [
    // Markdown, with and without marks at the ends.
    "| no | town | kg |\n|---:|:-----|---:|\n| 4 | Bad Ems | 12 |\n| 9 | Ulm | 7 |\n",
    "no | town | kg\n---|---|---\n4 | Bad Ems | 12\n9 | Ulm | 7\n",
    // psql, mysql, and the boxes of other programs.
    " no |  town   | kg \n----+---------+----\n  4 | Bad Ems | 12\n  9 | Ulm     |  7\n(2 rows)\n\n",
    "+----+---------+----+\n| no | town    | kg |\n+----+---------+----+\n"
      + "|  4 | Bad Ems | 12 |\n|  9 | Ulm     |  7 |\n+----+---------+----+\n2 rows in set (0.01 sec)\n",
    "┌────┬─────────┬────┐\n│ no │  town   │ kg │\n├────┼─────────┼────┤\n│  4 │ Bad Ems │ 12 │\n"
      + "│  9 │ Ulm     │  7 │\n└────┴─────────┴────┘\n",
    // Rulers that show the columns, and delimited text with a ruler.
    "no   town                 kg\n---- -------------------- ----\n   4 Bad Ems                12\n"
      + "   9 Ulm                     7\n\n(2 rows affected)\n",
    "no,town,kg\n--,-------,--\n4,Bad Ems,12\n9,Ulm,7\n",
    "no\ttown\tkg\n==\t====\t==\n4\tBad Ems\t12\n9\tUlm\t7\n",
    // No ruler, but each column at its place.
    "no  town     kg\n4   Bad Ems  12\n9   Ulm       7\n",
    "no  town       kg\r\n 4  Bad Ems    12\r\n 9  Ulm         7\r\n",
    // One blank between columns, of which each has one word above it.
    "no town    kg\n 4 Bad Ems 12\n 9 Ulm      7\n",
  ]

  @Test(arguments: cases) func `rulers, frames and blanks are no values`(text: String) throws {
    let source = try source(text)
    #expect(source.schema.names == ["no", "town", "kg"])
    #expect(source.schema.columns.map(\.kind) == [.integer, .text, .integer])
    #expect(try rows(of: source) == [["4", "Bad Ems", "12"], ["9", "Ulm", "7"]])
  }

  @Test(arguments: [
    ("no\u{1F}to\u{1E}4\u{1F}Bad\nEms\u{1E}7\u{1F}\"Ulm\"\u{1E}", "\u{1F}"),
    ("no\u{1F}to\u{1E}\n4\u{1F}Bad\nEms\u{1E}\n7\u{1F}\"Ulm\"\u{1E}\n", "\u{1F}"),
    ("þnoþ\u{14}þtoþ\nþ4þ\u{14}þBad\nEmsþ\nþ7þ\u{14}þ\"Ulm\"þ\n", "\u{14}"),
    ("þnoþ\u{14}þtoþ\r\nþ4þ\u{14}þBad\nEmsþ\r\nþ7þ\u{14}þ\"Ulm\"þ", "\u{14}"),
  ]) func `control characters for fields and records part them`(text: String, mark: String) throws {
    let read = try source(text)
    #expect(read.dialect.delimiter == mark)
    #expect(read.header == ["no", "to"])
    #expect(try rows(of: read) == [["4", "Bad\nEms"], ["7", "\"Ulm\""]])
  }

  @Test func `each line that is passed over is told, and places are those of the file`() throws {
    let read = try source(
      " no | kg \n----+----\n  4 | 12\nTime: 3 ms\n  9 | 7 \n  x |   \n(3 rows)\n")
    #expect(read.diagnostics.counts == [.skippedLines: 3])
    #expect(read.diagnostics.kept.compactMap(\.location.row).sorted() == [2, 4, 7])
    #expect(read.schema.columns[0].note == "text (line 6: \"x\")")
    #expect(try rows(of: read).last == ["x", nil])
  }

  @Test func `a cell may be blank where columns are aligned`() throws {
    let text = "code  town       kg\nB2    Ulm         7\nC3               12\nD4    Bad Ems\n"
    #expect(
      try rows(of: source(text)) == [
        ["B2", "Ulm", "7"], ["C3", nil, "12"], ["D4", "Bad Ems", nil],
      ])
  }

  @Test func `fields keep tabs, quotes and marks that are escaped`() throws {
    let read = try source("| a | b |\n|---|---|\n| x\\|y | \"q\" |\n| p\tr | 5\" |\n")
    #expect(try rows(of: read) == [["x|y", "\"q\""], ["p\tr", "5\""]])
  }

  @Test func `a line that does not fit its columns is one field, and told`() throws {
    let lines = (10..<40).map { "\($0)    Bad Ems   \($0)\n" }.joined()
    let text = "no    town      kg\n" + lines
    let long = text + String(repeating: lines, count: 300) + "no town has the next one\n"
    let read = try source(long)
    #expect(read.rowCount == 30 * 301 + 1)
    #expect(try rows(of: read).last == ["no town has the next one", nil, nil])
    #expect(read.schema.columns[0].note == "text (line 9032: \"no town has the next one\")")
  }

  @Test func `dashes among records are records`() throws {
    let read = try source("a,b\n1,2\n--,--\n3,4\n---,---\n")
    #expect(read.rowCount == 4)
  }

  @Test(arguments: ["note\n(3 rows)x\nb\n", "k,n\na,1\n(3 of 4),2\n", "a,b\n1,2\n3 rows,4\n"])
  func `only a line of its own tells how many rows there are`(text: String) throws {
    #expect(try source(text).diagnostics.counts[.skippedLines] == nil)
  }

  @Test func `lines that were quoted as a whole are records`() throws {
    let read = try source("\"no,\"\"town\"\",kg\"\n\"4,\"\"Bad, Ems\"\",12\"\n\"9,Ulm,7\"\n")
    #expect(try rows(of: read) == [["4", "Bad, Ems", "12"], ["9", "Ulm", "7"]])
    #expect(read.diagnostics.counts == [.oddQuote: 1])
    // Names need no quotes, nor does a line without a delimiter in a field.
    for header in ["\"no,town,kg\"", "no,town,kg"] {
      let bare = try source("\(header)\n\"4,\"\"Bad, Ems\"\",12\"\n\"9,\"\"Ulm, Süd\"\",7\"\n")
      #expect(bare.header == ["no", "town", "kg"])
      #expect(try rows(of: bare) == [["4", "Bad, Ems", "12"], ["9", "Ulm, Süd", "7"]])
      #expect(bare.diagnostics.counts == [.oddQuote: 1])
    }
    let list = try source("town\n\"Bad, Ems\"\n\"Ulm, Süd\"\n")
    #expect(try rows(of: list) == [["Bad, Ems"], ["Ulm, Süd"]])
    // Sentences in quotes are one column.
    let prose = try source("\"say\"\n\"Well, yes\"\n\"Oh, no\"\n\"So, so\"\n")
    #expect(prose.schema.columns.count == 1)
  }

  @Test func `who names the delimiter gets what stands in the file`() throws {
    var options = DelimitedOptions()
    options.delimiter = "|"
    let read = try source("| a | b |\n|---|---|\n| 1 | 2 |\n", options)
    #expect(read.schema.columns.count == 4)
  }
}
