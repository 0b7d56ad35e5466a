import RowcastClassification
import RowcastExporting
import RowcastFeatures
import Foundation
import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import TestSupport
import Testing

@Suite("A model as a query")
struct QueryTests {
  static let script = """
    import json, sys, datetime
    quoted = lambda name: '"' + name.replace('"', '""') + '"'
    types = {'boolean': 'BOOLEAN', 'integer': 'DOUBLE', 'decimal': 'DOUBLE', 'date': 'DATE',
             'datetime': 'TIMESTAMP'}
    plain = {'boolean': 'INTEGER', 'integer': 'REAL', 'decimal': 'REAL'}
    for case in range(int(sys.argv[2])):
        print('#')
        given = json.load(open(f'rows-{case}.json', newline=''))
        names = list(given['columns'])
        count = len(given['probabilities'])
        def moment(value, kind):
            if value is None: return None
            t = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=value)
            return t.strftime('%Y-%m-%d') if kind == 'date' else t.isoformat(' ', 'milliseconds')
        def cell(name, row):
            value = given['columns'][name][row]
            kind = given['kinds'][name]
            return moment(value, kind) if kind in ('date', 'datetime') else value
        rows = [[cell(name, i) for name in names] for i in range(count)]
        if sys.argv[1] == 'texts':
            import sqlite3
            # As an import of a file makes them: texts of everything.
            def text(value, kind):
                if value is None: return ''
                if kind == 'boolean': return 'TRUE' if value else ' FALSE'
                return f' {value} ' if kind in ('integer', 'decimal') else value
            rows = [[text(v, given['kinds'][n]) for v, n in zip(row, names)] for row in rows]
            base = sqlite3.connect(':memory:')
            form = lambda kind: 'TEXT'
        elif sys.argv[1] == 'sqlite':
            import sqlite3
            base = sqlite3.connect(':memory:')
            form = lambda kind: plain.get(kind, 'TEXT')
        else:
            import duckdb
            base = duckdb.connect()
            form = lambda kind: types.get(kind, 'VARCHAR')
        base.execute('CREATE TABLE "some rows" (' + ', '.join(
            quoted(n) + ' ' + form(given['kinds'][n]) for n in names) + ')')
        base.executemany('INSERT INTO "some rows" VALUES (' + ', '.join('?' * len(names)) + ')', rows)
        cursor = base.execute(open(f'query-{case}.sql', newline='').read())
        columns = [c[0] for c in cursor.description]
        places = [columns.index('prediction')] + [
            columns.index('probability_' + label) for label in given['labels']]
        for row in cursor.fetchall():
            print(json.dumps([row[i] for i in places]))
    """

  func agree(_ cases: [ExportedCase], in database: String, module: String) async throws {
    let python = try #require(RealPart.python(modules: [module]).path)
    let folder = try TemporaryFolder()
    for (i, one) in cases.enumerated() {
      try folder.write("rows-\(i).json", one.document.text())
      try folder.write("query-\(i).sql", try ScoringQuery.text(one.model, table: "some rows"))
    }
    try folder.write("score.py", Self.script)
    try cases.compare(
      try await Command(python).run(["score.py", database, "\(cases.count)"], in: folder),
      within: 1e-9)
  }

  @Test("SQLite scores as the model does", .requires(.python(modules: ["sqlite3"])))
  func sqlite() async throws {
    try await agree(ExportedCase.all, in: "sqlite", module: "sqlite3")
  }

  @Test(
    "Columns of texts score as columns of numbers, truths and dates do",
    .requires(.python(modules: ["sqlite3"])))
  func importedTexts() async throws {
    try await agree(ExportedCase.all, in: "texts", module: "sqlite3")
  }

  @Test(
    "Amounts, dates and times are read as people write them",
    .requires(.python(modules: ["sqlite3"])))
  func writtenTexts() async throws {
    let lines = (0..<180).map { (i: Int) -> String in
      let money = (i * 977) % 90_000
      let thousands =
        money >= 1000 ? "\(money / 1000),\(1000 + money % 1000)".removingOne : "\(money)"
      let euro = "\(i % 9 + 1).\(100 + i * 7 % 900),5\(i % 10) €"
      let day = "\(i % 12 + 1)/\(10 + i % 18)/20\(10 + i % 9)"
      let clock = "\(i % 24):\(10 + i % 50)"
      let word = i % 3 == 0 ? " Yes" : "no"
      let label = (money > 40_000) != (i % 5 == 0) ? "up" : "down"
      let sign = i % 7 == 0 ? "(\(thousands))" : "$\(thousands)"
      let fields: [String] = [
        "\"\(sign)\"", "\"\(euro)\"", "\(i % 90)%", day, clock, word, "+\(i % 40)", label,
      ]
      return fields.joined(separator: ";")
    }
    let head = "money;euro;share;day;clock;word;plus;y"
    let csv = ([head] + lines).joined(separator: "\n") + "\n"
    let one = try ExportedCase(
      "written", Result { try ExportedCase.table(csv: csv) }, target: "y", fit: ExportedCase.linear)
    let python = try #require(RealPart.python(modules: ["sqlite3"]).path)
    let folder = try TemporaryFolder()
    let scored = lines.enumerated().filter { $0.offset % 3 == 0 }.prefix(60).map(\.element)
    try folder.write("rows.csv", ([head] + scored).joined(separator: "\n"))
    try folder.write("query.sql", try ScoringQuery.text(one.model, table: "t"))
    try folder.write(
      "score.py",
      """
      import csv, json, sqlite3
      rows = list(csv.reader(open('rows.csv', newline=''), delimiter=';'))
      base = sqlite3.connect(':memory:')
      base.execute('CREATE TABLE t (' + ', '.join(f'"{n}" TEXT' for n in rows[0]) + ')')
      base.executemany('INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)', rows[1:])
      cursor = base.execute(open('query.sql', newline='').read())
      columns = [c[0] for c in cursor.description]
      places = [columns.index(n) for n in ('prediction', 'probability_down', 'probability_up')]
      for row in cursor.fetchall(): print(json.dumps([row[i] for i in places]))
      """)
    let outcome = try await Command(python).run(["score.py"], in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors.suffix(600))")
    #expect(one.distance(try Scores(outcome.text).probabilities) < 1e-9)
    // They were learned from as what they mean.
    #expect(one.model.features.requiredColumns.count >= 6)
  }

  @Test("DuckDB scores as the model does", .requires(.python(modules: ["duckdb"])))
  func duckdb() async throws {
    try await agree(ExportedCase.all, in: "duckdb", module: "duckdb")
  }

  @Test("No length in a query can be below zero, at which PostgreSQL ends it")
  func lengths() throws {
    for one in ExportedCase.all {
      let query = try ScoringQuery.text(one.model, table: "t")
      #expect(query.firstMatch(of: /, 1, LENGTH\([^()]*\) - [0-9]/) == nil, "\(one)")
    }
  }

  @Test("There is a case for every way to export")
  func cases() {
    #expect(ExportedCase.all.count == 22)
    #expect(ExportedCase.texts.count == 7)
  }

  @Test("Texts are refused with the column, and told where they can go", arguments: [true, false])
  func texts(asQuery: Bool) throws {
    let one = try #require(ExportedCase.texts.first)
    let error = #expect(throws: ExportError.self) {
      _ =
        asQuery
        ? try ScoringQuery.text(one.model, table: "t") : try SwiftSource.text(one.model)
    }
    #expect(error?.column == "message")
    #expect(error?.description.contains("export to ONNX") == true)
  }

  @Test("Spark names are in backquotes, and backslashes doubled")
  func spark() throws {
    var one = try #require(ExportedCase.all.first).model
    one.labels.labels = ["it's", #"a\b"#]
    let text = try ScoringQuery.text(one, table: "t", dialect: .spark)
    #expect(text.contains("FROM `t` AS t"))
    #expect(text.contains(#"'it\'s'"#) && text.contains(#"'a\\b'"#))
    #expect(!text.contains("MATERIALIZED") && !text.contains("DOUBLE PRECISION"))
  }

  @Test("A function that SQL lacks is refused with the layer")
  func refusal() throws {
    let one = try ExportedCase(
      "gelu", ExportedCase.flowers, target: "kind",
      fit: ExportedCase.network(.gelu) { _ in })
    let error = #expect(throws: ExportError.self) { try ScoringQuery.text(one.model, table: "t") }
    #expect(
      error?.description
        == "layer 1: the activation gelu cannot be exported to SQL: standard SQL has no error "
        + "function; train with silu or relu")
  }
}

extension String {
  /// `12,1345` as `12,345`: the digits behind the comma without the first.
  fileprivate var removingOne: String {
    guard let comma = firstIndex(of: ",") else { return self }
    return String(self[...comma]) + String(self[index(after: comma)...].dropFirst())
  }
}
