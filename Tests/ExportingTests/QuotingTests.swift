import Foundation
import RowcastClassification
import RowcastFeatures
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastExporting

/// Texts of the data that a written query or source could take for its own.
@Suite struct `Quoting in exports` {
  /// What ends a literal, a name, a comment or a line, what hides before it, and what blanks are.
  static let signs = [
    "'", "''", "\"", "`", "\\", ";", "--", "/*", "*/", "$$", "%", "\n", "\r", "\r\n", "\t",
    "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{A0}", "\u{FEFF}",
  ]
  /// What makes another `Character` of the sign before it, and what follows plainly.
  static let followers = [
    "", "\u{301}", "\u{200D}", "\u{FE0F}", "'", "\"", "); DROP TABLE rows;--",
  ]

  static let odd = ["plain"] + signs.flatMap { sign in followers.map { "a\(sign)\($0)b" } }

  /// A model of one column of odd levels, with odd names and odd labels.
  static let oddities = Result {
    var interner = StringInterner()
    let codes = (0..<9).flatMap { _ in odd.map { interner.intern($0) } }
    let names = ["kind'\u{301}\"\u{301}", "other\"\u{200D}"]
    var labels = StringInterner()
    let classes = ["yes'\u{301}", "no\"\u{301}"].map { labels.intern($0) }
    let table = Table(
      columns: [
        TypedColumn(
          name: names[0], kind: .text,
          values: .texts(codes: codes, dictionary: interner.dictionary())),
        TypedColumn(
          name: names[1], kind: .decimal,
          values: .numbers(codes.indices.map { Double($0 * 7919 % 101) })),
        TypedColumn(
          name: "class", kind: .text,
          values: .texts(
            codes: codes.indices.map { classes[($0 * 31 + Int(codes[$0])) % 7 < 3 ? 0 : 1] },
            dictionary: labels.dictionary())),
      ], rowCount: codes.count)
    return try ExportedCase(
      "odd texts", .success(table), target: "class", limit: 400, fit: ExportedCase.linear)
  }

  @Test(.requires(.python(modules: ["sqlite3"])))
  func `SQLite takes every text for that text, whatever follows a quote`() async throws {
    let one = try Self.oddities.get()
    #expect(
      one.model.features.columns[0].levels?.levels.count
        == Set(Self.odd.map { Array($0.utf8) }).count)
    try await QueryTests().agree([one], in: "sqlite", module: "sqlite3")
  }

  @Test(.requires(.python(modules: ["sqlite3"])))
  func `a query takes off the blanks at the ends of a text that a model takes off`() async throws {
    var one = try Self.oddities.get()
    let blanks = (1...0x21).map { String(Unicode.Scalar(UInt8($0))) } + ["\u{A0}", "\u{2003}"]
    var interner = StringInterner()
    let level = try #require(Self.odd.first)
    let codes = blanks.flatMap { [$0 + level, level + $0, $0 + $0 + level + $0] }
      .map { interner.intern($0) }
    let numbers = TypedColumn(
      name: one.model.features.columns[1].name, kind: .decimal,
      values: .numbers(codes.map { _ in 50 }))
    one.rows = Table(
      columns: [
        TypedColumn(
          name: one.model.features.columns[0].name, kind: .text,
          values: .texts(codes: codes, dictionary: interner.dictionary())), numbers,
      ], rowCount: codes.count)
    one.probabilities = try one.model.classifier.probabilities(
      one.model.features.transformed(one.rows))
    try await QueryTests().agree([one], in: "sqlite", module: "sqlite3")
  }

  @Test func `a text with the character NUL is refused by name`() throws {
    var one = try #require(ExportedCase.all.first).model
    one.labels.labels[0] = "a\0b"
    #expect {
      _ = try ScoringQuery.text(one, table: "t")
    } throws: {
      "\($0)".hasPrefix("a label with the character NUL cannot be exported to SQL")
    }
  }

  @Test func `a comment ends where its line does`() {
    #expect(LineComment.text("a\nb\r\nc\u{2028}d\u{202E}e") == "a b  c d e")
  }

  @Test func `a source compiles and scores whatever its columns are called`() async throws {
    let words = SwiftName.keywords.sorted() + SwiftName.ofSource.sorted()
    let locals = ["z", "p", "q", "k", "j", "row", "sum", "length", "x0", "raw1", "dense", "level"]
    let others = [
      "layer", "weights0", "codes0", "milliseconds",
      "Set", "String", "naïve", "数", "ा", "1st", "a'\u{301}b", "\"\u{301}", "two\nlines",
    ]
    var seed: UInt64 = 7
    func random() -> Double {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(seed >> 40) / 1000
    }
    let names = words + locals + others
    let columns = Schema.repairedNames(names).map { name in
      TypedColumn(name: name, kind: .decimal, values: .numbers((0..<120).map { _ in random() }))
    }
    var labels = StringInterner()
    let classes = ["yes", "no"].map { labels.intern($0) }
    let target = TypedColumn(
      name: "class of row", kind: .text,
      values: .texts(
        codes: (0..<120).map { classes[$0 % 7 < 3 ? 0 : 1] }, dictionary: labels.dictionary()))
    let one = try ExportedCase(
      "names", .success(Table(columns: columns + [target], rowCount: 120)),
      target: "class of row", recipe: { $0.hinges = .none }, fit: ExportedCase.linear)
    #expect(one.model.features.requiredColumns.count == names.count)
    try await ForeignProgramTests().swift([one])
  }
}
