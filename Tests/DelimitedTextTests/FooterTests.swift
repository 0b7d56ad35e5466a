import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

/// What stands below a table is read, since nobody said to leave it out, and told.
@Suite struct FooterTests {
  private static let head = "region,q1,q2,q3\nNorth,1,2,3\nSouth,4,5,6\nEast,7,8,9\nWest,1,1,1\n"

  /// What is told, however the records are read: as JSON, as cells or as a table, in one pass or two.
  private func notes(
    _ text: String, _ options: DelimitedOptions = DelimitedOptions()
  ) throws -> [Diagnostic] {
    let bytes = MemoryBytes(text, name: "t.csv")
    var told: [[Diagnostic]] = []
    for smallest in [nil, 0] {
      let source = try DelimitedSource(bytes, options, guessingFrom: smallest)
      try source.reading { source in
        let encoder = JSONRecordEncoder(schema: source.schema)
        var log = DiagnosticLog()
        try source.encodeBatches(with: encoder) {
          log.merge($0.diagnostics)
          return true
        }
        told.append(log.kept)
        log = DiagnosticLog()
        try source.mapBatches({ $0.diagnostics }) {
          log.merge($0)
          return true
        }
        told.append(log.kept)
      }
      var log = DiagnosticLog()
      _ = try source.table(progress: { log.merge($1) })
      told.append(log.kept)
    }
    for other in told.dropFirst() { #expect(other == told[0]) }
    return told[0].filter { $0.kind == .rowsBelow || $0.kind == .totalRow }
  }

  @Test func `a note below the table is told with the option that leaves it out`() throws {
    let told = try notes(Self.head + ",,,\nSource: office of statistics,,,\n")
    #expect(told.map(\.kind) == [.rowsBelow])
    #expect(told.first?.location.row == 7)
    #expect(told.first?.message.contains("--limit 4 leaves it out") == true)
  }

  @Test func `a total is told, also above a note`() throws {
    #expect(try notes(Self.head + "Total,13,16,19\n").map(\.kind) == [.totalRow])
    let told = try notes(Self.head + "Total,13,16,19\n,,,\nSource: office of statistics,,,\n")
    #expect(Set(told.map(\.kind)) == [.rowsBelow, .totalRow])
    #expect(told.first { $0.kind == .totalRow }?.location.row == 6)
  }

  @Test(arguments: [1, 3])
  func `records without values at the end are told once`(count: Int) throws {
    let told = try notes(Self.head + String(repeating: ",,,\n", count: count))
    #expect(told.map(\.kind) == [.rowsBelow])
    #expect(told.first?.location.row == 6)
    #expect(told.first?.message.contains("--limit 4") == true)
  }

  @Test func `the limit that is told gives the records above`() throws {
    var options = DelimitedOptions()
    options.limit = 4
    let text = Self.head + ",,,\nSource: office of statistics,,,\n"
    let source = try DelimitedSource(MemoryBytes(text, name: "t.csv"), options: options)
    #expect(source.rowCount == 4)
    #expect(try notes(text, options).isEmpty)
  }

  @Test(arguments: [
    "", "Total,,,\n", "Nobody,,,\n", "Great Northern,1,,\n", "North,,,\nSouth,,,\n",
  ])
  func `records that lack values are no notes`(last: String) throws {
    #expect(try notes(Self.head + last).isEmpty)
  }
}
