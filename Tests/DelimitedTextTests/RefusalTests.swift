import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastDelimitedText

@Suite("What is refused, and where")
struct RefusalTests {
  private func message(
    _ bytes: [UInt8], _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) -> String {
    var options = DelimitedOptions()
    change(&options)
    do {
      _ = try rows(of: try source(bytes, options))
      return "nothing was refused"
    } catch { return "\(error)" }
  }

  @Test("one clear line for each kind of bad input")
  func messages() {
    #expect(message([]) == "test.csv: the file holds no records")
    #expect(message(Array("\n\r\n\n".utf8)) == "test.csv: the file holds no records")
    #expect(message([0xEF, 0xBB, 0xBF]) == "test.csv: the file holds no records")
    #expect(
      message(Array("a,b\n1,\"open\n2,3\n".utf8))
        == "test.csv:2: a quoted field opens here and is never closed")
    #expect(
      message(Array("PK\u{3}\u{4}xxxx".utf8))
        == "test.csv: this is a ZIP archive or an Office document, not delimited text")
    #expect(
      message(Array("%PDF-1.7\n".utf8)) == "test.csv: this is a PDF document, not delimited text")
    #expect(
      message(Array("a,b\n1,2\n3\n".utf8)) { $0.ragged = .error }
        == "test.csv:3: 1 field instead of 2")
    #expect(
      message(Array("a,b\n1, \"x\"\n".utf8)) { $0.strictRFC4180 = true }
        == "test.csv:2: a quote inside an unquoted field")
    #expect(
      message(Array("a,b\n1,\"x\"y\n".utf8)) { $0.strictRFC4180 = true }
        == "test.csv:2: text behind a closing quote")
    #expect(
      message(Array("a,b\n1,2\n".utf8)) { $0.encoding = "no-such" }
        == "test.csv: there is no encoding named \"no-such\"")
    #expect(
      message(Array("price,b\n1,2\n".utf8)) { $0.columns = ["prise"] }
        == "test.csv: there is no column \"prise\"; there are \"price\", \"b\"")
    #expect(
      message(
        Array("a,b\n".utf8) + Array("1,\"".utf8) + [UInt8](repeating: 0x61, count: 5000)
          + Array("\"\n".utf8)
      ) {
        $0.limits.recordBytes = 2048
        $0.limits.chunkBytes = 512
      }.contains("a record exceeds 2048"))
  }

  @Test("bytes that are no UTF-8 are named with line and column when UTF-8 was asked for")
  func malformed() {
    #expect(
      message(Array("name,n\nZoë,1\nZo".utf8) + [0xEB] + Array(",2\n".utf8)) {
        $0.encoding = "utf-8"
      }
        == "test.csv:3:3: the bytes EB 2C 32 are not utf-8")
  }

  @Test(
    "broken bytes in a UTF-8 file are told with their places, and it stays UTF-8",
    arguments: [
      50, 40_000,
    ])
  func damaged(count: Int) throws {
    var bytes = Array("name,n\n".utf8)
    for i in 0..<count { bytes += Array("Zoë \(i),\(i)\n".utf8) }
    bytes += Array("Zo".utf8) + [0xEB] + Array(",99\nß".utf8) + [0x92, 0xFF] + Array(",1\n".utf8)
    let read = try source(bytes)
    #expect(read.dialect.encoding == "utf-8")
    #expect(read.diagnostics.counts == [.badText: 3])
    #expect(
      read.diagnostics.kept.map(\.location)
        == [(0, 2), (1, 1), (1, 2)].map {
          RowcastLocation(file: "test.csv", row: count + 2 + $0.0, column: $0.1)
        })
    #expect(read.diagnostics.kept.first?.message.contains("EB") == true)
    let found = try rows(of: read)
    #expect(found.first == ["Zoë 0", "0"])
    #expect(found.suffix(2) == [["Zo\u{FFFD}", "99"], ["ß\u{FFFD}\u{FFFD}", "1"]])
  }

  @Test("a first byte beyond ASCII at the very end decides the encoding")
  func lateByte() throws {
    var bytes = Array("id,name\n".utf8)
    for i in 0..<20_000 { bytes += Array("\(i),row\n".utf8) }
    bytes += Array("20000,J".utf8) + [0xF6] + Array("rg\n".utf8)
    let read = try source(bytes)
    #expect(read.dialect.encoding == "windows-1252")
    let note = read.diagnostics.kept.first
    #expect(note?.kind == .guessedEncoding)
    #expect(note?.location.row == 20_002)
    #expect(try rows(of: read).last == ["20000", "Jörg"])
  }
}
