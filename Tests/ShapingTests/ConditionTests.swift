import RowcastDelimitedText
import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastShaping

@Suite struct ConditionTests {
  static let table = """
    id,state,unit price,when,open,note
    1,CA,100.10,2024-01-31,true,a
    2,NY,99.9,2024-02-01,false,
    3,,12345678901234567890.5,2024-02-02,,c
    4,CA,,,true,d

    """

  private func source() throws -> DelimitedSource { try DelimitedSource(MemoryBytes(Self.table)) }

  /// The lines of the records that meet a condition.
  private func lines(_ text: String) throws -> [Int] {
    let source = try source()
    let filtered = try FilteredSource(
      source, schema: source.schema, where: try Condition(parsing: text))
    var lines: [Int] = []
    try filtered.mapBatches({ $0.rows.map { Int($0.number) } }) {
      lines += $0
      return true
    }
    return lines
  }

  @Test(arguments: [
    ("id > 1 and id <= 3", [3, 4]), ("state = \"CA\"", [2, 5]), ("state = 'CA'", [2, 5]),
    ("state != \"CA\"", [3]), ("not state = \"CA\"", [3]), ("state is null", [4]),
    ("state is not null and not (id = 1 or id = 2)", [5]), ("[unit price] >= 100.1", [2, 4]),
    ("\"unit price\" > 99.9", [2, 4]), ("`unit price` = 99.90", [3]),
    ("[unit price] = 12345678901234567890.50", [4]),
    ("[unit price] > 12345678901234567890.4999", [4]),
    ("[unit price] < 12345678901234567890", [2, 3]),
    ("when >= 2024-02-01", [3, 4]), ("when = '2024-01-31'", [2]),
    ("when < 2024-02-01T10:00", [2, 3]),
    ("open", [2, 5]), ("not open", [3]), ("open = false", [3]),
    ("state in (\"CA\", 'TX')", [2, 5]), ("state not in (\"CA\")", [3]),
    ("id in (2, 4.0)", [3, 5]),
    ("3 < id", [5]), ("id = id", [2, 3, 4, 5]), ("id < [unit price]", [2, 3, 4]),
    ("id = 1 or state is null", [2, 4]), ("ID IS NULL or id = +1", [2]),
    ("id=1 OR id=.2e1", [2, 3]),
  ])
  func `a condition keeps the records that meet it`(text: String, expected: [Int]) throws {
    // Names are as they stand; only the words of the grammar are in any case.
    if text.hasPrefix("ID") {
      #expect(throws: ConditionError.self) { try lines(text) }
    } else {
      #expect(try lines(text) == expected)
    }
  }

  @Test(arguments: [
    ("id >", "a value (found the end) at column 5: id >^"),
    ("id > and", "a column or a value (found \"and\") at column 6: id > ^and"),
    ("id == 1 state", "\"and\", \"or\" or the end (found \"state\") at column 9: id == 1 ^state"),
    ("(id = 1", "\")\" (found the end)"),
    ("id > 03", "03 is no number, date or time"),
    ("id = 2024-13-01", "2024-13-01 is no number, date or time"),
    ("state = \"CA", "\" is not closed at column 9: state = ^\"CA"), ("id", "alone only a boolean"),
    ("state > 5", "\"state\" is of kind text, and 5 is a number at column 9"),
    ("id = \"1\"", "\"id\" is of kind integer, and \"1\" is a text"),
    ("when > \"soon\"", "\"when\" is of kind date, and \"soon\" is a text"),
    ("open > true", "no order"), ("id = state", "of kind integer, and \"state\" of kind text"),
    ("1 = 1", "needs a column"), ("nobody = 1", "no column \"nobody\""), ("id = null", "is null"),
    ("a-b = 1", "a name like this in brackets"), ("state in (id)", "a value in the list"),
    ("", "a condition"),
    ("id ? 1", "\"?\""), ("id in ()", "a value"), ("id is 5", "\"null\""),
    (String(repeating: "(", count: 5000) + "id", "more than 100"),
    (String(repeating: "not ", count: 5000) + "open", "more than 100"),
  ])
  func `what is no condition for these columns is refused at its place`(
    text: String, message: String
  ) throws {
    let error = #expect(throws: ConditionError.self) { try lines(text) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `every beginning of a condition is read or refused`() throws {
    let text = "not (\"unit price\" >= 1.5e2 or state in ('a''b', \"c\")) and when < 2024-01-01"
    for count in 0...text.count {
      do { _ = try Condition(parsing: String(text.prefix(count))) } catch {
        #expect(error.column <= count)
      }
    }
  }

  @Test(arguments: [
    ("x != 8", [2, 3]), ("not x = 8", [2, 3]), ("x not in (8, 9)", [2, 3]),
    ("not x in (8, 9)", [2, 3]), ("x != 7", [3]), ("x = 7", [2]), ("not x != 7", [2]),
    ("x in (7)", [2]), ("x < 8", [2]), ("not x > 8", [2]), ("x != y", [2, 3]), ("x = y", []),
    ("x <= y", []),
  ])
  func `values of different kinds are told, not equal, and in no order`(
    text: String, expected: [UInt32]
  ) throws {
    var batch = RecordBatch()
    for row in [2, 3, 4] {
      switch row {
      case 2: batch.cells.append(Cell(column: 0, kind: .integer, payload: 7))
      case 3: batch.append("seven".utf8, column: 0)
      // An error is no value: it is neither equal to anything nor not.
      default: batch.append("#DIV/0!".utf8, kind: .error, column: 0)
      }
      batch.cells.append(Cell(column: 1, kind: .boolean, payload: 1))
      batch.endRow(number: row)
    }
    let schema = Schema([
      ColumnSchema(name: "x", source: 0, kind: .mixed),
      ColumnSchema(name: "y", source: 1, kind: .mixed),
    ])
    let source = FixedSource(schema: schema, batches: [batch])
    let filtered = try FilteredSource(
      source, schema: schema, where: try Condition(parsing: text), sheet: "S")
    var rows: [UInt32] = []
    var log = DiagnosticLog()
    try filtered.mapBatches({ ($0.rows.map(\.number), $0.diagnostics) }) {
      rows += $0
      log.merge($1)
      return true
    }
    #expect(rows == expected)
    #expect(log.leftOut == 3 - expected.count)
    let told = log.kept.map(\.location.description)
    #expect(told == (text.contains("y") ? ["S!A2", "S!A3", "S!A4"] : ["S!A3", "S!A4"]))
  }
}

/// Batches that are there already.
struct FixedSource: RecordSource {
  var schema: Schema
  var batches: [RecordBatch]

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    for batch in batches where try !consume(try transform(batch)) { return }
  }
}
