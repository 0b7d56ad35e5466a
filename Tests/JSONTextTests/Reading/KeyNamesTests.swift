import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

/// Keys are told apart by their bytes.
@Suite struct KeyNamesTests {
  /// The names of the columns, and what is told of them.
  private func names(_ text: String) throws -> (names: [String], told: [String]) {
    let source = try JSONSource(MemoryBytes(text))
    var told: [String] = []
    try source.mapBatches({ $0.diagnostics }) { log in
      told += log.kept.filter { $0.kind == .repeatedName }.map(\.message)
      return true
    }
    return (source.schema.names, told)
  }

  @Test(arguments: [
    // Lines, an array of objects, one list for each column.
    "{\"e\u{301}\":1,\"\u{E9}\":2,\"\u{E9}_2\":3}\n",
    "[{\"e\u{301}\":1},{\"\u{E9}\":2,\"\u{E9}_2\":3}]",
    "{\"e\u{301}\":[1],\"\u{E9}\":[2],\"\u{E9}_2\":[3]}",
  ])
  func `keys that are one text in two spellings are two columns, as they are`(text: String) throws {
    let found = try names(text)
    let names = ["e\u{301}", "\u{E9}", "\u{E9}_2"].map { Array($0.utf8) }
    #expect(found.names.map { Array($0.utf8) } == names)
    #expect(found.told == [])
  }

  @Test func `A path and a key with a dot are two columns, and are told`() throws {
    let found = try names("{\"a\":{\"b\":1},\"a.b\":2,\"\":3,\"c\":4}\n")
    #expect(found.names == ["a.b_2", "a.b", "column_3", "c"])
    #expect(found.told.count == 1)
  }

  @Test func `Names that differ are not told`() throws {
    #expect(try names("{\"a\":1,\"A\":2,\"a \":3,\"\":4}\n").told == [])
  }

  @Test(arguments: [
    ("9223372036854775807", true), ("-9223372036854775808", true), ("1234567890123456789", true),
    ("999999999999999999", true), ("9223372036854775808", false), ("-9223372036854775809", false),
    ("-0", false), ("12345678901234567890123", false), ("1234567890123456789.0", false),
  ])
  func `a whole number of 64 bits is an integer, and any other keeps its digits`(
    digits: String, isInteger: Bool
  ) throws {
    let source = try JSONSource(MemoryBytes("{\"id\":\(digits)}\n"))
    #expect(source.schema.columns.first?.kind == (isInteger ? .integer : .decimal))
    try source.mapBatches({ batch in
      batch.cells.map { CellText.string(of: $0, in: batch) }
    }) { texts in
      #expect(texts == [digits])
      return true
    }
  }
}
