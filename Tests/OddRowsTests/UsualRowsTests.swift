import RowcastLinearAlgebra
import RowcastOddRows
import RowcastTabular
import Testing

/// Rows of which nothing is odd, and other files of the same kind.
@Suite struct UsualRowsTests {
  private func scores(_ columns: [TypedColumn]) throws -> OddScores {
    let table = try Table(columns: columns)
    return FittedOddRows(fittedTo: table).scores(table, reasons: 3)
  }

  private func draws(_ count: Int, _ random: inout SeededGenerator, of most: Int) -> [Int] {
    (0..<count).map { _ in random.below(most) }
  }

  @Test(arguments: [1, 2, 5])
  func `Of independent columns about one row in a hundred is odd, and none one of a million`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let rows = 3000
    let numbers = draws(rows, &random, of: 50).map { Double($0 + 1) }
    let letters = draws(rows, &random, of: 2).map { ["a", "b"][$0] }
    let two = try scores([
      TypedColumn(name: "p", numbers: numbers), TypedColumn(name: "v", texts: letters),
    ])
    #expect(two.oddness.count { $0 >= OddScores.limit } <= 75)
    #expect((two.oddness.max() ?? 1) < 0.6)
    let levels = draws(600, &random, of: 3).map { ["Rome", "Oslo", "Kyiv"][$0] }
    let few = draws(600, &random, of: 9).map { Double($0 + 1) }
    let cells = try scores([
      TypedColumn(name: "city", texts: levels), TypedColumn(name: "v", numbers: few),
    ])
    #expect(cells.oddness.count { $0 >= OddScores.limit } <= 15)
    #expect((cells.oddness.max() ?? 1) < 0.6)
  }

  @Test func `What many rows share alike is not rarer than they are`() throws {
    var random = SeededGenerator(seed: 9)
    // Some addresses are of eight bytes, as 20 of 500 rows.
    let mails = (0..<500).map { $0 % 25 == 0 ? "u\($0 / 25 % 10)@x.org" : "user\($0 + 100)@x.org" }
    let found = try scores([
      TypedColumn(name: "email", texts: mails),
      TypedColumn(name: "v", numbers: draws(500, &random, of: 9).map { Double($0 + 1) }),
    ])
    #expect((found.oddness.max() ?? 1) < 0.65)
  }

  @Test func `One number of other decimal places is told among rows that are usual`() throws {
    for seed in [1, 5] as [UInt64] {
      var random = SeededGenerator(seed: seed)
      var numbers = draws(3000, &random, of: 50).map { Double($0 + 1) }
      numbers[9] = 12.5
      let found = try scores([
        TypedColumn(name: "p", numbers: numbers),
        TypedColumn(name: "v", texts: draws(3000, &random, of: 2).map { ["a", "b"][$0] }),
      ])
      #expect(found.oddness[9] >= OddScores.limit)
      #expect(found.oddness.count { $0 > found.oddness[9] } < 10, "\(found.oddness[9])")
    }
  }

  private let day = 86_400_000.0

  private func month(_ first: Int, _ random: inout SeededGenerator) throws -> Table {
    let rows = 1000
    return try Table(
      columns: [
        TypedColumn(
          name: "id", kind: .integer, numbers: (0..<rows).map { Double(first * rows + $0) }),
        TypedColumn(
          name: "color",
          texts: draws(rows, &random, of: 4).map { ["red", "blue", "green", "gray"][$0] }),
        TypedColumn(name: "qty", numbers: draws(rows, &random, of: 40).map { Double($0 + 1) }),
        TypedColumn(
          name: "day", kind: .date,
          numbers: draws(rows, &random, of: 28).map { Double(19_783 + 31 * first + $0) * day }),
      ])
  }

  @Test func `Days and running numbers that go on in another file make no row odd`() throws {
    var random = SeededGenerator(seed: 21)
    let fitted = FittedOddRows(fittedTo: try month(0, &random))
    var april = try month(1, &random)
    let (rest, columns) = fitted.leavingOut(fitted.reach(april))
    #expect(columns.map(\.name) == ["id", "day"] && columns.allSatisfy { $0.rows > 900 })
    #expect(rest.scores(april).oddness.count { $0 >= OddScores.limit } <= 30)
    // A row without a day is odd all the same.
    let days = try #require(april["day"])
    var numbers = days.measuredValues
    numbers[500] = .nan
    april = try Table(
      columns: april.columns.map {
        $0.name == "day" ? TypedColumn(name: "day", kind: .date, numbers: numbers) : $0
      })
    let scores = rest.scores(april, reasons: 2)
    #expect(scores.oddness.count { $0 > scores.oddness[500] } < 20)
    #expect(scores.reasons[500]?.first?.columns == ["day"])
    // Of the same month nothing goes on.
    let march = try month(0, &random)
    #expect(fitted.leavingOut(fitted.reach(march)).columns.isEmpty)
  }

  @Test func `A running number takes no part in what is rarely together`() throws {
    let rows = 61
    let found = try scores([
      TypedColumn(name: "id", kind: .integer, numbers: (0..<rows).map { Double($0) }),
      TypedColumn(name: "v", numbers: (0..<rows).map { $0 == 60 ? 9000 : Double($0 % 7) }),
    ])
    #expect(found.oddness.max() == found.oddness[60])
    #expect(found.reasons[60]?.first?.columns == ["v"])
  }
}

extension TypedColumn {
  fileprivate var measuredValues: [Double] {
    if case .numbers(let values) = values { values } else { [] }
  }
}
