import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastOddRows

/// What is said of an odd row holds of the table.
@Suite struct OddStatementTests {
  /// Contracts that go with the months, charges of one place that grow with them, and rows that do not fit.
  private static func table(_ count: Int) throws -> Table {
    var random = SeededGenerator(seed: 11)
    let months = (0..<count).map { _ in Double(random.below(9) * random.below(9)) }
    let plans = months.map { month -> String? in
      if random.below(60) == 0 { return nil }
      return random.below(80) == 0
        ? "Two year" : month > 30 ? "Two year" : month > 9 ? "One year" : "Monthly"
    }
    let charges = months.map { (($0 * 25 + Double(random.below(900)) / 4) * 10).rounded() / 10 }
    let seniors = months.map { random.below(70) == 0 || $0 > 40 ? 1.0 : 0 }
    return try Table(columns: [
      TypedColumn(name: "months", kind: .integer, values: .numbers(months)),
      TypedColumn(name: "plan", texts: plans),
      TypedColumn(name: "charges", numbers: charges),
      TypedColumn(name: "senior", kind: .integer, values: .numbers(seniors)),
      TypedColumn(
        name: "state", texts: plans.map { $0.map { _ in random.below(2) == 0 ? "Ulm" : "Bonn" } }),
    ])
  }

  /// The values of a column, NaN and nil where there is none.
  private static func cells(_ table: Table, _ name: String) throws -> [(Double, String?)] {
    let column = try #require(table[name])
    switch column.values {
    case .numbers(let values): return values.map { ($0, nil) }
    case .texts(let codes, let dictionary):
      return codes.map { (.nan, $0 == TypedColumn.missingCode ? nil : dictionary[Int($0)]) }
    }
  }

  private static func holds(_ side: OddReason.Side, _ cell: (Double, String?)) -> Bool {
    switch side {
    case .missing: cell.0.isNaN && cell.1 == nil
    case .text(let text): cell.1 == text
    case .number(let text): Double(text) == cell.0
    case .between(let from, let to):
      cell.0 >= from.flatMap(Double.init) ?? -.infinity
        && cell.0 <= to.flatMap(Double.init) ?? .infinity
    case .others, .otherKind: false
    }
  }

  @Test func `rows of a pair are those that have what is named, and chance is that of all rows`()
    throws
  {
    let table = try Self.table(3000)
    let reasons = FittedOddRows(fittedTo: table).scores(table, reasons: 4).reasons.values
    var told = 0
    for reason in reasons.joined() {
      guard case .pair(let first, let second, let rows, let expected) = reason.finding else {
        continue
      }
      told += 1
      let a = try Self.cells(table, reason.columns[0]).map { Self.holds(first, $0) }
      let b = try Self.cells(table, reason.columns[1]).map { Self.holds(second, $0) }
      #expect(zip(a, b).count { $0 && $1 } == rows, "\(reason)")
      let chance = Double(a.count { $0 }) * Double(b.count { $0 }) / Double(table.rowCount)
      #expect(abs(chance - expected) < 1e-6 && Double(rows) < chance, "\(reason)")
    }
    #expect(told > 0)
  }

  @Test func `what is far out is beyond what is called usual, and else at the end that is named`()
    throws
  {
    var table = try Self.table(3000)
    // Values that repeat at the lower end, as of charges in a first month.
    var ends: [Double] = (0..<3000).map { Double($0 * 7919 % 3001) + 40 }
    for row in stride(from: 0, to: 3000, by: 40) { ends[row] = 19 + Double(row % 3) }
    for row in [7, 1203, 2900] { ends[row] = 90_000 + Double(row) }
    table = try Table(columns: table.columns + [TypedColumn(name: "ends", numbers: ends)])
    let scores = FittedOddRows(fittedTo: table).scores(table, reasons: 4)
    var far = 0
    for reason in scores.reasons.values.joined() {
      let all = try Self.cells(table, reason.columns[0]).map(\.0)
      switch reason.finding {
      case .far(let text, let usual):
        far += 1
        let value = try #require(Double(text))
        let (from, to) = (Double(usual.from) ?? .nan, Double(usual.to) ?? .nan)
        #expect(value < from || value > to, "\(reason)")
      case .atEnd(let text, let bound, let percent, let isLow):
        let (value, edge) = (try #require(Double(text)), try #require(Double(bound)))
        #expect(isLow ? value < edge : value > edge)
        let share = Double(all.count { isLow ? $0 >= edge : $0 <= edge }) / Double(all.count)
        #expect(share * 100 >= Double(percent) - 1, "\(reason)")
      default: break
      }
    }
    #expect(far > 0)
  }

  @Test func `a bin is named by the values that it holds`() throws {
    let table = try Self.table(3000)
    let months = ColumnPlan(try #require(table["months"]))
    let number = try #require(months.number)
    let values = try Self.cells(table, "months").map(\.0)
    for bin in 0...number.edges.count {
      let side = months.side(Int32(bin + 1), unit: 1)
      #expect(
        values.allSatisfy { Self.holds(side, ($0, nil)) == (number.bin($0) == bin) }, "\(side)")
    }
    #expect(months.side(0, unit: 1) == .missing)
    #expect(months.side(Int32(number.edges.count + 2), unit: 1) == .otherKind)
    let senior = ColumnPlan(try #require(table["senior"]))
    #expect([1, 2].map { senior.side($0, unit: 1) } == [.number("0"), .number("1")])
    let plan = ColumnPlan(try #require(table["plan"]))
    #expect(plan.side(1, unit: nil) == .others(than: 3) && plan.side(0, unit: nil) == .missing)
    #expect(plan.side(2, unit: nil) == .text(plan.text?.levels.first ?? ""))
  }

  @Test func `a value with the wrong one of two is told by what it is always with`() throws {
    let (width, height) = (5, 5)
    var counts = [UInt32](repeating: 0, count: width * height)
    for (a, b, rows) in [(2, 2, 500), (3, 3, 40), (4, 4, 500), (3, 4, 1)] {
      counts[a * width + b] = UInt32(rows)
    }
    let usual = try #require(PairRarity(counts: counts, width: width).usual(3, 4))
    #expect(!usual.isOfFirst && usual.code == 4 && usual.rows == 500 && usual.of == 501)
    #expect(PairRarity(counts: counts, width: width).usual(2, 2) == nil)
  }
}
