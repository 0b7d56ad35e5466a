import TestSupport
import Testing

/// Tables in databases, read back by the real ones.
@Suite struct DatabaseOutputTests {
  /// Texts that quoting goes wrong with.
  private static let texts =
    [
      "it's", "\"", "''", "\\", "\\.", "\\N", "NULL", "", " ", "a\tb", "a\nb", "a\r\nb", "\r",
      "a\n.quit\nb",
      "'\u{301}", "\"\u{301}", "e\u{301}", "é", "\\\u{301}", "🛰", "\u{FEFF}x", "\u{7F}", "--", ";",
      "$$", "/",
      "\n/\n", "\u{2028}", "'); DROP TABLE t; --", "\u{FFFF}", "x' || 'y", "{}", "a,b", "%s",
      "\u{1A}",
    ] + (UInt8(1)..<0x20).map { "c\(Character(Unicode.Scalar($0)))d" } + [
      String(repeating: "long ", count: 20_000)
    ]

  /// As records of a column `s` in a file.
  private func written(_ texts: [String], in folder: TemporaryFolder) throws -> String {
    var lines = ""
    for text in texts {
      let escaped = text.unicodeScalars.map { scalar in
        scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
          ? "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
            + String(scalar.value, radix: 16)
          : String(scalar)
      }
      lines += "{\"n\": 1, \"s\": \"" + escaped.joined() + "\"}\n"
    }
    return try folder.write("t.ndjson", lines)
  }

  private func hexadecimal(_ texts: [String]) -> String {
    texts.map { text in
      text.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
    }.joined()
  }

  @Test(.requires(.sqlite)) func `every text comes back from SQLite, by script and by file`()
    async throws
  {
    let folder = try TemporaryFolder()
    let texts = Self.texts + ["a\0b", "\0"]
    let input = try written(texts, in: folder)
    for convert in [
      "\"$ROWCAST\" convert '\(input)' -o x.db",
      "\"$ROWCAST\" convert '\(input)' --to sqlite > x.db",
      "\"$ROWCAST\" convert '\(input)' --to sql --dialect sqlite | sqlite3 x.db",
    ] {
      let outcome = try await Command.script(
        "set -e; rm -f x.db; \(convert); sqlite3 x.db 'select lower(hex(s)) from t'", in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.text == hexadecimal(texts))
    }
  }

  @Test(.requires(.python(modules: ["duckdb"])))
  func `every text and number comes back from DuckDB`() async throws {
    let folder = try TemporaryFolder()
    let texts = Self.texts + ["a\0b", "\0"]
    let input = try written(texts, in: folder)
    let python = try #require(RealPart.python(modules: ["duckdb"]).path)
    let numbers = try folder.write("n.csv", Self.numbers)
    let script = """
      set -e
      "$ROWCAST" convert '\(input)' -o t.sql --dialect duckdb
      "$ROWCAST" convert '\(numbers)' -o n.sql --dialect duckdb
      '\(python)' -c "
      import duckdb
      c = duckdb.connect()
      for name in ['t.sql', 'n.sql']: c.execute(open(name, newline='', encoding='utf-8').read())
      for row in c.execute('select lower(hex(encode(s))) from t').fetchall(): print(row[0])
      for row in c.execute('describe n').fetchall(): print(row[0], row[1])
      for row in c.execute('select * from n').fetchall(): print(*[str(v) for v in row])
      "
      """
    let outcome = try await Command.script(script, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(
      outcome.text == hexadecimal(texts) + """
        i BIGINT
        x DOUBLE
        d DECIMAL(38,18)
        -9223372036854775808 0.1 -12345678901234567890.123456789012345678
        9223372036854775807 1.7976931348623157e+308 1E-18
        None 5e-324 1.000000000000000000

        """)
  }

  private static let numbers = """
    i,x,d
    -9223372036854775808,0.1,-12345678901234567890.123456789012345678
    9223372036854775807,1.7976931348623157e308,0.000000000000000001
    ,5e-324,1

    """

  @Test(.requires(.postgres)) func `every text and number comes back from PostgreSQL`()
    async throws
  {
    let folder = try TemporaryFolder()
    let input = try written(Self.texts + ["a\0b"], in: folder)
    let numbers = try folder.write("n.csv", Self.numbers)
    let days = try folder.write(
      "days.csv",
      "day,at,b\n0000-02-29,9999-12-31T23:59:59.999,true\n2024-01-01,1970-01-01T00:00:00,false\n")
    let programs = try #require(RealPart.postgres.path)
    let script = """
      set -e
      as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --clear-groups --regid=nogroup "$@"; else "$@"; fi; }
      mkdir data run && chmod 755 .
      if [ "$(id -u)" = 0 ]; then chown nobody data run; fi
      as '\(programs)/initdb' -D data -A trust -U rowcast --no-sync -E UTF8 --locale=C >initdb.log
      as '\(programs)/pg_ctl' -D data -o "-c listen_addresses='' -c fsync=off -k $PWD/run" -l run/log -w start >pg.log
      trap "as '\(programs)/pg_ctl' -D data -m immediate stop >pg.log" EXIT
      sql() { psql -h "$PWD/run" -U rowcast -d postgres -qAt -F ' ' -P null=None "$@"; }
      for name in '\(input)' '\(numbers)' '\(days)'; do
        "$ROWCAST" convert "$name" --to sql 2>>notes | sql
      done
      sql -c "select encode(convert_to(s, 'UTF8'), 'hex') from t" -c 'select * from n' -c 'select * from days'
      sql -c "select atttypid::regtype, atttypmod from pg_attribute where attrelid = 'n'::regclass and attnum > 0"
      cat notes
      """
    let outcome = try await Command.script(script, in: folder)
    #expect(outcome.errors == "")
    #expect(
      outcome.text == hexadecimal(Self.texts + ["ab"]) + """
        -9223372036854775808 0.1 -12345678901234567890.123456789012345678
        9223372036854775807 1.7976931348623157e+308 0.000000000000000001
        None 5e-324 1.000000000000000000
        0001-02-29 BC 9999-12-31 23:59:59.999 t
        2024-01-01 1970-01-01 00:00:00 f
        bigint -1
        double precision -1
        numeric 2490390
        note: \(input):\(Self.texts.count + 1): the character U+0000 of "s" left out, which PostgreSQL's texts cannot hold

        """)
  }

  @Test(.requires(.sqlite)) func `each sheet is a table, and rows are added to it`() async throws {
    let folder = try TemporaryFolder()
    let input = Fixture.path("customers.xlsx")
    let outcome = try await Command.script(
      """
      set -e
      "$ROWCAST" convert '\(input)' --sheet all -o x.sqlite --provenance
      "$ROWCAST" convert '\(input)' --sheet Regions -o x.sqlite --provenance --append --quiet
      sqlite3 x.sqlite "select name from sqlite_master order by 1; select count(*), max(_row) from Regions" ".schema Lookup"
      """, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(
      outcome.text == """
        Customers
        Lookup
        Regions
        10|6
        CREATE TABLE IF NOT EXISTS "Lookup" (
          "_sheet" TEXT,
          "_row" INTEGER,
          "code" TEXT,
          "meaning" TEXT
        );

        """)
  }

  @Test(.requires(.sqlite)) func `digits that no double holds are kept as text, and told`()
    async throws
  {
    let folder = try TemporaryFolder()
    let input = try folder.write(
      "a.csv",
      "a\n" + String(repeating: "1.5\n", count: 20_000) + "0.12345678901234567890\n2.5\n"
    )
    let outcome = try await Command.script(
      "\"$ROWCAST\" convert '\(input)' -o x.db 2>&1; sqlite3 x.db 'select typeof(a), max(rowid), a from a'",
      in: folder)
    #expect(
      outcome.text == """
        note: \(input): the numbers of "a" have more digits than the output's numbers, and are written as text
        x.db: 20,002 records, 1 column
        text|20002|2.5

        """)
  }

  @Test func `scored rows go to a database, too`() async throws {
    let folder = try TemporaryFolder()
    let outcome = try await Command.script(
      """
      set -e
      "$ROWCAST" train '\(Fixture.path("flowers.csv"))' --target kind -o m.json --model softmax --quiet >/dev/null
      "$ROWCAST" predict m.json '\(Fixture.path("flowers.csv"))' -o x.db --output-table scores
      "$ROWCAST" predict m.json '\(Fixture.path("flowers.csv"))' --to sql | head -5 | tail -2
      """, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("CREATE TABLE \"flowers\" ("))
    #expect(try folder.bytes("x.db").starts(with: Array("SQLite format 3\0".utf8)))
  }

  @Test func `what does not apply is refused`() async throws {
    let flowers = Fixture.path("flowers.csv")
    for options in [
      ["--to", "sqlite", "--shape", "values"], ["--to", "sql", "--errors", "text"],
      ["--to", "sql", "--append"], ["--to", "csv", "--append"], ["--to", "sqlite", "--append"],
      ["--to", "sqlite", "--dialect", "duckdb"], ["--to", "json", "--output-table", "t"],
      ["--to", "sqlite", "--bom"], ["--to", "ndjson", "--crlf"], ["--from", "sqlite"],
    ] {
      let outcome = try await Command.rowcast.run(["convert", flowers] + options)
      #expect(outcome.exitCode == 2, "\(options)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.errorLines.count == 1)
    }
    let folder = try TemporaryFolder()
    let wide = try folder.write(
      "wide.csv",
      (0..<2001).map { "c\($0)" }.joined(separator: ",") + "\n"
        + repeatElement("1", count: 2001).joined(separator: ",") + "\n")
    let outcome = try await Command.rowcast.run(["convert", wide, "-o", folder("x.db")])
    #expect(outcome.exitCode == 3)
    #expect(
      outcome.errors
        == "\(folder("x.db")): error: \"wide\" has 2001 columns, and a table of SQLite has at most 2000\n"
    )
    #expect(try folder.names() == ["wide.csv"])
  }

  static let moments = """
    id,t
    1,2024-01-02 03:04:05.123456
    2,1969-12-31T23:59:59.9999
    3,2024-01-02 03:04:05
    4,

    """

  @Test(arguments: ["postgres", "duckdb"])
  func `Date-times of six digits behind the second are timestamps, to the last digit`(
    dialect: String
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write("m.csv", Self.moments)
    let run = try await rowcast("convert", "m.csv", "--to", "sql", "--dialect", dialect, in: folder)
    expectDone(run)
    #expect(run.text.contains("\"t\" TIMESTAMP"))
    for moment in [
      "2024-01-02 03:04:05.123456", "1969-12-31 23:59:59.999900", "2024-01-02 03:04:05",
    ] { #expect(run.text.contains(moment), "\(run.text)") }
    #expect(run.errors.contains("PostgreSQL and DuckDB get timestamps"), "\(run.errors)")
  }

  @Test(arguments: [
    "5,2024-01-02 03:04:05.1234567", "5,2024-01-02 03:04:05.123456Z",
  ])
  func `Of more digits or with offsets they stay text`(line: String) async throws {
    let folder = try TemporaryFolder()
    // Behind the sample, too, by which the first columns are made.
    for count in [1, 40_000] {
      let many = String(repeating: "5,2024-01-02 03:04:05.123456\n", count: count)
      try folder.write("m.csv", "id,t\n\(many)\(line)\n")
      for output in ["m.parquet", "m.sql"] {
        let run = try await rowcast("convert", "m.csv", "-o", output, in: folder)
        expectDone(run)
        #expect(run.errors.contains("\"t\" is text"), "\(run.errors)")
        #expect(run.errors.contains("get timestamps") == (count > 1), "\(run.errors)")
        #expect(run.errors.contains("is text in the output") == (count > 1), "\(run.errors)")
      }
      #expect(try folder.text("m.sql").contains("\"t\" TEXT"))
    }
  }
}
