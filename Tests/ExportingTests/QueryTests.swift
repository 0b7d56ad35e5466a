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
        if sys.argv[1] == 'sqlite':
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

  @Test("DuckDB scores as the model does", .requires(.python(modules: ["duckdb"])))
  func duckdb() async throws {
    try await agree(ExportedCase.all, in: "duckdb", module: "duckdb")
  }

  @Test("There is a case for every way to export")
  func cases() {
    #expect(ExportedCase.all.count == 21)
    #expect(ExportedCase.texts.count == 3)
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
