import RowcastLinearAlgebra
import RowcastMachine
import RowcastOddRows
import RowcastTabular
import Testing

@Suite struct OddRowsTests {
  /// The place in the order of oddness, from 0, of the last row, after it was changed, and its reasons.
  private func judged(
    _ change: (inout [String?]) -> Void
  ) throws -> (place: Int, reasons: [OddReason]) {
    var rows = SampleTables.orders(1500)
    change(&rows[rows.count - 1])
    let table = try SampleTables.table(rows)
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    let last = try #require(scores.oddness.last)
    return (scores.oddness.count { $0 > last }, scores.reasons[rows.count - 1] ?? [])
  }

  @Test func `A number a thousand times too great is the oddest, and told with what is usual`()
    throws
  {
    let (place, reasons) = try judged { $0[0] = "45000" }
    #expect(place == 0)
    let reason = try #require(reasons.first { $0.columns == ["price"] })
    switch reason.finding {
    case .far(let value, let usual):
      #expect(value == "45000")
      #expect((Double(usual.to) ?? 0) < 101)
    case .relation(let value, _, _): #expect(value == "45000")
    default: Issue.record("\(reason)")
    }
  }

  @Test func `A total that does not follow from its parts is told with what would`() throws {
    let (place, reasons) = try judged {
      $0[0] = "20.0"
      $0[1] = "8"
      $0[2] = "80.0"
    }
    #expect(place == 0)
    let relation = reasons.compactMap { reason -> OddReason.ClosedValues? in
      if reason.columns == ["total"], case .relation("80", _, let usual) = reason.finding {
        return usual
      }
      return nil
    }
    let usual = try #require(relation.first)
    #expect((Double(usual.from) ?? .nan) <= 28.5 && (Double(usual.to) ?? .nan) >= 27.5)
  }

  /// Columns of numbers by functions of the row.
  private func numbers(
    _ count: Int, _ columns: [(name: String, value: (Int) -> Double)]
  ) throws -> Table {
    try Table(
      columns: columns.map { column in
        TypedColumn(name: column.name, numbers: (0..<count).map(column.value))
      })
  }

  private func cents(_ value: Double) -> Double { (value * 100).rounded() / 100 }

  @Test(arguments: ["product", "sum", "quotient", "share"])
  func
    `What follows exactly in nearly all rows is told to the last digit, and accuses no other row`(
      kind: String
    ) throws
  {
    var random = SeededGenerator(seed: 3)
    let rows = 400
    let price = (0..<rows).map { _ in Double(100 + random.below(4900)) / 100 }
    let count = (0..<rows).map { _ in Double(1 + random.below(19)) }
    func right(_ row: Int) -> Double {
      switch kind {
      case "product": cents(price[row] * count[row])
      case "sum": cents(price[row] + count[row])
      case "quotient": cents(price[row] / count[row])
      default: cents(price[row] * 0.19)
      }
    }
    let wrong = [7, 90]
    let table = try numbers(
      rows,
      [
        ("price", { price[$0] }), ("count", { count[$0] }),
        ("total", { self.cents(right($0) * ($0 == 7 ? 1.1 : $0 == 90 ? 0.5 : 1)) }),
      ])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    let limit = scores.oddness.sorted().suffix(2)[rows - 2]
    for row in wrong {
      #expect(scores.oddness[row] >= limit, "\(kind) \(row)")
      let told = (scores.reasons[row] ?? []).compactMap { reason -> OddReason.ClosedValues? in
        guard case .relation(_, _, let usual) = reason.finding else { return nil }
        return reason.columns == ["total"] ? usual : nil
      }
      let usual = try #require(told.first, "\(kind) \(row)")
      #expect(usual.from == usual.to)
      #expect(((Double(usual.from) ?? .nan) - right(row)).magnitude < 1e-9)
    }
    for (row, reasons) in scores.reasons where !wrong.contains(row) {
      for reason in reasons {
        if case .relation = reason.finding { Issue.record("\(kind) \(row) \(reason)") }
      }
    }
  }

  @Test func `A range is not told where near rows do not have it`() throws {
    // All rows lie on a line but those of high x, which spread: none of them is off.
    var random = SeededGenerator(seed: 5)
    let rows = 1500
    let x = (0..<rows).map { _ in Double(random.below(100_000)) / 1000 }
    let noise = (0..<rows).map { _ in Double(random.below(2001)) / 1000 - 1 }
    let table = try numbers(
      rows,
      [
        ("x", { x[$0] }),
        ("y", { 500 + x[$0] * 2 + noise[$0] * (x[$0] > 92 ? 60 : 0.5) }),
      ])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    for (row, reasons) in scores.reasons {
      for reason in reasons where x[row] > 94 {
        guard case .relation(_, _, let usual) = reason.finding, reason.columns == ["y"] else {
          continue
        }
        let width = (Double(usual.to) ?? 0) - (Double(usual.from) ?? 0)
        #expect(width > 40, "\(row) \(reason)")
      }
    }
  }

  @Test func `A value that repeats where all others differ is odd in both rows`() throws {
    let rows = 800
    var ids = (0..<rows).map { "K-\(10_000 + $0 * 7)" }
    ids[33] = ids[600]
    let table = try Table(
      columns: [
        TypedColumn(name: "id", texts: ids),
        TypedColumn(name: "v", numbers: (0..<rows).map { Double($0 * 37 % 101) }),
      ])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    for row in [33, 600] {
      #expect(scores.oddness.count { $0 > scores.oddness[row] } < 2)
      #expect(
        scores.reasons[row]?.first?.finding == .repeated(ids[33], rows: 2, of: rows), "\(row)")
    }
    // Names repeat as they like.
    let names = try Table(
      columns: [TypedColumn(name: "name", texts: ids.indices.map { "Ann \($0 == 5 ? 6 : $0) Lee" })]
    )
    let calm = FittedOddRows(fittedTo: names).scores(names, reasons: 3)
    #expect(
      calm.reasons.values.joined().allSatisfy {
        if case .repeated = $0.finding { false } else { true }
      })
  }

  @Test func `An end before its start is odd where no other one is, by however little`() throws {
    var random = SeededGenerator(seed: 11)
    let rows = 600
    let start = (0..<rows).map { _ in Double(19_000 + random.below(300)) }
    let table = try Table(
      columns: [
        TypedColumn(
          name: "start", kind: .date, numbers: start.map { $0 * 86_400_000 }),
        TypedColumn(
          name: "end", kind: .date,
          numbers: start.enumerated().map { row, day in
            (day + (row == 44 ? -2 : Double(random.below(30)))) * 86_400_000
          }),
      ])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    #expect(scores.oddness.max() == scores.oddness[44])
    let told = (scores.reasons[44] ?? []).contains { reason in
      guard case .order(_, _, rows: 1, of: rows) = reason.finding else { return false }
      return reason.columns == ["start", "end"]
    }
    #expect(told, "\(scores.reasons[44] ?? [])")
  }

  @Test func `The one row that breaks what a value determines elsewhere is far odder than others`()
    throws
  {
    let (place, reasons) = try judged {
      $0[3] = "Hamburg"
      $0[4] = "FR"
    }
    #expect(place == 0)
    let reason = try #require(reasons.first)
    #expect(reason.columns == ["city", "country"] && reason.surprise > 10)
  }

  @Test func `A city in another country is a rare pair, each of which is frequent`() throws {
    let (place, reasons) = try judged {
      $0[3] = "Paris"
      $0[4] = "DE"
    }
    #expect(place == 0)
    let reason = try #require(reasons.first)
    #expect(reason.columns == ["city", "country"])
    guard
      case .pair(.text("Paris"), .text("DE"), rows: 1, expected: let expected) = reason.finding
    else {
      Issue.record("\(reason)")
      return
    }
    #expect(expected > 50)
  }

  @Test func `A misspelled level is told with the one it is like`() throws {
    let (place, reasons) = try judged { $0[3] = "Hamubrg" }
    #expect(place == 0)
    #expect(reasons.contains { $0.finding == .spelling("Hamubrg", like: "Hamburg") })
  }

  @Test func `A value that nearly all rows have is missed`() throws {
    let (place, reasons) = try judged { $0[1] = nil }
    #expect(place <= 2)
    #expect(
      reasons.contains { $0.finding == .missing(rows: 1, of: 1500) && $0.columns == ["fee"] })
  }

  @Test func `A word among numbers is of another kind`() throws {
    let (place, reasons) = try judged { $0[0] = "see note" }
    #expect(place == 0)
    #expect(reasons.contains { $0.finding == .otherKind("see note", rows: 1, of: 1500) })
  }

  @Test(arguments: [1e76, 1e200, -1e308, 1.7976931348623157e308, .infinity])
  func `A number beyond all measure is the oddest, learned with the others or met later`(
    value: Double
  ) throws {
    func table(_ numbers: [Double]) throws -> Table {
      try Table(
        columns: [
          TypedColumn(name: "a", numbers: numbers),
          TypedColumn(name: "b", numbers: numbers.indices.map { Double($0 * 7 % 40) }),
        ])
    }
    let usual = (0..<300).map { Double($0 % 40) }
    let learned = try table(usual + [value])
    let fitted = FittedOddRows(fittedTo: learned)
    let scores = fitted.scores(learned).oddness
    #expect(scores.allSatisfy { (0...1).contains($0) })
    #expect(scores.max() == scores[300])
    #expect(scores[300] > 0.5)
    let later = try FittedOddRows(fittedTo: table(usual)).scores(table([0, value])).oddness
    #expect(later[1] > 0.5 && later[1] <= 1 && later[0] < 0.5)
  }

  @Test func `Usual rows are below a half, nearly all of them`() throws {
    let table = try SampleTables.table(SampleTables.orders(2000))
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    #expect(scores.oddness.allSatisfy { (0...1).contains($0) })
    #expect(scores.oddness.count { $0 >= OddScores.limit } < 100)
    #expect(scores.reasons.keys.allSatisfy { scores.oddness[$0] >= OddScores.limit })
  }

  @Test(arguments: [1, 2, 3, 7])
  func `Scores are the same to the bit on any number of threads`(threads: Int) throws {
    let table = try SampleTables.table(SampleTables.orders(3000))
    func bytes() throws -> ([UInt8], [Double]) {
      let fitted = FittedOddRows(fittedTo: table)
      return (try fitted.bytes(), fitted.scores(table).oddness)
    }
    let one = try WorkerCount.with(1) { try bytes() }
    let many = try WorkerCount.with(threads) { try bytes() }
    #expect(one == many)
  }

  @Test func `Counts of parts add up to those of the whole`() throws {
    let rows = SampleTables.orders(900)
    let table = try SampleTables.table(rows)
    let reader = OddReader(OddPlan(sample: table, options: OddOptions()))
    var sum: OddTally?
    for start in stride(from: 0, to: rows.count, by: 250) {
      let part = try reader.tally(table.rows(at: Array(start..<min(rows.count, start + 250))))
      sum?.merge(part)
      if sum == nil { sum = part }
    }
    #expect(sum == reader.tally(table))
  }

  @Test(arguments: [0, 1, 2, 5])
  func `Tables of hardly any rows are scored`(count: Int) throws {
    let table = try SampleTables.table(SampleTables.orders(count))
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    #expect(scores.oddness.count == count)
    #expect(scores.oddness.allSatisfy { (0...1).contains($0) })
  }

  @Test func `Columns that never vary, hold nothing, or hold the greatest numbers are no trouble`()
    throws
  {
    let rows: [[String?]] = (0..<60).map { row in
      ["same", nil, "1", row == 3 ? "1e308" : row == 4 ? "-1e308" : "\(row % 7)", "\(row)"]
    }
    let table = try SampleTables.table(rows, names: ["a", "b", "c", "d", "e"])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 3)
    #expect(scores.oddness.allSatisfy { (0...1).contains($0) })
  }
}
