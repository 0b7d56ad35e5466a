import RowcastOddRows
import RowcastProfile
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastReporting

@Suite struct ProfilePageTests {
  /// Names that a page must take for text.
  static let names = ["id", "city </h3><script>", "amount & \"more\"", "secret \u{202E}gpj"]

  /// A table with identifiers, spelling variants, a word among numbers and a repeated row.
  static func page(masked: Set<String> = ["id", "secret \u{202E}gpj"]) throws -> ProfilePage {
    var rows = (0..<200).map { row -> [Value] in
      [
        .text("C-\(1000 + row)"), .text(row % 2 == 0 ? "<Ulm>" : "Bonn"),
        .text(row == 9 ? "n.v." : "\(row * 7 % 31)"), .text("word-\(row % 5)"),
      ]
    }
    rows[20][1] = .text("<ULM>")
    rows[21][3] = .text(" word-1")
    rows[31] = rows[30]
    let profile = try TableProfile(of: ValueRows(names: names, rows: rows, batchRows: 60))
    let reason = OddRowsPage.Row(
      number: 11, oddness: 0.7, cells: ["C-1009", "<Ulm>", "n.v.", "word-4"], reasons: [])
    return ProfilePage(
      name: "a<b>.csv", source: "csv", profile: profile, masked: masked, oddRows: [reason],
      oddCount: 1, software: "Rowcast 0")
  }

  @Test func `The page is well formed, refers to nothing, and its texts are texts`() throws {
    let page = try Self.page().render()
    let checks = HTMLChecks(page)
    #expect(checks.problems.isEmpty)
    #expect(Set(checks.ids).count == checks.ids.count)
    #expect(checks.elements["script"] == nil && checks.elements["img"] == nil)
    #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("url("))
    #expect(page.contains("city &lt;/h3&gt;&lt;script&gt;") && page.contains("&lt;ULM&gt;"))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `Values of masked columns are nowhere on the page`() throws {
    let page = try Self.page().render()
    #expect(!page.contains("C-1") && !page.contains("word-"))
    #expect(page.contains("•••") && page.contains("values are not shown"))
    let open = try Self.page(masked: []).render()
    #expect(open.contains("C-10") && open.contains("word-1"))
  }

  @Test func `Findings say what, where, and what mends it`() throws {
    let page = try Self.page()
    let found = Dictionary(
      page.profile.findings.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    let spellings = try #require(found[.spellings])
    #expect(spellings.words() == "\"city </h3><script>\": \"<Ulm>\" (100), \"<ULM>\" (1)")
    #expect(spellings.cells() == [CellPlace(row: 22, text: "<ULM>")])
    #expect(spellings.advice() == "--fold-levels takes them as one in a training")
    let mixed = try #require(found[.mixed])
    #expect(mixed.words().hasSuffix("holds 199 texts that read as numbers and 1 other text"))
    #expect(mixed.advice() == "--null n.v. reads it as no value")
    #expect(mixed.advice(masked: ["amount & \"more\""]).hasPrefix("no option reads them alike"))
    let repeated = try #require(found[.repeatedRows])
    #expect(repeated.pairs == [MendFinding.RowPair(first: 32, second: 33)])
  }

  @Test func `Years have no marks of thousands, and of 0 and 1 the share is told`() throws {
    let rows = (0..<200).map { row -> [Value] in
      let flag: Int64 = row % 5 == 0 ? 1 : 0
      return [.integer(Int64(1998 + row % 12)), .integer(flag), .integer(Int64(row * 97))]
    }
    let profile = try TableProfile(
      of: ValueRows(names: ["year", "flag", "price"], rows: rows, batchRows: 60))
    let page = ProfilePage(
      name: "a.csv", source: "csv", profile: profile, masked: [], oddRows: [], oddCount: 0,
      software: "Rowcast 0"
    ).render()
    #expect(page.contains("half are from 2000 to 2006") && !page.contains("2,00"))
    #expect(page.contains("20.0% are 1, all others 0") && !page.contains("are from 0 to 1,"))
    #expect(page.contains("19,2") || page.contains("19,3"))
    let axis = Scale.linear(1998...2010, from: 0, to: 100)
    #expect(axis.ticks.contains { $0.label == "2000" })
  }

  @Test func `What is measured of ranks says so`() {
    #expect(Association.Measure.rankCorrelationRatio.words == "correlation ratio of ranks")
    #expect(Association.Measure.rankCorrelationRatio.rawValue == "rank_correlation_ratio")
    #expect(Association.Measure.rankCorrelation.words == "rank correlation")
  }

  @Test func `A row with masked columns tells no value of theirs`() throws {
    let rows = 300
    let table = try Table(columns: [
      TypedColumn(name: "pay", numbers: (0..<rows).map { $0 == 7 ? 9e6 : Double($0 * 37 % 101) }),
      TypedColumn(name: "city", texts: (0..<rows).map { $0 == 7 ? "Berln" : "Berlin" }),
    ])
    let reasons = FittedOddRows(fittedTo: table).scores(table, reasons: 5).reasons[7] ?? []
    let row = OddRowsPage.Row(
      number: 9, oddness: 0.8, cells: ["9000000", "Berln"], reasons: reasons)
    let masked = row.masked(table.names, ["pay", "city"])
    let text = masked.cells.joined() + masked.reasons.map(\.words).joined()
    #expect(!reasons.isEmpty && text.contains(Masked.value))
    #expect(!text.contains("9000000") && !text.contains("Berl"))
    #expect(row.masked(table.names, []).cells == row.cells)
  }

  @Test func `A page of nothing is a page`() throws {
    let profile = try TableProfile(of: ValueRows(names: ["a"], rows: [], batchRows: 1))
    let page = ProfilePage(
      name: "empty.csv", source: "csv", profile: profile, masked: [], oddRows: [], oddCount: nil,
      software: "Rowcast 0"
    ).render()
    #expect(HTMLChecks(page).problems.isEmpty && page.contains("Nothing to mend was found."))
  }
}
