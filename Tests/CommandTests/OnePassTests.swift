import Foundation
import TestSupport
import Testing

/// A CSV file that goes to a file is converted in one pass by guessed types. What comes of it must
/// be what two passes make, which standard output always gets.
@Suite struct OnePassTests {
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

  @Test(arguments: Surprise.allCases)
  func `One pass and two passes write the same`(surprise: Surprise) async throws {
    let folder = try TemporaryFolder()
    var bytes = Array("n,d,text,day\n".utf8)
    for row in 0..<31_000 {
      bytes += Array("\(row),\(row).25,word \(row % 100),2024-03-\(10 + row % 20)\n".utf8)
    }
    bytes += surprise.line
    bytes += Array("5,6.5,end,2024-05-06\n".utf8)
    _ = try folder.write("t.csv", bytes)
    let formats = surprise == .doubledQuote ? ["ndjson", "json", "csv"] : ["ndjson"]
    for format in formats {
      let once = try await rowcast("convert", "t.csv", "-o", "out.\(format)", in: folder)
      let twice = try await rowcast("convert", "t.csv", "--to", format, in: folder)
      #expect(once.exitCode == twice.exitCode, "\(once.errors)")
      if twice.exitCode == 0 {
        #expect(try folder.bytes("out.\(format)") == twice.output, "\(surprise) \(format)")
      }
      let notes = once.errorLines.filter { !$0.contains(": 31,00") && !$0.contains("records") }
      #expect(notes == twice.errorLines, "\(surprise)")
      #expect(!(try folder.names().contains { $0.hasSuffix(".partial") }))
    }
  }
}
