import RowcastComparison
import RowcastDelimitedText
import RowcastFileIO
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

/// How the key of two tables is found, and what is told of it.
@Suite struct KeyTests {
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
}
