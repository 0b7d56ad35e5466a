import RowcastComparison
import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

@Suite struct CaseTests {
  @Test func `A key is found: what repeats nowhere and is in both`() throws {
    let old = TestTable.customers(100)
    let result = try compared(old, old.edited())
    #expect(result.key.columns == ["id"])
    guard case .found(let overlap) = result.key.origin else {
      return #expect(Bool(false), "\(result.key)")
    }
    #expect(overlap > 0.8)
  }

  @Test func `Two columns are the key where no one is`() throws {
    func table(_ months: [String]) -> TestTable {
      TestTable(
        names: ["month", "sold", "shop"],
        rows: months.flatMap { month in
          (0..<20).map { [month, "\($0 % 4)", "shop \($0)"] }
        })
    }
    var new = table(["Jan", "Feb", "Mar"])
    new.rows[25][1] = "9"
    let result = try compared(table(["Jan", "Feb"]), new)
    #expect(result.key.columns == ["month", "shop"])
    #expect(result.counts.added == 20 && result.counts.changed == 1 && result.counts.same == 39)
  }

  @Test func `A repeat or two does not keep a number from being the key, and is told`() throws {
    let old = TestTable.customers(200)
    var new = old.edited()
    new.rows += [new.rows[3], new.rows[9]]
    new.rows[new.rows.count - 1][2] = "other"
    let result = try compared(old, new)
    #expect(result.key.columns == ["id"])
    guard case .nearlyFound = result.key.origin else {
      return #expect(Bool(false), "\(result.key)")
    }
    #expect(result.repeatedInOld == 0 && result.repeatedInNew == 2)
  }

  @Test func `Two numbers that name every row are the key before a measure that hardly repeats`()
    throws
  {
    func table(_ change: Int) -> TestTable {
      TestTable(
        names: ["order", "line", "amount"],
        rows: (0..<300).map { row in
          let amount = row % 149 == 0 ? 7777 : 1000 + row * 37
          return [
            "\(500 + row / 3)", "\(row % 3 + 1)",
            "\(amount + (row < change ? 10_000_000 : 0)).\(row % 10)5",
          ]
        })
    }
    let result = try compared(table(0), table(30))
    #expect(result.key.columns == ["order", "line"])
    #expect(result.counts.changed == 30 && result.counts.added == 0)
  }

  @Test func `A number with a missing value is the key before a moment that never repeats`() throws
  {
    func table(_ change: Int) -> TestTable {
      TestTable(
        names: ["id", "seen"],
        rows: (0..<200).map { row in
          let day = row < change ? row + 400 : row
          return [
            row == 5 ? "" : "K\(row)",
            "20\(10 + day / 336)-\(String(10 + day / 28 % 12 % 3))-\(10 + day % 19) 10:\(10 + day % 50)",
          ]
        })
    }
    let result = try compared(table(0), table(20))
    #expect(result.key.columns == ["id"])
    guard case .nearlyFound = result.key.origin else {
      return #expect(Bool(false), "\(result.key)")
    }
  }

  @Test func `A running number that was given anew is no key where another column is one`() throws {
    func table(_ rows: Range<Int>) -> TestTable {
      TestTable(
        names: ["nr", "mail", "plan"],
        rows: rows.enumerated().map { ["\($0 + 1)", "u\($1)@x.com", "\($1 * 7 % 5)"] })
    }
    let result = try compared(table(0..<100), table(1..<100))
    #expect(result.key.columns == ["mail"] && result.key.renumbered == "nr")
    #expect(result.counts.removed == 1 && result.counts.added == 0)
    // Numbers that stay with their rows are the key, whatever else changes.
    var dearer = table(0..<100)
    for row in dearer.rows.indices { dearer.rows[row][2] += "0" }
    let stays = try compared(table(0..<100), dearer)
    #expect(stays.key.columns == ["nr"] && stays.key.renumbered == nil)
  }

  @Test(arguments: [RowKey.Alikeness?.none, .letterCase, .leadingZeros, .blanks, .composition])
  func `That no value is in both is told, and whether it is a matter of spelling`(
    alike: RowKey.Alikeness?
  ) throws {
    func table(_ id: (Int) -> String) -> TestTable {
      TestTable(names: ["id", "plan"], rows: (0..<60).map { [id($0), "\($0 % 4)"] })
    }
    let result =
      switch alike {
      case .letterCase: try compared(table { "Ka\($0)" }, table { "kA\($0)" })
      case .leadingZeros: try compared(table { "0000\($0)" }, table { "\($0)" })
      case .blanks: try compared(table { "Ka\($0)" }, table { "Ka\($0) " })
      case .composition: try compared(table { "K\u{E4}\($0)" }, table { "Ka\u{308}\($0)" })
      case nil: try compared(table { "Ka\($0)" }, table { "B\($0)" })
      }
    #expect(result.key.columns.isEmpty)
    #expect(result.key.origin == .none(.noneInBoth(["id"], alike: alike)))
  }

  @Test func `Without a key whole rows are counted`() throws {
    let old = TestTable(
      names: ["a", "b"], rows: [["1", "x"], ["1", "x"], ["2", "y"], ["1", "x"]])
    let new = TestTable(
      names: ["a", "b"], rows: [["2", "y"], ["1", "x"], ["3", "z"], ["2", "y"]])
    let result = try compared(old, new)
    #expect(result.key.origin == .none(.noneUnique))
    #expect(result.counts.same == 2 && result.counts.removed == 2 && result.counts.added == 2)
    #expect(result.columns.allSatisfy { !$0.isKey })
  }

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

  @Test func `How many rows are in both is told of both tables`() throws {
    let old = TestTable.customers(200)
    var new = old
    new.rows = Array(new.rows.prefix(50)) + [["Z-1", "Oslo", "basic", "1.5", "2025-01-01"]]
    let key = try compared(old, new).key
    #expect(key.columns == ["id"])
    #expect(key.rows?.both == 50 && key.rows?.old == 200 && key.rows?.new == 51)
  }

  @Test(arguments: [2, 3, 4])
  func `Columns that name rows together are the key though a row is there twice`(
    width: Int
  ) throws {
    var random = SeededGenerator(seed: 14)
    let sizes = [[40, 10], [10, 8, 5], [3, 12, 4, 5]][width - 2]
    let count = sizes.reduce(1, *)
    let rows = (0..<count).map { index -> [String] in
      var (rest, key) = (index, [String]())
      for (place, size) in sizes.enumerated() {
        key.append("\(["o", "l", "r", "p"][place])\(rest % size)")
        rest /= size
      }
      return key + ["\(random.below(5))"]
    }
    let old = TestTable(names: (0..<width).map { "k\($0)" } + ["qty"], rows: rows)
    var new = old
    for row in stride(from: 3, to: count, by: 40) { new.rows[row][width] = "77" }
    let exact = try compared(old, new)
    #expect(exact.key.columns == Array(old.names.prefix(width)))
    new.rows.append(new.rows[5])
    let result = try compared(old, new)
    #expect(result.key.columns == Array(old.names.prefix(width)))
    #expect(result.counts.changed == (count + 36) / 40 && result.counts.removed == 0)
    #expect(result.counts.added == 1 && result.repeatedInNew == 1)
    if case .nearlyFound = result.key.origin {} else { Issue.record("\(result.key)") }
  }

  @Test func `Keys that differ in blanks, case or zeros alone are told`() throws {
    let spellings: [(RowKey.Alikeness, (String) -> String)] = [
      (.blanks, { $0 + " " }), (.blanks, { "\u{A0}" + $0 }), (.letterCase, { $0.lowercased() }),
      (.leadingZeros, { "00" + $0 }),
    ]
    for (alikeness, spelled) in spellings {
      let old = TestTable.customers(100)
      var new = old
      for row in [3, 50] { new.rows[row][0] = spelled(new.rows[row][0]) }
      let result = try compared(old, new)
      #expect(result.key.columns == ["id"] && result.counts.added == 2)
      #expect(result.alikeKeys?.count == 2 && result.alikeKeys?.alikeness == alikeness)
      // Of all rows, while another column names them, too.
      func named(_ table: TestTable) -> TestTable {
        TestTable(
          names: table.names + ["note"],
          rows: table.rows.enumerated().map { $1 + ["remark \($0) of many"] })
      }
      new.rows = old.rows.map { [spelled($0[0])] + $0.dropFirst() }
      let all = try compared(named(old), named(new))
      #expect(all.key.columns == ["note"])
      #expect(all.key.respelled?.name == "id" && all.key.respelled?.alikeness == alikeness)
    }
  }

  @Test func `A renamed column is the key by either name`() throws {
    let old = TestTable.customers(50)
    var new = old
    new.names[0] = "customer"
    for name in ["id", "customer"] {
      #expect(try compared(old, new, key: [name]).key.columns == ["customer"])
    }
  }

  @Test func `A key that is missing is told with the table and what there is`() throws {
    let old = TestTable.customers(10)
    var new = old
    new.names[1] = "x"
    new.rows = new.rows.map { [$0[0], "v\($0[0])"] + $0.dropFirst(2) }
    func reason(_ key: [String]) -> ComparisonError.Reason? {
      do {
        _ = try compared(old, new, key: key)
        return nil
      } catch { return (error as? ComparisonError)?.reason }
    }
    let shared = ["id", "plan", "amount", "since"]
    #expect(
      reason(["city"])
        == .noKeyColumn("city", isMissingInOld: false, isMissingInNew: true, available: shared))
    #expect(
      reason(["x"])
        == .noKeyColumn("x", isMissingInOld: true, isMissingInNew: false, available: shared))
    #expect(
      reason(["id", "no"])
        == .noKeyColumn("no", isMissingInOld: true, isMissingInNew: true, available: shared))
    #expect(reason(["id", "id"]) == .repeatedKeyColumn("id"))
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

  @Test func `A key of another kind still matches, and a key without a value is one, too`() throws {
    let old = TestTable(names: ["id", "v"], rows: (1..<20).map { ["\($0)", "a\($0)"] })
    var new = old
    new.rows[3] = ["x9", "b"]
    new.rows[4][0] = ""
    new.rows[5][0] = ""
    let result = try compared(old, new, key: ["id"])
    #expect(try #require(result.column("id")).pair.isOfAnotherKind)
    #expect(result.counts.same == 16 && result.counts.removed == 3 && result.counts.added == 3)
    #expect(result.repeatedInNew == 1 && result.repeatedKeys.map(\.values) == [[.missing]])
  }

  @Test func `Keys that repeat are told with their rows, and the rest is paired in order`() throws {
    let old = TestTable(
      names: ["id", "v"], rows: [["1", "a"], ["1", "b"], ["1", "c"], ["2", "d"]])
    let new = TestTable(
      names: ["id", "v"], rows: [["1", "c"], ["1", "x"], ["2", "d"], ["2", "d"]])
    let result = try compared(old, new, key: ["id"])
    #expect(result.counts.same == 2)
    #expect(result.counts.changed == 1)
    #expect(result.counts.removed == 1)
    #expect(result.counts.added == 1)
    #expect(result.repeatedInOld == 1 && result.repeatedInNew == 2)
    #expect(result.repeatedKeys.map(\.values) == [[.integer(1)], [.integer(2)]])
    #expect(result.repeatedKeys.map(\.firstRow) == [2, 5])
    let change = try #require(try result.changes().first { $0.kind == .changed })
    #expect(change.old?.values[1] == .text("a") && change.new?.values[1] == .text("x"))
  }

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
