import RowcastFileIO
import RowcastJSONText
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDelimitedText

/// A file that is read once gives what two passes give: rows with their true numbers, the same types.
@Suite struct OnePassTests {
  private func text(rows: Int, late: String = "", lineEnd: String = "\n") -> MemoryBytes {
    MemoryBytes(lines(rows, lineEnd) + late, name: "t.csv")
  }

  private func lines(_ rows: Int, _ lineEnd: String = "\n") -> String {
    var text = "id,amount,name,day\(lineEnd)"
    for row in 0..<rows {
      text +=
        "\(row),\(row % 7 == 0 ? "" : "\(row).5"),n\((row * 31) % 977),2024-01-\(10 + row % 9)"
        + lineEnd
    }
    return text
  }

  private func options(chunkBytes: Int = 4096) -> DelimitedOptions {
    var options = DelimitedOptions()
    options.limits.chunkBytes = chunkBytes
    return options
  }

  @Test(arguments: ["\n", "\r\n"])
  func `The laws of record sources hold for one pass and for two`(lineEnd: String) throws {
    let bytes = text(rows: 900, lineEnd: lineEnd)
    let once = try DelimitedSource(bytes, options(), guessingFrom: 0)
    #expect(once.rowCount == nil)
    try once.reading { found in
      try checkRecordSource(found) { JSONRecordEncoder(schema: $0) }
    }
    try checkRecordSource(once) { JSONRecordEncoder(schema: $0) }
    let twice = try DelimitedSource(bytes, options: options())
    #expect(twice.rowCount == 900)
    try checkRecordSource(twice) { JSONRecordEncoder(schema: $0) }
  }

  @Test(arguments: [
    "a,b\n1,x\n\n2,\"y\nz\"\n,\n", "a;b\n1,5;\"q\"\"q\"\n2,25;\n",
    "t,u\n10:20:30,true\n11:00:00,FALSE\n",
    "a,b\n1\n2,3,4\n", "a,b\n007,NA\n8,5\n", "a\n1\n\n\n2\n",
  ])
  func `The laws of record sources hold for small files of any build`(text: String) throws {
    var options = options(chunkBytes: 8)
    try checkRecordSource(try source(text, options)) { JSONRecordEncoder(schema: $0) }
    options.types = .text
    options.ragged = .keep
    options.header = .none
    try checkRecordSource(try source(text, options)) { DelimitedEncoder(schema: $0) }
  }

  @Test(arguments: [
    "", "x,1.5,n,2024-01-10\n", "1,1.5,n,soon\n", "1,2\n", "1,2,\"a\" b,2024-01-10\n",
    "5,1.5,n,2024-01-10",
  ])
  func `One pass gathers the table that two passes gather, whatever comes late`(
    late: String
  ) throws {
    let bytes = text(rows: 4000, late: late)
    let once = try DelimitedSource(bytes, options(), guessingFrom: 0)
    #expect(once.rowCount == nil)
    let fast = try once.table()
    let slow = try DelimitedSource(bytes).table()
    #expect(fast.rowCount == slow.rowCount && fast.names == slow.names)
    for (a, b) in zip(fast.columns, slow.columns) {
      #expect(a.kind == b.kind)
      switch (a.values, b.values) {
      case (.numbers(let x), .numbers(let y)):
        #expect(zip(x, y).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) } && x.count == y.count)
      case (.texts(let x, let p), .texts(let y, let q)):
        #expect(x == y && p.bytes == q.bytes && p.offsets == q.offsets)
      default: Issue.record("\(a.name) is of another kind")
      }
    }
  }

  /// Something that a guess from the beginning does not know of, near the end of a file.
  enum Surprise: String, CaseIterable, Sendable {
    case none, text, decimal, missingWord, emptyField, leadingZero, quotedNumber, lineInQuotes
    case doubledQuote, quoteInside, shortRow, longRow, malformed, legacyEncoding, carriageReturns

    var line: [UInt8] {
      switch self {
      case .none: Array("1,2.5,x,2024-01-02\n".utf8)
      case .text: Array("late,2.5,x,2024-01-02\n".utf8)
      case .decimal: Array("1.5,2.5,x,2024-01-02\n".utf8)
      case .missingWord: Array("NA,2.5,x,2024-01-02\n".utf8)
      case .emptyField: Array(",,,\n".utf8)
      case .leadingZero: Array("007,2.5,x,2024-01-02\n".utf8)
      case .quotedNumber: Array("\"1\",2.5,x,2024-01-02\n".utf8)
      case .lineInQuotes: Array("1,2.5,\"a\nb\",2024-01-02\n".utf8)
      case .doubledQuote: Array("1,2.5,\"a \"\"b\"\" c\",2024-01-02\n".utf8)
      case .quoteInside: Array("1,2.5,a \"b\" c,2024-01-02\n".utf8)
      case .shortRow: Array("1,2.5\n".utf8)
      case .longRow: Array("1,2.5,x,2024-01-02,more\n".utf8)
      case .malformed: Array("1,2.5,".utf8) + [0xC3, 0x28] + Array(",2024-01-02\n".utf8)
      case .legacyEncoding: Array("1,2.5,M".utf8) + [0xFC] + Array("ller,2024-01-02\n".utf8)
      case .carriageReturns: Array("1,2.5,x,2024-01-02\r\n".utf8)
      }
    }
  }

  /// What an encoder makes of all records, what was noted of them, and the error that ends it.
  private struct Written: Equatable {
    var bytes: [UInt8] = []
    var notes: [String] = []
    var error: DelimitedTextError?
  }

  private func written(
    _ source: DelimitedSource, _ encoder: (Schema) -> any RecordEncoder
  ) throws -> Written {
    do {
      return try source.reading { found in
        let encoder = encoder(found.schema)
        var (made, log, rows) = (Written(), found.diagnostics, 0)
        try found.encodeBatches(with: encoder) { part in
          made.bytes += part.bytes.array()
          log.merge(part.diagnostics)
          rows += part.rowCount
          return true
        }
        var end = OutputBytes()
        encoder.encodeEnd(rowCount: rows, into: &end)
        made.bytes += end.array()
        made.notes = log.kept.map(\.description)
        return made
      }
    } catch let error as DelimitedTextError {
      return Written(error: error)
    }
  }

  @Test(arguments: Surprise.allCases)
  func `One pass writes what two passes write, whatever comes late`(surprise: Surprise) throws {
    // More than the sample of 128 KB that the guess is made from.
    let bytes = MemoryBytes(
      Array(lines(5000).utf8) + surprise.line + Array("5,6.5,end,2024-05-06\n".utf8),
      name: "t.csv")
    let once = try DelimitedSource(bytes, options(), guessingFrom: 0)
    #expect(once.rowCount == nil)
    let twice = try DelimitedSource(bytes, options: options())
    let encoders: [(Schema) -> any RecordEncoder] = [
      { JSONRecordEncoder(schema: $0) }, { DelimitedEncoder(schema: $0) },
    ]
    for encoder in encoders {
      #expect(try written(once, encoder) == written(twice, encoder))
    }
  }

  @Test func `A wrong guess calls the reader again, with the schema of all rows`() throws {
    let bytes = text(rows: 4000, late: "1,2,x,2024-01-10,more\n")
    let source = try DelimitedSource(bytes, options(), guessingFrom: 0)
    var schemas: [[String]] = []
    let rows = try source.reading { found in
      schemas.append(found.schema.names)
      var rows = 0
      try found.mapBatches({ $0.rowCount }) {
        rows += $0
        return true
      }
      return rows
    }
    #expect(rows == 4001)
    #expect(schemas.map(\.count) == [4, 5])
  }

  @Test func `An encoder of CSV keeps no state`() throws {
    let source = try source("a,b\n1,x\n,\"y, z\"\n3,\n2,\"w\"\n")
    var batches: [RecordBatch] = []
    try source.mapBatches({ $0 }) {
      batches.append($0)
      return true
    }
    let batch = try #require(batches.first)
    try checkRecordEncoder(DelimitedEncoder(schema: source.schema), on: batch)
    try checkRecordEncoder(DelimitedEncoder(schema: schemaOfAllKinds()), on: batchOfAllKinds())
    // Columns in another order take another way.
    let turned = Schema(Array(schemaOfAllKinds().columns.reversed()))
    try checkRecordEncoder(
      DelimitedEncoder(schema: turned, delimiter: ";", lineEnd: "\r\n"), on: batchOfAllKinds())
  }
}
