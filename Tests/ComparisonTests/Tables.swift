import RowcastComparison
import RowcastDelimitedText
import RowcastFileIO
import RowcastLinearAlgebra
import RowcastTabular

/// Tables of texts as tests write them, and how they are compared.
struct TestTable: Equatable {
  var names: [String]
  var rows: [[String]]

  var csv: String {
    ([names] + rows).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
    }.joined()
  }

  func side() throws -> ComparedSide {
    ComparedSide(try DelimitedSource(MemoryBytes(csv), options: DelimitedOptions()))
  }

  /// Customers with a number of their own, and what random draws say of them.
  static func customers(_ count: Int, seed: UInt64 = 1) -> TestTable {
    var random = SeededGenerator(seed: seed)
    let cities = ["Berlin", "Paris", "Wien", "", "Roma"]
    return TestTable(
      names: ["id", "city", "plan", "amount", "since"],
      rows: (0..<count).map { index in
        [
          "C-\(1000 + index)", cities[random.below(cities.count)],
          ["basic", "plus"][random.below(2)], "\(random.below(500)).\(random.below(10))5",
          "2024-0\(1 + random.below(9))-1\(random.below(9))",
        ]
      })
  }

  /// Some rows changed, some gone, some new, and all in another order.
  func edited(seed: UInt64 = 2, shuffles: Bool = true) -> TestTable {
    var random = SeededGenerator(seed: seed)
    var edited = self
    edited.rows.removeAll { _ in random.below(10) == 0 }
    for row in edited.rows.indices where random.below(5) == 0 {
      edited.rows[row][1 + random.below(2)] = "edited \(random.below(3))"
    }
    for number in 0..<(rows.count / 10) {
      edited.rows.append(
        Array(["N-\(number)", "Oslo", "basic", "1.25", "2025-01-10"].prefix(names.count)))
    }
    if shuffles { random.shuffle(&edited.rows) }
    return edited
  }
}

func compared(
  _ old: TestTable, _ new: TestTable, key: [String] = [], memory: Int? = nil
) throws -> ComparedTables {
  var options = ComparisonOptions(key: key)
  if let memory { options.memory = memory }
  return try RecordComparison(options).compare(try old.side(), try new.side())
}

extension ComparedTables {
  func changes() throws -> [RowChange] {
    var changes: [RowChange] = []
    try forEachChange {
      changes.append($0)
      return true
    }
    return changes
  }

  func column(_ name: String) -> Column? { columns.first { $0.pair.name == name } }
}
