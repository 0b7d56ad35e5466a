import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDistributed

@Suite struct LineTests {
  private func block(_ text: String) -> LineBlock {
    var waiting = [Array(text.utf8)]
    var blocks = LineBlocks(header: "a,b", size: .max) { waiting.popLast() ?? [] }
    return (try? blocks.block()) ?? LineBlock(firstLine: 1)
  }

  private func format(_ head: String, _ kind: LineFormat.Kind = .delimited) throws -> LineFormat {
    try LineFormat(head: Array(head.utf8), kind: kind)
  }

  private func column(_ name: String, _ numbers: [Double]) -> TypedColumn {
    TypedColumn(name: name, kind: .decimal, values: .numbers(numbers))
  }

  @Test(arguments: 0..<200)
  func `rows that are kept come back to the last bit`(seed: UInt64) throws {
    var generator = FixedGenerator(seed: seed)
    let count = [0, 1, 7, 300][Int(seed % 4)]
    func some(_ value: (inout FixedGenerator) -> Double) -> [Double] {
      (0..<count).map { _ in
        Int.random(in: 0..<9, using: &generator) == 0 ? .nan : value(&generator)
      }
    }
    let kinds: [[Double]] = [
      some { Double(Int.random(in: -300...300, using: &$0)) / 100 },
      some { Double(Int.random(in: -5_000_000_000...9_000_000_000_000, using: &$0)) / 1000 },
      some { Double(bitPattern: UInt64.random(in: 0...(.max), using: &$0)) },
      some {
        [0.0, -0.0, .infinity, 1e300, .leastNonzeroMagnitude].randomElement(using: &$0) ?? 0
      },
      some { [0.0, -0.0].randomElement(using: &$0) ?? 0 },
      some { _ in .nan }, some { _ in 9_007_199_254_740_992 },
    ]
    let words = ["", "é", "{", "a\nb", String(repeating: "long ", count: 100)]
    let texts = (0..<count).map { _ in
      Int.random(in: 0..<5, using: &generator) == 0 ? nil : words.randomElement(using: &generator)
    }
    var rows = RowBlock(
      table: Table(
        columns: kinds.enumerated().map { column("n\($0)", $1) }
          + [TypedColumn(name: "t", texts: texts)], rowCount: count))
    (rows.headers, rows.skipped) = (3, 5)
    let line = try KeptRows.line(of: rows)
    #expect(line.dropLast().allSatisfy { $0 > 0x20 && $0 < 0x7B } && line.last == 0x0A)
    var format = try format("t,n6,n5,n4,n3,n2,n1,n0\nx,1,2,3,4,5,6,7\n")
    format.refute(["t"])
    let back = try KeptRows.rows(of: line.dropLast(), as: format)
    #expect(back.headers == 3 && back.skipped == 5 && back.table.rowCount == count)
    for (place, numbers) in kinds.enumerated() {
      guard case .numbers(let found)? = back.table["n\(place)"]?.values else {
        Issue.record("n\(place) is no column of numbers")
        continue
      }
      #expect(
        zip(found, numbers).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN })
    }
    guard case .texts(let codes, let dictionary)? = back.table["t"]?.values else {
      Issue.record("t is no column of texts")
      return
    }
    #expect(codes.map { dictionary[Int($0)] } == texts)
  }

  @Test(arguments: ["", "AAAA", "a,b", "KLUv/SAA"])
  func `what is no line of kept rows is refused`(line: String) throws {
    let format = try format("a,b\n1,2\n")
    #expect(throws: PartError.self) { try KeptRows.rows(of: Array(line.utf8), as: format) }
  }

  @Test func `rows kept of other columns are refused`() throws {
    let rows = RowBlock(table: Table(columns: [column("a", [1, 2])], rowCount: 2))
    let line = try KeptRows.line(of: rows).dropLast()
    #expect(throws: PartError.self) {
      try KeptRows.rows(of: Array(line), as: try format("a,b\n1,2\n"))
    }
    #expect(throws: PartError.self) {
      try KeptRows.rows(of: Array(line), as: try format("a\nx\n"))
    }
  }

  @Test(arguments: 1...40)
  func `blocks of any size hold the same lines`(size: Int) throws {
    let text = "a,b\r\n1,2\n\n3,4\r\n\u{FEFF}a,b\n5,6\na,b\n7,8"
    var rest = Array(text.utf8)
    var blocks = LineBlocks(header: "a,b", size: size) {
      let next = Array(rest.prefix(3))
      rest.removeFirst(next.count)
      return next
    }
    var lines: [String] = []
    var (headers, numbers) = (0, [Int]())
    while let block = try blocks.block() {
      for (i, line) in block.lines().enumerated() {
        lines.append(String(decoding: line, as: UTF8.self).replacing("\r", with: ""))
        numbers.append(block.number(of: i))
      }
      #expect(block.lines().count == block.lineCount)
      headers += block.headers
    }
    #expect(lines == ["1,2", "3,4", "5,6", "7,8"])
    #expect(numbers == [2, 4, 6, 8])
    #expect(headers == 3)
  }

  @Test func `a column is numbers when every value is a plain one`() throws {
    let format = try format("a,b,c,d,e\n1,2.5e3,007,1.5,x\n-2,,12,\"1,5\",y\n")
    #expect(format.columns.map(\.isNumber) == [true, true, false, false, false])
    let lines = "{\"a\":1,\"b\":\"x\",\"c\":true}\n{\"a\":null,\"b\":2,\"d\":0.5}\n"
    let json = try self.format(lines, .json)
    #expect(json.names == ["a", "b", "c", "d"])
    #expect(json.columns.map(\.isNumber) == [true, false, false, true])
  }

  @Test(arguments: ["007", "1,5", "$3", "yes", "2024-01-01", "0x10"])
  func `what is no plain number is told, whatever stands beside it`(value: String) throws {
    let format = try format("a,b\n1,2\n3,4\n")
    for lines in [["5,\"\(value)\""], ["5,6", "7,\"\(value)\"", "8,9"]] {
      let rows = try format.rows(of: block(lines.joined(separator: "\n")), "part")
      #expect(rows.misfits == ["b"], "\(lines)")
    }
  }

  @Test func `missing values are no misfits`() throws {
    let format = try format("a,b\n1,2\n3,4\n")
    let rows = try format.rows(of: block("5,\n6,NA\n,7\n"), "part")
    #expect(rows.misfits.isEmpty)
    #expect(rows.table.columns.map(\.missingCount) == [1, 2])
  }

  @Test func `a bad line is an error with its number, or left out and counted`() throws {
    let format = try format("a,b\n1,2\n")
    let bad = block("a,b\n1,2\n\n3,4,5\n6,7\n8\n")
    let error = #expect(throws: PartError.self) { try format.rows(of: bad, "part-3") }
    #expect(error?.location.row == 4)
    #expect(error?.location.file == "part-3")
    let rows = try format.rows(of: bad, "part-3", skipsBad: true)
    #expect(rows.skipped == 2)
    #expect(rows.table.rowCount == 2)
    let json = try self.format("{\"a\":1}\n{\"a\":2}\n", .json)
    let broken = block("{\"a\":3}\n{\"a\":\n{\"a\":4}\n")
    let complaint = #expect(throws: PartError.self) { try json.rows(of: broken, "part") }
    #expect(complaint?.location.file == "part")
    #expect(try json.rows(of: broken, "part", skipsBad: true).table.rowCount == 2)
  }

  @Test func `a line of JSON alone is a row, whatever it holds`() throws {
    let json = try format("{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n", .json)
    for line in ["{\"a\":5}", "{}", "{\"b\":null}"] {
      #expect(try json.rows(of: block(line), "part").table.rowCount == 1, "\(line)")
    }
    for line in ["[1]", "{\"a\":1} {\"a\":2}", "7", "{\"a\":1}{}"] {
      #expect(throws: PartError.self, "\(line)") { try json.rows(of: block(line), "part") }
    }
  }

  @Test func `a record with a line break inside is refused`() throws {
    let format = try format("a,b\n1,x\n")
    #expect(throws: PartError.self) {
      try format.rows(of: block("2,\"y\nz\"\n3,w\n"), "part")
    }
  }

  @Test func `what lines cannot have is refused`() {
    for head in ["Title\n\na,b\n1,2\n3,4\n5,6\n"] {
      #expect(throws: PartError.self, "\(head)") { try format(head) }
    }
  }
}
