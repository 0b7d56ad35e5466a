import RowcastComparison
import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

/// What two tables may be: wide, hostile, without rows, of other formats; and what drift is told.
@Suite struct CaseTests {
  @Test func `Five thousand columns are compared like five`() throws {
    let names = (0..<5000).map { "c\($0)" }
    let row = (0..<5000).map { "\($0)" }
    var old = TestTable(names: names, rows: [row, row, row])
    for index in 0..<3 { old.rows[index][0] = "k\(index)" }
    var new = old
    new.rows[1][4999] = "changed"
    new.names[17] = "another"
    let result = try compared(old, new)
    #expect(result.columns.count == 5000 || result.columns.count == 5001)
    #expect(result.counts.same == 2 && result.counts.changed == 1)
    #expect(result.counts.changedCells == 1)
  }

  @Test func `Hostile names and values pass through as they are`() throws {
    let names = ["<b>\"id\"</b>", "=1+1", "a\nb", "\u{202E}x", "'; DROP TABLE", "\u{0}"]
    let old = TestTable(
      names: names, rows: (0..<5).map { n in names.map { "\($0)-\(n)" } })
    var new = old
    new.rows[2][1] = "=HYPERLINK(\"x\")"
    let result = try compared(old, new)
    #expect(result.columns.map(\.pair.fate).allSatisfy { $0 == .kept })
    #expect(result.counts.changed == 1)
    #expect(try result.changes().first?.new?.values[1] == .text("=HYPERLINK(\"x\")"))
  }

  @Test func `Headers alone, and tables without a column in common`() throws {
    let header = TestTable(names: ["a", "b"], rows: [])
    let result = try compared(header, header)
    #expect(result.isEmpty && result.key.origin == .none(.noRows))
    let other = TestTable(names: ["x"], rows: [["1"]])
    let unlike = try compared(TestTable(names: ["a"], rows: [["q"], ["r"]]), other)
    #expect(unlike.key.origin == .none(.noColumns))
    #expect(unlike.counts.removed == 2 && unlike.counts.added == 1)
  }

  @Test func `Drift is told by the right test, and chance is none`() throws {
    let old = TestTable(
      names: ["id", "n", "c"],
      rows: (0..<500).map { ["i\($0)", "\($0 % 100)", $0 % 2 == 0 ? "a" : "b"] })
    var new = old
    new.rows = new.rows.enumerated().map { index, row in
      [row[0], "\(index % 100 + 40)", index % 10 == 0 ? "a" : index % 7 == 0 ? "" : "b"]
    }
    let result = try compared(old, new)
    let n = try #require(result.column("n")?.drift)
    guard case .kolmogorovSmirnov(let test, let before, let after) = n.test else {
      return #expect(Bool(false))
    }
    #expect(abs(test.distance - 0.4) < 1e-9 && test.isHigher && n.isDrift)
    #expect(before.median == 49.5 && after.median == 89.5)
    let c = try #require(result.column("c")?.drift)
    guard case .chiSquare(_, let shares) = c.test else { return #expect(Bool(false)) }
    #expect(shares.map(\.level).sorted() == ["a", "b"])
    #expect(c.isDrift && c.effect == .medium)
    #expect(result.column("c")?.missingDrift?.isDrift == true)
    #expect(result.column("n")?.missingDrift == nil)
    #expect(result.column("id")?.drift == nil)
  }

  @Test func `Formats do not matter: lines of JSON against CSV`() throws {
    let csv = try DelimitedSource(MemoryBytes("id,v,d\na,1.50,2024-03-01\nb,2,\nc,,2024-03-02\n"))
    let json = try JSONSource(
      MemoryBytes(
        """
        {"id":"a","v":1.5,"d":"2024-03-01"}
        {"id":"b","v":2.0,"d":null}
        {"id":"c","v":null,"d":"2024-03-02"}

        """))
    let result = try RecordComparison().compare(ComparedSide(csv), ComparedSide(json))
    #expect(result.counts.same == 3 && result.counts.isEmpty)
    #expect(result.key.columns == ["id"])
  }
}
