import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `Our own text comes back to a reader that is told nothing` {
  /// What other files have for delimiters, quotes, comments, rulers, marks and values.
  private static let texts = [
    "plain", "two words", "a;b", "c|d", "e~f", "~g~", "^h^", "i:j", "k::l", "m\tn", "a, b; c",
    "'o'", "'p", "q'r", "#s", "!t", "%u", "//v", "=", "---", "--- ---", "+---+---+", "| y |",
    "(3 rows)", "2 rows in set", "\u{1A}", "z\u{1A}", "z\u{0}", "\u{1F}x\u{1E}", " a", "b ",
    "\"c\"", "d\\", "e\\\"f", "x,\\", "g\nh", "i\r\nj", "\u{FEFF}k", "l，m", "sep=;", "ID;P",
    "{\"n\":1}", "[o]", "<p>", "%PDF-", "007", "10:30 note", "30 12345",
    "http://x/y:z", "þw\u{14}", "true", "1e5", "ähm",
  ]
  private static let names = [
    "k", "n o", "e;f", "x:y", "'q'", "ID", "{n}", "[p]", "<q>", "#no", "%s", "a|b", "~w~", "é",
    "-", "\u{FEFF}f", "t\tu", "sep=", "v'", "r，s",
  ]

  @Test(arguments: [1, 2]) func `any table of awkward texts`(width: Int) throws {
    for seed in 0..<40 as Range<UInt64> {
      var random = Seeded(seed)
      let names = Self.names.shuffled(using: &random).prefix(width)
      let table =
        [Array(names)]
        + (0..<Int.random(in: 2...5, using: &random)).map { _ in
          (0..<width).map { _ in Self.texts.randomElement(using: &random) ?? "" }
        }
      // A lone column whose lines are all in quotes may as well be a file whose lines were put into them.
      if width == 1, names.first == "e;f" || names.first == "a|b" { continue }
      let text = try written(table)
      let read = try source(text)
      let shown = "seed \(seed): \(String(decoding: text, as: UTF8.self).debugDescription)"
      #expect(read.header == table[0], "\(shown)")
      #expect(try rows(of: read) == Array(table.dropFirst()), "\(shown)")
    }
  }

  @Test(arguments: [
    ([["k"], ["a;b"], ["x y"]], "k\n\"a;b\"\nx y\n"),
    ([["ID", "n"], ["'a'", "x"]], "\"ID\",n\n\"'a'\",x\n"),
    ([["id", "n"], ["a:b", "x y"], ["C::D", "a'b"]], "id,n\na:b,x y\n\"C::D\",a'b\n"),
  ]) func `only what would be read otherwise is quoted`(table: [[String]], text: String) throws {
    #expect(String(decoding: try written(table), as: UTF8.self) == text)
  }

  /// A table as CSV.
  private func written(_ table: [[String]]) throws -> [UInt8] {
    let text = table.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
    }.joined()
    var options = asTheyStand
    options.header = .rows(1)
    (options.quote, options.escape, options.comment) = (.text("\""), .none, .none)
    let read = try source("\n" + text, options)
    let encoder = DelimitedEncoder(
      schema: Schema(
        read.schema.columns.enumerated().map { place, column in
          var column = column
          column.name = table[0][place]
          return column
        }))
    var buffer = OutputBytes()
    encoder.encodeBeginning(into: &buffer)
    var bytes = buffer.array()
    try read.mapBatches({ batch in
      var part = OutputBytes()
      encoder.encode(batch, into: &part)
      return part.array()
    }) {
      bytes += $0
      return true
    }
    return bytes
  }
}
