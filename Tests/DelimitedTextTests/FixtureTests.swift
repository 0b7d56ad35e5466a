import Foundation
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastDelimitedText
import RowcastFileIO

@Suite("Delimited fixtures")
struct FixtureTests {
  @Test(
    "a file is read as it must be",
    arguments: try FixturePair.all(in: "delimited", extensions: ["csv", "tsv"]))
  func pair(_ pair: FixturePair) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: pair.expected))
    let expected = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let source = try DelimitedSource(InputFile(path: pair.input))
    #expect(source.dialect.delimiter == expected["delimiter"] as? String)
    #expect(source.dialect.encoding == expected["encoding"] as? String)
    #expect(source.dialect.skipRows == expected["skip_rows"] as? Int)
    #expect(source.header == expected["header"] as? [String])
    let wanted = try #require(expected["records"] as? [[String: Any]])
    let found = try rows(of: source)
    #expect(found.count == wanted.count)
    for (row, record) in zip(found, wanted) {
      #expect(Set(record.keys) == Set(source.schema.names))
      for (column, value) in zip(source.schema.columns, row) {
        let want = record[column.name]
        switch want {
        case let text as String: #expect(value == text)
        case let number as NSNumber where column.kind == .boolean:
          #expect(value == (number.boolValue ? "true" : "false"))
        case let number as NSNumber:
          #expect(value.flatMap { Double($0) } == number.doubleValue)
          if column.kind == .integer { #expect(value == number.stringValue) }
        default: #expect(value == nil)
        }
      }
    }
  }

  @Test(
    "every prefix is read or refused, and gives the records before it",
    arguments: try FixturePair.all(in: "delimited", extensions: ["csv", "tsv"]))
  func prefixes(_ pair: FixturePair) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: pair.input)))
    for count in stride(from: 0, to: bytes.count, by: 1 + bytes.count / 60) {
      guard let read = try? source(Array(bytes[..<count])) else { continue }
      let batchRows = try rows(of: read)
      #expect(batchRows.count == read.rowCount)
      #expect(try read.table().rowCount == read.rowCount)
    }
  }
}
