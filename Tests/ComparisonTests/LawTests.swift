import RowcastComparison
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular
import Testing

@Suite struct LawTests {
  static let tables: [(String, TestTable, TestTable)] = {
    let plain = TestTable.customers(200)
    let repeated = TestTable(
      names: ["id", "value", "note"],
      rows: (0..<150).map { ["\($0 % 60)", "\($0 % 7)", $0 % 3 == 0 ? "" : "n\($0 % 5)"] })
    let keyless = TestTable(
      names: ["a", "b"], rows: (0..<200).map { ["\($0 % 5)", "x\($0 % 3)"] })
    return [
      ("found key", plain, plain.edited()),
      ("repeated keys", repeated, repeated.edited(seed: 3)),
      ("no key", keyless, TestTable(names: ["a", "b"], rows: Array(keyless.rows.dropFirst(50)))),
      ("empty old", TestTable(names: plain.names, rows: []), plain),
      ("empty new", plain, TestTable(names: plain.names, rows: [])),
      ("other columns", plain, TestTable(names: ["x", "y"], rows: [["1", "2"], ["3", "4"]])),
    ]
  }()

  private static func key(_ name: String) -> [String] { name == "repeated keys" ? ["id"] : [] }

  @Test(arguments: tables.map(\.0))
  func `A table is equal to itself`(name: String) throws {
    let (_, old, new) = try #require(Self.tables.first { $0.0 == name })
    for table in [old, new] {
      let key = table.names.contains("id") ? Self.key(name) : []
      let result = try compared(table, table, key: key)
      #expect(result.isEmpty)
      #expect(result.counts.same == table.rows.count)
      #expect(try result.changes() == [])
      #expect(result.columns.allSatisfy { $0.drift?.isDrift != true && $0.changedCells == 0 })
    }
  }

  @Test(arguments: tables.map(\.0))
  func `Rows are all accounted for`(name: String) throws {
    let (_, old, new) = try #require(Self.tables.first { $0.0 == name })
    let result = try compared(old, new, key: Self.key(name))
    let counts = result.counts
    #expect(counts.same + counts.changed + counts.removed == old.rows.count)
    #expect(counts.same + counts.changed + counts.added == new.rows.count)
    let changes = try result.changes()
    #expect(changes.count { $0.kind == .changed } == counts.changed)
    #expect(changes.count { $0.kind == .added } == counts.added)
    #expect(changes.count { $0.kind == .removed } == counts.removed)
    #expect(changes.reduce(0) { $0 + $1.changedColumns.count } == counts.changedCells)
    #expect(result.columns.reduce(0) { $0 + $1.changedCells } == counts.changedCells)
  }

  @Test(arguments: tables.map(\.0))
  func `The other way round, what was added is removed and old is new`(name: String) throws {
    let (_, old, new) = try #require(Self.tables.first { $0.0 == name })
    let there = try compared(old, new, key: Self.key(name))
    let back = try compared(new, old, key: Self.key(name))
    #expect(there.key.columns == back.key.columns)
    #expect(there.counts.added == back.counts.removed)
    #expect(there.counts.removed == back.counts.added)
    #expect(there.counts.changed == back.counts.changed)
    #expect(there.counts.changedCells == back.counts.changedCells)
    #expect(
      there.columns.filter { $0.pair.fate == .added }.map(\.pair.name).sorted()
        == back.columns.filter { $0.pair.fate == .gone }.map(\.pair.name).sorted())
    func rows(_ result: ComparedTables, old isOld: Bool) throws -> Set<Int> {
      Set(try result.changes().compactMap { (isOld ? $0.old : $0.new)?.index })
    }
    #expect(try rows(there, old: true) == rows(back, old: false))
    #expect(try rows(there, old: false) == rows(back, old: true))
  }

  @Test(arguments: tables.map(\.0).filter { $0 != "other columns" })
  func `The changes applied to the old table give the new one`(name: String) throws {
    let (_, old, new) = try #require(Self.tables.first { $0.0 == name })
    let result = try compared(old, new, key: Self.key(name))
    var rows = Dictionary(uniqueKeysWithValues: old.rows.enumerated().map { ($0, $1) })
    var added: [[String]] = []
    for change in try result.changes() {
      if let before = change.old { rows[before.index] = nil }
      if let after = change.new { added.append(after.values.map(\.description)) }
    }
    // Numbers come back in their shortest form, as the tables of the tests have them but for zeros.
    func plain(_ rows: [[String]]) -> [[String]] {
      rows.map { row in row.map { Double($0).map { "\($0)" } ?? $0 } }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
    #expect(plain(Array(rows.values) + added) == plain(new.rows))
  }

  @Test(arguments: tables.map(\.0), [1, 3])
  func `Threads and memory change nothing`(name: String, threads: Int) throws {
    let (_, old, new) = try #require(Self.tables.first { $0.0 == name })
    let whole = try compared(old, new, key: Self.key(name))
    for memory in [20_000, 200_000] {
      try WorkerCount.with(threads) {
        let part = try compared(old, new, key: Self.key(name), memory: memory)
        #expect(part.counts == whole.counts)
        #expect(part.columns == whole.columns)
        #expect(part.repeatedKeys == whole.repeatedKeys)
        #expect(part.repeatedInOld == whole.repeatedInOld)
        #expect(try part.changes() == whole.changes())
      }
    }
  }

  /// Few values of all kinds, with repeats, gaps, and rows of other lengths.
  @Test func `Tables of any values are accounted for, both ways round`() throws {
    var random = SeededGenerator(seed: 77)
    let values = [
      "", "1", "1.0", "x", "X", " x", "2024-01-01", "true", "NaN", "-0", "1e400", "#N/A",
    ]
    func table() -> TestTable {
      let columns = 1 + random.below(4)
      return TestTable(
        names: (0..<columns).map { _ in ["a", "b", "c", "A ", "d"][random.below(5)] },
        rows: (0..<random.below(9)).map { _ in
          (0..<max(1, columns + random.below(3) - 1)).map { _ in values[random.below(values.count)]
          }
        })
    }
    for round in 0..<150 {
      let (old, new) = (table(), table())
      let (a, b) = (try old.side(), try new.side())
      let shared = a.schema.names.filter(b.schema.names.contains)
      let key = random.below(2) == 0 ? Array(shared.prefix(1)) : []
      var options = ComparisonOptions(key: key)
      let there = try RecordComparison(options).compare(a, b)
      options.memory = 3000
      let back = try RecordComparison(options).compare(b, a)
      let counts = there.counts
      #expect(counts.same + counts.changed + counts.removed == there.oldRows, "round \(round)")
      #expect(counts.same + counts.changed + counts.added == there.newRows, "round \(round)")
      #expect(counts.added == back.counts.removed && counts.removed == back.counts.added)
      #expect(counts.changed == back.counts.changed, "round \(round)")
      #expect(try there.changes().count == counts.added + counts.removed + counts.changed)
      #expect(try RecordComparison(options).compare(a, a).counts.isEmpty, "round \(round)")
    }
  }

  @Test func `Without any memory the parts are cut until every row is alone`() throws {
    let old = TestTable.customers(12)
    let new = old.edited()
    let whole = try compared(old, new, key: ["id"])
    let part = try compared(old, new, key: ["id"], memory: 0)
    #expect(part.counts == whole.counts && !part.counts.isEmpty)
    #expect(try part.changes() == whole.changes())
  }

  /// More rows of one key than are paired, and more equal rows than memory holds.
  @Test func `A key that a flood of rows has is matched in equal rows alone, in any memory`() throws
  {
    let flood = TestTable(
      names: ["key", "v"],
      rows: (0..<6000).map { ["1", "\($0 % 4000)"] } + [["2", "a"], ["3", "b"]])
    let other = TestTable(
      names: ["key", "v"],
      rows: (0..<6000).map { ["1", "\($0 % 4000 + 10)"] } + [["2", "c"], ["3", "b"]])
    let whole = try compared(flood, other, key: ["key"])
    // Of 4000 values, 2000 are there twice: 0 to 9 go, of 2000 to 2009 one is new.
    #expect(whole.counts.changed == 1)
    #expect(whole.counts.same == 5981)
    #expect(whole.counts.removed == 20 && whole.counts.added == 20)
    #expect(whole.repeatedInOld == 1 && whole.repeatedInNew == 1)
    for memory in [200_000] {
      let part = try compared(flood, other, key: ["key"], memory: memory)
      #expect(part.counts == whole.counts)
      #expect(part.repeatedKeys == whole.repeatedKeys)
      #expect(Set(try part.changes()) == Set(try whole.changes()))
    }
  }
}
