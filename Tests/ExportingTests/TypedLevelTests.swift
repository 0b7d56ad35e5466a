import Foundation
import RowcastClassification
import RowcastExporting
import RowcastFeatures
import RowcastTabular
import TestSupport
import Testing

/// Categories whose texts a database makes values of another type of when it imports the file.
@Suite("Categories that a database imports as another type")
struct TypedLevelTests {
  private func model(_ level: (Int) -> String) throws -> (csv: String, case: ExportedCase) {
    let rows = (0..<180).map { (i: Int) -> String in
      "\(level(i)),\(i * 7 % 13),\(i % 5 < 2 || i % 11 == 0 ? "up" : "down")"
    }
    let csv = (["level,other,y"] + rows).joined(separator: "\n") + "\n"
    let one = try ExportedCase(
      "levels", Result { try ExportedCase.table(csv: csv) }, target: "y",
      recipe: { $0.set(.category, of: "level") }, fit: ExportedCase.linear)
    let scored = rows.enumerated().filter { $0.offset % 3 == 0 }.prefix(60).map(\.element)
    return ((["level,other,y"] + scored).joined(separator: "\n") + "\n", one)
  }

  static let levels: [@Sendable (Int) -> String] = [
    { $0 % 5 < 2 ? "yes" : "no" }, { $0 % 5 < 2 ? "T" : "F" },
    { $0 % 5 < 2 ? "08:30:00" : "17:\($0 % 5)5:00" },
    { $0 % 5 < 2 ? "2024-02-29" : "2024-03-0\($0 % 5)" },
    { $0 % 5 < 2 ? "2024-02-29T10:00:00" : "2024-03-01T1\($0 % 5):00:00" },
    { $0 % 5 < 2 ? "00501" : "1000\($0 % 5)" },
  ]

  @Test(
    "DuckDB and SQLite score the file as each imports it",
    .requires(.python(modules: ["duckdb", "sqlite3"])))
  func imported() async throws {
    let python = try #require(RealPart.python(modules: ["duckdb", "sqlite3"]).path)
    let folder = try TemporaryFolder()
    var cases: [ExportedCase] = []
    for (i, level) in Self.levels.enumerated() {
      let (csv, one) = try model(level)
      #expect(one.model.features.columns.first { $0.name == "level" }?.levels != nil)
      try folder.write("rows-\(i).csv", csv)
      try folder.write("query-\(i).sql", try ScoringQuery.text(one.model, table: "t"))
      cases += [one, one]
    }
    try folder.write(
      "score.py",
      """
      import csv, duckdb, json, sqlite3, sys
      for case in range(int(sys.argv[1])):
          query = open(f'query-{case}.sql').read()
          typed = duckdb.connect()
          typed.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('rows-{case}.csv')")
          rows = list(csv.reader(open(f'rows-{case}.csv', newline='')))
          texts = sqlite3.connect(':memory:')
          texts.execute('CREATE TABLE t (level TEXT, other TEXT, y TEXT)')
          texts.executemany('INSERT INTO t VALUES (?, ?, ?)', rows[1:])
          for base in (typed, texts):
              print('#')
              cursor = base.execute(query)
              names = [c[0] for c in cursor.description]
              places = [names.index(n) for n in ('prediction', 'probability_down', 'probability_up')]
              for row in cursor.fetchall(): print(json.dumps([row[i] for i in places]))
      """)
    try cases.compare(
      try await Command(python).run(["score.py", "\(Self.levels.count)"], in: folder), within: 1e-9)
  }

  @Test("Levels that an import confuses are refused by their column, with what helps")
  func refused() throws {
    let confused: [(Int) -> String] = [
      { $0 % 5 < 2 ? "yes" : $0 % 2 == 0 ? "no" : "No" },
      { $0 % 5 < 2 ? "25/12/2024" : "31/12/2024" }, { $0 % 5 < 2 ? "8:30 AM" : "5:30 PM" },
      { $0 % 5 < 2 ? "2024-02-29 10:00:00" : "2024-03-01 11:00:00" },
      { $0 % 5 < 2 ? "0x10" : "0x2\($0 % 5)" }, { $0 % 5 < 2 ? "12E4" : "7E\($0 % 5)" },
    ]
    for level in confused {
      let one = try model(level).case
      let error = #expect(throws: ExportError.self) { try ScoringQuery.text(one.model, table: "t") }
      #expect(error?.column == "level")
      #expect(error?.description.contains("--role level=ignored") == true)
    }
  }
}
