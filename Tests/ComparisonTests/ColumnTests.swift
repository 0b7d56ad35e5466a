import RowcastComparison
import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

/// Which columns of two tables are one.
@Suite struct ColumnTests {
  @Test func `A renamed column is known by its values, its spelling or its place`() throws {
    let old = TestTable.customers(200)
    var new = old
    new.names = ["id", "Ort", "Plan ", "betrag", "since"]
    let result = try compared(old, new)
    func fate(_ name: String) -> ColumnPair.Fate? { result.column(name)?.pair.fate }
    #expect(fate("Plan") == .respelled)
    #expect(fate("betrag") == .renamed(similarity: 1, isOfRows: true))
    #expect(fate("Ort") == .renamed(similarity: 1, isOfRows: true))
    #expect(result.counts.isEmpty && !result.isEmpty)
  }

  @Test func `Columns with other values are not one, whatever their places`() throws {
    let old = TestTable(
      names: ["id", "city"], rows: (0..<100).map { ["\($0)", "town \($0)"] })
    let new = TestTable(
      names: ["id", "email"], rows: (0..<100).map { ["\($0)", "u\($0)@example.org"] })
    let result = try compared(old, new)
    #expect(result.columns.map(\.pair.fate) == [.kept, .gone, .added])
    #expect(result.counts.same == 100)
  }

  @Test func `Numbers of one range are not one column for that, but the same numbers are`() throws {
    var random = SeededGenerator(seed: 11)
    func draws() -> [String] { (0..<2000).map { _ in "\(random.below(80))" } }
    let (ages, scores, others) = (draws(), draws(), draws())
    func table(_ names: [String], _ columns: [[String]]) -> TestTable {
      TestTable(
        names: ["id"] + names,
        rows: (0..<2000).map { row in ["i\(row)"] + columns.map { $0[row] } })
    }
    let old = table(["age", "x"], [ages, others])
    let unlike = try compared(old, table(["score", "x", "y"], [scores, others, others]))
    #expect(unlike.columns.map(\.pair.fate) == [.kept, .gone, .added, .kept, .added])
    let same = try compared(old, table(["y", "x", "years"], [scores, others, ages]))
    #expect(same.column("years")?.pair.old?.name == "age")
    #expect(same.column("y")?.pair.fate == .added)
  }

  @Test func `Columns of the same persons are one only where the rows say so`() throws {
    var random = SeededGenerator(seed: 12)
    func draws(_ of: Int) -> [String] { (0..<500).map { _ in "P\(random.below(of))" } }
    let (managers, sellers) = (draws(60), draws(60))
    func table(_ names: [String], _ columns: [[String]]) -> TestTable {
      TestTable(
        names: ["id"] + names,
        rows: (0..<500).map { row in ["n\(row)"] + columns.map { $0[row] } })
    }
    let unlike = try compared(table(["manager"], [managers]), table(["seller"], [sellers]))
    #expect(unlike.columns.map(\.pair.fate) == [.kept, .gone, .added])
    #expect(unlike.counts.changedCells == 0)
    // Crosswise, of one pool of values.
    let crossed = try compared(
      table(["a", "b"], [managers, sellers]), table(["x", "y"], [sellers, managers]))
    #expect(crossed.column("x")?.pair.old?.name == "b")
    #expect(crossed.column("y")?.pair.old?.name == "a")
    #expect(crossed.counts.isEmpty)
    // Of four values in another place, equal but for one row of a hundred.
    let regions = draws(4)
    var others = regions
    for row in stride(from: 0, to: 500, by: 100) { others[row] = "P9" }
    let moved = try compared(
      table(["region", "v"], [regions, managers]), table(["v", "Gebiet"], [managers, others]))
    #expect(
      moved.column("Gebiet")?.pair.fate == .renamed(similarity: 0.99, isOfRows: true))
  }

  @Test func `A renamed key lets the rows speak for the other columns`() throws {
    var random = SeededGenerator(seed: 13)
    let flags = (0..<400).map { _ in ["y", "n"][random.below(2)] }
    let noise = (0..<400).map { _ in ["y", "n"][random.below(2)] }
    func table(_ names: [String], _ columns: [[String]]) -> TestTable {
      TestTable(
        names: names, rows: (0..<400).map { row in ["K-\(row * 7)"] + columns.map { $0[row] } })
    }
    let result = try compared(
      table(["id", "a", "b"], [flags, noise]), table(["code", "x", "y"], [noise, flags]))
    #expect(result.column("code")?.pair.old?.name == "id")
    #expect(result.column("x")?.pair.old?.name == "b")
    #expect(result.column("y")?.pair.old?.name == "a")
    #expect(result.counts.isEmpty)
  }

  @Test func `A column of another kind is compared by its texts`() throws {
    let old = TestTable(names: ["id", "n"], rows: (0..<30).map { ["a\($0)", "\($0).50"] })
    var new = old
    new.rows[7][1] = "n/d"
    let result = try compared(old, new)
    let column = try #require(result.column("n"))
    #expect(column.pair.isOfAnotherKind)
    #expect(column.changedCells == 1)
    #expect(column.drift == nil)
    let change = try #require(try result.changes().first)
    #expect(change.changedColumns == [1])
    #expect(change.old?.values[1].description == "7.5")
    #expect(change.new?.values[1] == .text("n/d"))
    #expect(change.new?.number == 9)
  }
}
