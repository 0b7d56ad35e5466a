import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite struct `Points that may part thousands` {
  /// A column `n` and what stands beside it.
  private func table(
    _ values: [String], beside others: [String], _ delimiter: String = ";",
    _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> DelimitedSource {
    var options = DelimitedOptions()
    options.delimiter = delimiter
    options.header = .rows(1)
    change(&options)
    let lines = zip(values, others).map { "k\(delimiter)\($0)\(delimiter)\"\($1)\"\n" }
    return try source("t\(delimiter)n\(delimiter)o\n" + lines.joined(), options)
  }

  @Test(arguments: [
    ["5,5", "3,0"], ["5,5 %", "3,0 %"], ["12,50 €", "3,00 €"], ["1.200,00", "950,00"],
    ["1.234.567", "2.345.678"], ["1.083.237", "67.656"],
  ]) func `beside decimal commas or two points they do`(others: [String]) throws {
    for delimiter in [";", ",", "\t"] {
      let read = try table(["2.350", "12.400"], beside: others, delimiter)
      #expect(read.schema.columns[1].kind == .text)
      #expect(try rows(of: read).map { $0[1] } == ["2.350", "12.400"])
      #expect(read.diagnostics.counts[.ambiguousNumber] == 1)
      // Beside it, only the other column is told, where programs see some of its values as numbers.
      #expect(
        Set(read.diagnostics.counts.keys).isSubset(of: [.ambiguousNumber, .numberAsText]))
      #expect(read.diagnostics.kept.first?.location.row == 2)
      // Asked to be a number, the column is read so.
      let asked = try table(["2.350", "12.400"], beside: others, delimiter) {
        $0.columnTypes["n"] = .decimal
      }
      #expect(try rows(of: asked).map { $0[1] } == ["2350", "12400"])
      #expect(asked.diagnostics.counts[.ambiguousNumber] == nil)
    }
  }

  @Test(arguments: [
    ["2.350", "0.750"], ["2.350", "1.5"], ["2350.125", "1.500"], ["2.350", "12.5000"],
  ])
  func `a fraction of another length, or behind a lone zero, is one`(values: [String]) throws {
    let read = try table(values, beside: ["5,5", "3,0"])
    #expect(read.schema.columns[1].kind == .decimal)
    #expect(read.diagnostics.isEmpty)
  }

  @Test func `where other columns show both, numbers stay and are told`() throws {
    let text = "a;b;c\n1,5;2.5;1.200\n2,5;3.5;2.300\n"
    let read = try source(text)
    #expect(read.schema.columns.map(\.kind) == [.decimal, .decimal, .decimal])
    #expect(read.diagnostics.counts == [.ambiguousNumber: 1])
  }

  @Test func `without other columns, semicolons and whole numbers below a thousand tell`() throws {
    func kind(_ values: [String], _ delimiter: String) throws -> String {
      let read = try table(values, beside: ["x", "y", "z"], delimiter)
      let told = read.diagnostics.counts[.ambiguousNumber] ?? 0
      return "\(read.schema.columns[1].kind?.rawValue ?? "") \(told)"
    }
    #expect(try kind(["1.200", "950", "2.350"], ";") == "text 1")
    #expect(try kind(["1.200", "1.950", "2.350"], ";") == "decimal 1")
    #expect(try kind(["1.200", "0", "2.350"], ";") == "decimal 1")
    #expect(try kind(["1.200", "950", "2.350"], "\t") == "decimal 1")
    #expect(try kind(["1.200", "1.950", "2.350"], "\t") == "decimal 0")
    #expect(try kind(["1.200", "950", "2.350"], ",") == "decimal 0")
  }

  @Test func `marks that are named, and types that are, leave no doubt`() throws {
    for change: (inout DelimitedOptions) -> Void in [
      { $0.decimal = "." }, { $0.types = .text }, { $0.columnTypes["n"] = .text },
    ] {
      let read = try table(["2.350", "12.400"], beside: ["5,5", "3,0"], ";", change)
      #expect(read.diagnostics.isEmpty)
    }
  }

  @Test func `a later value takes the doubt away, in one pass as in two`() throws {
    let doubtful = (100..<400).map { "k;1.\($0);\($0),5\n" }.joined()
    let text = "t;n;o\n" + doubtful + "k;0.125;7,5\n"
    for smallest in [0, nil] as [Int?] {
      var options = DelimitedOptions()
      options.limits.chunkBytes = 1024
      let read = try DelimitedSource(input(Array(text.utf8)), options, guessingFrom: smallest)
      let kinds = try read.reading { source in
        try source.table(of: source.schema, progress: { _, _ in }).columns.map(\.kind)
      }
      #expect(kinds[1] == .decimal)
    }
  }
}
