import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastProfile

@Suite struct `Profiles of tables` {
  /// A clean table of 400 rows: names of rows, a category and what follows from it, numbers, days.
  static func rows() -> [[Value]] {
    var random = SeededGenerator(seed: 11)
    let cities = [("Ulm", "BW"), ("Bonn", "NW"), ("Kiel", "SH"), ("Aachen", "NW")]
    return (0..<400).map { row in
      let (city, state) = cities[random.below(4)]
      let amount = (random.uniform() * 1e4).rounded() / 100
      return [
        .text("C-\(10_000 + row)"), .text(city), .text(state),
        .number(ExactNumber(verbatim: "\(amount)")),
        .integer(Int64(random.below(9))), .date(CivilDate(daysSinceEpoch: 19_000 + row / 2)),
      ]
    }
  }

  static let names = ["id", "city", "state", "amount", "count", "day"]

  static func profile(_ rows: [[Value]], names: [String] = names, batch: Int = 97) throws
    -> TableProfile
  {
    try TableProfile(of: ValueRows(names: names, rows: rows, batchRows: batch))
  }

  static func kinds(_ profile: TableProfile) -> [String] {
    profile.findings.map { "\($0.kind.rawValue) \($0.column ?? "")" }
  }

  @Test func `A clean table has nothing to mend but what follows from something`() throws {
    let profile = try Self.profile(Self.rows())
    #expect(Self.kinds(profile) == ["function state"])
    #expect(
      profile.findings.first
        == .function(column: "state", of: "city", exceptions: 0, rows: []))
    let columns = profile.columns
    #expect(columns.map(\.missing) == [0, 0, 0, 0, 0, 0])
    #expect(columns[0].isKey == true && columns[1].isKey == false)
    #expect(columns[1].distinct == EstimatedCount(value: 4, error: 0))
    #expect(columns[1].top.reduce(0) { $0 + $1.rows } == 400 && columns[1].otherRows == 0)
    #expect(columns[0].lengths == ColumnFigures.Lengths(least: 7, median: 7, greatest: 7))
    #expect(columns[5].days?.count == 200 && columns[5].days?.gaps == [])
    #expect(columns[3].spread?.counts.reduce(0, +) == 400 && columns[3].spread?.error == 0)
  }

  @Test(arguments: [0, 1, 200, 399], ["Ulm", "Rom"])
  func `What follows from another column is told wherever the one error stands`(
    row: Int, city: String
  ) throws {
    let cities = ["Ulm", "Bonn", "Kiel", "Aachen", "Trier"]
    let rows = (0..<400).map { index -> [Value] in
      let place = index * 7 % 5
      return [
        .text("Z-\(place)"),
        .text(index == row ? city == cities[place] ? "Bonn" : city : cities[place]),
      ]
    }
    let profile = try Self.profile(rows, names: ["zip", "city"])
    let found = profile.findings.compactMap { finding -> Int? in
      if case .function(_, _, let exceptions, _) = finding { exceptions } else { nil }
    }
    #expect(found.contains(1))
  }

  @Test func `Digits of one length are one form, with and without zeros in front`() throws {
    func kinds(_ text: (Int) -> String) throws -> [String] {
      Self.kinds(
        try Self.profile((0..<300).map { [.text(text($0 * 331 % 9999))] }, names: ["zip"]))
    }
    func padded(_ number: Int) -> String {
      String(repeating: "0", count: 5 - "\(number)".count) + "\(number)"
    }
    let codes = try kinds { $0 < 9000 ? "1" + padded($0).dropFirst() : padded($0) }
    #expect(!codes.contains("mixed zip"))
    #expect(try kinds { $0 < 9000 ? "\($0 + 1000)" : "no. \($0)" }.contains("mixed zip"))
  }

  @Test(arguments: [1, 13, 150, 400])
  func `Any cutting gives the same profile`(batch: Int) throws {
    var rows = Self.rows()
    rows[3] = rows[2]
    rows[9][1] = .text("ulm ")
    let one = try Self.profile(rows, batch: 77)
    let other = try Self.profile(rows, batch: batch)
    #expect(one.findings == other.findings)
    #expect(one.associations.pairs == other.associations.pairs)
    for (a, b) in zip(one.columns, other.columns) {
      #expect(a.top == b.top && a.forms == b.forms && a.distinct == b.distinct)
      #expect(a.spread?.quantiles == b.spread?.quantiles && a.spread?.counts == b.spread?.counts)
    }
  }

  @Test func `Spelling variants are found with their cells`() throws {
    var rows = Self.rows()
    rows[9][1] = .text("KIEL")
    rows[20][1] = .text("Kiel.")
    let found = try Self.profile(rows).findings.compactMap { finding -> [SpellingGroup]? in
      if case .spellings("city", let groups) = finding { groups } else { nil }
    }
    let group = try #require(found.first?.first)
    #expect(found.count == 1 && found[0].count == 1)
    #expect(group.spellings.map(\.text) == ["Kiel", "KIEL", "Kiel."] && !group.isFoldable)
    // Rows are numbered from 2, as under a header.
    #expect(group.spellings[1].firstRow == 11 && group.spellings[2].firstRow == 22)
  }

  @Test func `Words among numbers, and words for no value, are found with their cells`() throws {
    var rows = Self.rows()
    for row in rows.indices {
      if case .number(let number) = rows[row][3] { rows[row][3] = .text(number.text) }
    }
    rows[5][3] = .text("n.v.")
    rows[6][3] = .text("unknown")
    let profile = try Self.profile(rows)
    #expect(Self.kinds(profile) == ["mixed amount", "missing_words amount", "function state"])
    guard case .mixed(_, .numberText, 398, let others)? = profile.findings.first else {
      Issue.record("\(profile.findings)")
      return
    }
    #expect(others.map(\.form) == [.text])
    #expect(others.first?.seen.places == [CellPlace(row: 7, text: "n.v.")])
    guard case .missingWords(_, .number, let seen) = profile.findings[1] else {
      Issue.record("\(profile.findings)")
      return
    }
    #expect(seen.places == [CellPlace(row: 8, text: "unknown")] && seen.count == 1)
    // The numbers are told all the same.
    #expect(profile.columns[3].spread?.counts.reduce(0, +) == 398)
  }

  @Test func `Words that mean no value among texts are found`() throws {
    var rows = Self.rows()
    rows[12][1] = .text("N/A")
    rows[13][1] = .text("unknown")
    let found = try Self.profile(rows).findings.compactMap { finding -> SeenRows? in
      if case .missingWords("city", .text, let seen) = finding { seen } else { nil }
    }
    #expect(found.map(\.places) == [[CellPlace(row: 14, text: "N/A")]])
  }

  @Test func `Cells of several kinds are found`() throws {
    var rows = Self.rows()
    rows[30][4] = .text("7")
    rows[31][4] = .date(CivilDate(year: 2024, month: 1, day: 2))
    let found = try Self.profile(rows).findings.first
    guard case .mixed("count", .number, 398, let others)? = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(Set(others.map(\.form)) == [.numberText, .day])
    #expect(Set(others.flatMap(\.seen.places).map(\.row)) == [32, 33])
  }

  @Test func `Blanks and characters that are not seen are found`() throws {
    var rows = Self.rows()
    rows[1][1] = .text(" Ulm")
    rows[2][1] = .text("Bad  Ems")
    rows[3][1] = .text("Ki\u{200B}el")
    rows[4][1] = .text("A\u{202E}b")
    rows[5][1] = .text("line\nand\ttab")
    let found = try Self.profile(rows).findings.compactMap {
      finding -> (SeenRows, SeenRows, SeenRows)? in
      if case .blots("city", let outer, let doubled, let unseen) = finding {
        (outer, doubled, unseen)
      } else {
        nil
      }
    }.first
    let (outer, doubled, unseen) = try #require(found)
    #expect(outer.places.map(\.row) == [3] && doubled.places.map(\.row) == [4])
    #expect(unseen.places.map(\.row) == [5, 6] && unseen.count == 2)
  }

  @Test func `Repeated rows, and rows that are alike, are found with both rows`() throws {
    var rows = Self.rows()
    rows[50] = rows[40]
    rows[60] = rows[45]
    rows[60][0] = .text("C-77777")
    rows[60][1] = .text(" \(rows[45][1].text?.uppercased() ?? "")")
    let profile = try Self.profile(rows)
    #expect(profile.repeatedRows == EstimatedCount(value: 1, error: 0))
    #expect(
      profile.findings.contains(
        .repeatedRows(
          EstimatedCount(value: 1, error: 0), [MendFinding.RowPair(first: 42, second: 52)])))
    #expect(
      profile.findings.contains(
        .alikeRows(
          EstimatedCount(value: 1, error: 0), [MendFinding.RowPair(first: 47, second: 62)],
          ignoring: ["id"])))
    #expect(
      profile.findings.contains(
        .nearKey(
          column: "id", EstimatedCount(value: 1, error: 0),
          [MendFinding.RowPair(first: 42, second: 52)])))
  }

  @Test func `Exceptions to what follows are found`() throws {
    var rows = Self.rows()
    rows[100][2] = .text("XX")
    let found = try Self.profile(rows).findings
    #expect(found == [.function(column: "state", of: "city", exceptions: 1, rows: [102])])
  }

  @Test func `Totals, errors and empty columns are found`() throws {
    var rows = Self.rows().map { $0 + [.missing] }
    rows[7][4] = .error("#DIV/0!")
    rows.append([
      .missing, .text("Total"), .missing, .integer(20_000), .integer(1600), .missing, .missing,
    ])
    let profile = try Self.profile(rows, names: Self.names + ["empty"])
    #expect(
      profile.findings.contains(.totals(column: "city", [CellPlace(row: 402, text: "Total")])))
    #expect(profile.findings.contains(.empty(columns: ["empty"])))
    guard
      case .errors("count", let seen)? = profile.findings.first(where: { $0.kind == .errors })
    else {
      Issue.record("\(profile.findings)")
      return
    }
    #expect(seen.places == [CellPlace(row: 9, text: "#DIV/0!")])
    #expect(profile.columns[4].missing == 1)
  }

  @Test func `A gap in the days is found`() throws {
    var rows = Self.rows()
    for row in 200..<400 { rows[row][5] = .date(CivilDate(daysSinceEpoch: 19_060 + row / 2)) }
    let days = try Self.profile(rows).columns[5].days
    #expect(days?.gaps == [ColumnFigures.Days.Gap(from: 19_099, to: 19_160)])
  }

  @Test func `Relations are measured by what columns are`() throws {
    var rows = Self.rows()
    for row in rows.indices { rows[row][4] = .integer(Int64((400 - row) / 3)) }
    let matrix = try Self.profile(rows).associations
    let falling = matrix.pairs.first { $0.first == "count" && $0.second == "day" }
    let levels = matrix.pairs.first { $0.first == "city" && $0.second == "state" }
    #expect(falling?.measure == .rankCorrelation && falling?.isFalling == true)
    #expect((falling?.strength ?? 0) > 0.99 && levels?.measure == .cramersV)
    #expect((levels?.strength ?? 0) > 0.95 && !matrix.columns.contains("id"))
    let chance = matrix.pairs.first { $0.first == "city" && $0.second == "amount" }
    #expect(chance?.measure == .rankCorrelationRatio && (chance?.strength ?? 1) < 0.2)
    let drawn = matrix.drawings(most: 10, masked: ["city"])
    #expect(drawn.allSatisfy { $0.association.first != "city" } && !drawn.isEmpty)
  }
}
