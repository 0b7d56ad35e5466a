import Foundation
import RowcastClassification
import RowcastExporting
import RowcastFeatures
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

/// Columns of one format each, and cells of every spelling that a query must read, or count as missing,
/// as the model does.
@Suite("Cells of a query, as people write them")
struct SpelledCellTests {
  struct Column: Sendable, CustomStringConvertible {
    var description: String
    /// What the model learns from.
    var cell: @Sendable (Int) -> String
    var cells: [String]
  }

  static let numbers = [
    "1,234", "1 234", "(5)", "5-", "5%", "5%%", "%5", "$5", "\u{2212}4", "- 5", "+-5", "1,2,3",
    "1,23", "5.", ".5", "$.5", "5 €", "EUR 5", "usd 5", "kr.5", "kr .5", "Rs..5", "5.-", "($5)",
    "$(5)", "(5", "5)", "1e5", "1.5e3", "1e", "1e400", "1e-400", "5.e3", "5.8k", "3万", "6件",
    "6 pcs", "1,234,567.89", "12,34,567", "1 234,567", "1'234.5", "+5", "+4915112345678", "007",
    "0.50", "0,5", "1.234,50", "1.234.567,8", "NA", "-", "0 123", "5 USD USD", "5%€", "5.5. €",
    "5e3k", "inf", "--5", "1/2", "\u{A0}5\u{A0}", "1\u{202F}234",
  ]
  static let measures =
    numbers + [
      "5 kg", "5kg", "5.5 kg", "5,5 kg", "1,234 kg", "-3 kg", "(3) kg", "5 KG", "5 g", "5 mg", "kg",
      "5 kg kg", "kg 5", "5. kg", "$5 kg", "5% kg", "5k kg", "5\u{A0}kg", "5 year", "5 years",
      "5year",
      "5 yearss", "<5", "< 5", "<= 5", "≤5", "≥ 5,5", "> 5.5", ">5 kg", "<5 years", "5+", "5 +",
      "5 kg+",
      "5+ kg", "~5", "<<5", "<", "+", "<=", "<-3", "<$5", "++", "5++", "<5+", ">1,234.5 kg", "s",
      "<kg",
    ]
  static let dates = [
    "2021-02-03", "2021-2-3", "2021/02/03", "2021.02.03 17:32", "02/03/2021", "2/3/2021", "3/2/21",
    "03-02-2021", "3.2.2021", "31/12/1999", "12/31/69", "02/30/2021", "2021-02-30", "2021-13-01",
    "2020-02-29", "1900-02-29", "29.02.2000", "2021-02-03 4:5:6", "2021-02-03 04:05:06.5",
    "2021-02-03T23:30:00-05:00", "2021-03-01T00:10:00+0200", "2021-01-01 00:10:00+02", "24:00",
    "2021-02-03 24:00", "2021-02-03 04:60", "2021-02-03 4:05 PM", "2021-02-03 12:05am",
    "2021-02-03 13:05 PM", "Feb 3, 2021", "February 3 2021", "3 Feb 21", "3. Februar 2021",
    "Mon, 3 Feb 2021", "Mon3 Feb 2021", "Sept 3 2021", "Sep 3, 2021 5:30 PM", "2021年2月3日",
    "2021년 2월 3일", "2021年2月", "3 / 2 / 2021", "3. 2. 2021", "20210203", "2021-02-03 UTC",
    "2021-02- 23 04:05",
    "2021-02-03x", "2021-02-03T04:05:06Z", "unknown", "-", "12:30", "9:05", "1:2", ":", "::", ":05",
  ]
  static let times = [
    "9:05", "09:05", "23:59:59", "24:00", "25:00", "04:60", "0:00", "9:05 PM", "12:00 AM",
    "12:30pm", "13:00 PM", "0:30 AM", "9:05:07.5", "9:05:07.25 PM", "9:5", "905", "09:05Z", ":05",
    "09:05:07.", "9:05 XM", "-9:05", "NA",
  ]

  static let columns: [Column] = {
    @Sendable func two(_ i: Int) -> String { (i < 10 ? "0" : "") + String(i) }
    let day: @Sendable (Int) -> Int = { $0 * 7 % 28 + 1 }
    return [
      Column(
        description: "decimals", cell: { "\(Double($0 * 37 % 900 - 100) * 16.5)" }, cells: numbers),
      Column(description: "thousands", cell: { "\($0 * 13 % 90 - 5).\($0 % 9)k" }, cells: numbers),
      Column(
        description: "decimal commas",
        cell: { "\($0 * 13 % 90 * 20 - 100),\($0 % 10)\($0 % 7) €" },
        cells: numbers),
      Column(
        description: "kilograms", cell: { "\(Double($0 * 37 % 900 - 200) / 50) kg" },
        cells: measures),
      Column(
        description: "years and bounds",
        cell: { $0 % 7 == 0 ? ">90 years" : $0 % 9 == 0 ? "<1 year" : "\($0 * 31 % 90 + 1) years" },
        cells: measures),
      Column(
        description: "bounds with a comma",
        cell: { $0 % 7 == 0 ? "≤0,5" : $0 % 9 == 0 ? "95+" : "\($0 * 31 % 90 + 1),\($0 % 8)" },
        cells: measures),
      Column(
        description: "ISO dates", cell: { "20\(10 + $0 % 15)-0\($0 % 9 + 1)-\(two(day($0)))" },
        cells: dates),
      Column(
        description: "days first", cell: { "\(day($0)).\($0 % 12 + 1).20\(10 + $0 % 15)" },
        cells: dates),
      Column(
        description: "months first", cell: { "\($0 % 12 + 1)/\(day($0))/\(10 + $0 % 15)" },
        cells: dates),
      Column(
        description: "years first",
        cell: { "20\(10 + $0 % 15)/\($0 % 12 + 1)/\(day($0)) \($0 % 24):\(10 + $0 % 50)" },
        cells: dates),
      Column(
        description: "times", cell: { "\(two($0 * 5 % 24)):\(10 + $0 % 50):\(two($0 % 60))" },
        cells: times),
      Column(
        description: "half days",
        cell: { "\($0 % 12 + 1):\(10 + $0 % 50) \($0 % 5 > 2 ? "A" : "P")M" },
        cells: times),
      Column(
        description: "yes and no", cell: { $0 % 5 == 0 ? "" : $0 % 5 > 2 ? "Yes" : "no" },
        cells: ExportedCase.truthCells),
    ]
  }()

  static let script = """
    import json, sys
    for case in range(int(sys.argv[2])):
        cells = json.load(open(f'cells-{case}.json'))
        if sys.argv[1] == 'sqlite3':
            import sqlite3
            base = sqlite3.connect(':memory:')
        else:
            import duckdb
            base = duckdb.connect()
        base.execute('CREATE TABLE t (value VARCHAR, other VARCHAR)')
        base.executemany('INSERT INTO t VALUES (?, ?)', [(c, '1') for c in cells])
        cursor = base.execute(open(f'query-{case}.sql').read())
        place = [c[0] for c in cursor.description].index('probability_up')
        print(json.dumps([''] + [row[place] for row in cursor.fetchall()]))
    """

  /// A model of one column, and what it says of the cells as texts.
  private func model(_ column: Column) throws -> (model: ExportModel, probabilities: [Double]) {
    let rows = (0..<180).map {
      "\"\(column.cell($0))\",\($0 % 4),\($0 * 11 % 17 > 7 ? "up" : "down")"
    }
    let csv = (["value,other,y"] + rows).joined(separator: "\n") + "\n"
    let one = try ExportedCase(
      column.description, Result { try ExportedCase.table(csv: csv) }, target: "y",
      fit: ExportedCase.linear)
    let table = try ExportedCase.table(
      csv: "value,other\n" + (column.cells + ["some words"]).map { "\"\($0)\",1\n" }.joined())
    let scores = try one.model.classifier.probabilities(
      one.model.features.transformed(table))
    return (one.model, column.cells.indices.map { scores[$0, 1] })
  }

  private func agree(in module: String) async throws {
    let python = try #require(RealPart.python(modules: [module]).path)
    try await agree { folder, count in
      try folder.write("score.py", Self.script)
      return try await Command(python).run(["score.py", module, "\(count)"], in: folder)
    }
  }

  /// - Parameter score: runs the queries of so many columns, each to a line as ``Scores`` reads it.
  private func agree(_ score: (TemporaryFolder, Int) async throws -> Outcome) async throws {
    let folder = try TemporaryFolder()
    var expected: [[Double]] = []
    for (i, column) in Self.columns.enumerated() {
      let (model, probabilities) = try model(column)
      expected.append(probabilities)
      let fewest = column.description == "yes and no" ? 2 : 5
      #expect(Set(probabilities).count > fewest, "\(column) is read")
      let cells = JSONValue.array(column.cells.map { .string($0) })
      try folder.write("cells-\(i).json", cells.text())
      try folder.write("query-\(i).sql", try ScoringQuery.text(model, table: "t"))
    }
    let run = try await score(folder, expected.count)
    #expect(run.exitCode == 0, "\(run.errors.suffix(1200))")
    let found = try Scores(run.text).probabilities
    try #require(found.count == expected.count)
    for (column, (own, others)) in zip(Self.columns, zip(expected, found)) {
      try #require(own.count == others.count)
      for (cell, (a, b)) in zip(column.cells, zip(own, others)) {
        #expect(abs(a - b) < 1e-9, "\(column): \"\(cell)\"")
      }
    }
  }

  @Test("SQLite reads every cell as the model does", .requires(.python(modules: ["sqlite3"])))
  func sqlite() async throws { try await agree(in: "sqlite3") }

  @Test("DuckDB reads every cell as the model does", .requires(.python(modules: ["duckdb"])))
  func duckdb() async throws { try await agree(in: "duckdb") }

  @Test("PostgreSQL reads every cell as the model does", .requires(.postgres))
  func postgres() async throws {
    let programs = try #require(RealPart.postgres.path)
    try await agree { folder, count in
      try await Command.script(
        """
        set -e
        as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --clear-groups --regid=nogroup "$@"; else "$@"; fi; }
        mkdir data run && chmod 755 .
        if [ "$(id -u)" = 0 ]; then chown nobody data run; fi
        as '\(programs)/initdb' -D data -A trust -U rowcast --no-sync -E UTF8 --locale=C >initdb.log
        as '\(programs)/pg_ctl' -D data -o "-c listen_addresses='' -c fsync=off -k $PWD/run" -l run/log -w start >pg.log
        trap "as '\(programs)/pg_ctl' -D data -m immediate stop >pg.log" EXIT
        sql() { psql -h "$PWD/run" -U rowcast -d postgres -v ON_ERROR_STOP=1 -qAt "$@"; }
        for case in $(seq 0 \(count - 1)); do
          sql -c 'DROP TABLE IF EXISTS t; CREATE TABLE t (value TEXT, other TEXT)' 2>notes
          sql -v cells="$(cat cells-$case.json)" <<'QUERY'
        INSERT INTO t SELECT cell, '1' FROM json_array_elements_text(:'cells'::json)
          WITH ORDINALITY AS given (cell, place) ORDER BY place;
        QUERY
          sed 's/;$//' query-$case.sql > inner.sql
          { echo "SELECT '[\\"\\"' || string_agg(', ' || probability_up::text, '') || ']' FROM ("
            cat inner.sql; echo ") AS scored;"; } | sql
        done
        """, in: folder)
    }
  }

  @Test("A date of ISO 8601 is read among dates of another order, as no other order has it")
  func isoDates() throws {
    for column in Self.columns where ["days first", "months first"].contains(column.description) {
      let own = column.description == "days first" ? "03-02-2021" : "2/3/2021"
      let scores = Dictionary(
        zip(column.cells, try model(column).probabilities), uniquingKeysWith: { first, _ in first })
      #expect(scores["2021-02-03"] == scores[own] && scores[own] != scores["unknown"])
    }
  }

  @Test("Dates whose order a database may guess are told with their column, and no others")
  func notes() throws {
    for column in Self.columns {
      let isLocal = ["days first", "months first"].contains(column.description)
      let notes = ScoringQuery.notes(try model(column).model)
      #expect(notes.map(\.column) == (isLocal ? ["value"] : []), "\(column)")
      #expect(notes.allSatisfy { $0.message.contains("import it as text") })
    }
  }
}
