import RowcastDelimitedText
import RowcastExporting
import RowcastFeatures
import RowcastFileIO
import RowcastTabular
import TestSupport

extension ExportedCase {
  /// Models of texts; only some languages can cut them.
  static let texts: [ExportedCase] = {
    do {
      let table = Result { try messages() }
      func one(_ name: String, _ change: @escaping (inout TextOptions) -> Void) throws
        -> ExportedCase
      {
        try ExportedCase(
          name, table, target: "desk", limit: 120,
          recipe: {
            $0.drop("message_id")
            $0.columns.append(FeatureRecipe.ColumnOptions(name: "message", role: .text))
            change(&$0.text)
          }, fit: linear)
      }
      return [
        try one("words of texts") { $0.maskDigits = true },
        try one("words and characters of texts") {
          ($0.shortestCharacters, $0.longestCharacters) = (2, 4)
          $0.sublinear = false
        },
        try one("words and runs of pieces") {
          ($0.shortestCharacters, $0.longestCharacters) = (2, 4)
          $0.runs = .pieces
        },
        try one("runs of pieces, digits as they are") {
          $0.words = 0
          $0.maskDigits = false
          ($0.shortestCharacters, $0.longestCharacters) = (3, 3)
          $0.runs = .pieces
        },
        try one("runs of pieces from one character on") {
          $0.words = 0
          ($0.shortestCharacters, $0.longestCharacters) = (1, 3)
          $0.runs = .pieces
        },
        try one("characters of words, from one on") {
          ($0.shortestCharacters, $0.longestCharacters) = (1, 2)
        },
        try one("words without symbols, up to three") {
          $0.words = 3
          $0.symbols = false
          $0.maskDigits = false
        },
      ]
    } catch {
      return []
    }
  }()

  /// Texts on which cutting could differ: cases of letters, marks, scripts, runs, blanks.
  private static let odd = [
    "WIN!!!!! now!! really? ???? $$$ £5 and €20 or ¥3", "ÄRGER mit İstanbul und ΣΊΣΥΦΟΣ, ÉCOLE é",
    "価格が高い 東京タワー ok 漢a字", "ราคา แพง ข้อมูล", "a_b_c __ x1y22 007 12,5 3/4 ½ Ⅷ ²",
    "tabs\tand\u{A0}blanks  twice", "e\u{301}te\u{301} nai\u{308}ve ﬁne", "emoji 😀😀 👨‍👩‍👧 done!",
    "NA", "", "!", "?!?!", "漢", "ǅ ǈ ẞ ß", "don't can’t co-op",
  ]

  /// The messages behind the odd texts, each of which stands there three times, so that
  /// training and scoring see it.
  private static func messages() throws -> Table {
    let lines = try Fixture.text("messages.csv").split(separator: "\n").map(String.init)
    var all = [lines[0]]
    for text in odd {
      for _ in 0..<3 { all.append("M,\"\(text)\",billing") }
    }
    all += lines.dropFirst()
    let folder = try TemporaryFolder()
    try folder.write("messages.csv", all.joined(separator: "\n") + "\n")
    let source = try DelimitedSource(try InputFile(path: folder("messages.csv")))
    var builder = TableBuilder(schema: source.schema)
    let schema = source.schema
    try source.mapBatches({ TableBuilder.piece(of: $0, schema: schema) }) { piece in
      builder.append(piece)
      return true
    }
    return builder.table()
  }
}
