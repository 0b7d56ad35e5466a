import RowcastTabular
import Testing

@Suite struct `Names of columns` {
  @Test(arguments: [
    (["a", "b"], ["a", "b"]),
    ([" a ", "\tb\n"], ["a", "b"]),
    (["", "a", " "], ["column_1", "a", "column_3"]),
    (["a", "a", "a"], ["a", "a_2", "a_3"]),
    (["a", "a", "a_2"], ["a", "a_3", "a_2"]),
    (["a_2", "a", "a"], ["a_2", "a", "a_3"]),
    (["column_2", ""], ["column_2", "column_2_2"]),
    (["", "column_1"], ["column_1_2", "column_1"]),
    (["A", "a"], ["A", "a"]),
    (["\u{A0}x\u{3000}"], ["x"]),
    (["a b", "a  b"], ["a b", "a  b"]),
    ([], []),
  ])
  func `a header becomes names that are trimmed, never empty and never repeated`(
    header: [String], names: [String]
  ) {
    #expect(Schema.repairedNames(header) == names)
    #expect(Set(names).count == names.count)
  }

  @Test func `repairing is idempotent`() {
    let names = Schema.repairedNames(["a", "a", "", " a_2 ", "a", "column_3", ""])
    #expect(Schema.repairedNames(names) == names)
  }

  @Test func `columns are found by name`() {
    let schema = Schema([
      ColumnSchema(name: "x", source: 3), ColumnSchema(name: "y", source: 1),
    ])
    #expect(schema.names == ["x", "y"])
    #expect(schema.index(of: "y") == 1)
    #expect(schema.index(of: "z") == nil)
  }
}

@Suite struct `Places` {
  @Test(arguments: [
    (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
    (16_383, "XFD"), (-1, "A"),
  ])
  func `columns have letters`(column: Int, letters: String) {
    #expect(CellReference.letters(ofColumn: column) == letters)
  }

  @Test func `letters count up through all columns of a sheet`() {
    var seen: Set<String> = []
    var previous = ""
    for column in 0..<CellReference.columnLimit {
      let letters = CellReference.letters(ofColumn: column)
      #expect(seen.insert(letters).inserted)
      #expect(
        previous.utf8.count < letters.utf8.count
          || (previous.utf8.count == letters.utf8.count && previous < letters))
      previous = letters
    }
  }

  @Test(arguments: [
    (RowcastLocation(file: "b.xlsx", sheet: "S", row: 7, column: 2), "b.xlsx: S!C7"),
    (RowcastLocation(sheet: "S", row: 7), "S!7:7"),
    (RowcastLocation(sheet: "S", column: 2), "S!C"),
    (RowcastLocation(file: "d.csv", row: 12, column: 4), "d.csv:12:5"),
    (RowcastLocation(file: "d.csv", byte: 99), "d.csv@99"),
    (RowcastLocation(row: 3, column: 0), "line 3:1"),
    (
      RowcastLocation(file: "b.xlsx", part: "xl/styles.xml", byte: 312),
      "b.xlsx: xl/styles.xml@312"
    ),
    (RowcastLocation(), ""),
  ])
  func `locations read the way people write them`(location: RowcastLocation, text: String) {
    #expect(location.description == text)
  }

  @Test func `an outer place completes an inner one`() {
    let inner = RowcastLocation(sheet: "S", row: 1)
    let outer = RowcastLocation(file: "f", sheet: "T", row: 9, column: 3)
    #expect(inner.within(outer) == RowcastLocation(file: "f", sheet: "S", row: 1, column: 3))
  }
}
