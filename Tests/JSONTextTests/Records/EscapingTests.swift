import RowcastJSONText
import RowcastTabular
import Testing

@Suite struct `JSON strings` {
  /// What RFC 8259 section 7 asks, written the slow way.
  func plainly(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { out, scalar in
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{8}": out += "\\b"
      case "\u{C}": out += "\\f"
      case _ where scalar.value < 32:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  @Test func `every byte at every place of every short length is escaped as the standard says`() {
    let one = schema("a")
    for length in 0...19 {
      for place in 0..<max(length, 1) {
        for value in 0..<128 where length > 0 || value == 0 {
          var scalars = (0..<length).map { _ in Unicode.Scalar(UInt8(ascii: "x")) }
          if length > 0 { scalars[place] = Unicode.Scalar(UInt8(value)) }
          var text = ""
          text.unicodeScalars.append(contentsOf: scalars)
          // Once at the end of the batch's bytes, and once with other texts behind.
          let alone = encoded(JSONRecordEncoder(schema: one), batch([[.text(text)]]))
          let followed = encoded(
            JSONRecordEncoder(schema: one),
            batch([[.text(text)], [.text(String(repeating: "\"", count: 40))]]))
          let expected = "{\"a\":\"\(plainly(text))\"}\n"
          guard alone == expected, followed.hasPrefix(expected) else {
            Issue.record("length \(length), place \(place), byte \(value): \(alone)")
            return
          }
        }
      }
    }
  }

  @Test func `long texts are escaped piece by piece`() {
    let text = String(repeating: "0123456789\"é\u{1}漢\\", count: 2000)
    #expect(
      encoded(JSONRecordEncoder(schema: schema("a")), batch([[.text(text)]]))
        == "{\"a\":\"\(plainly(text))\"}\n")
  }

  @Test func `plain texts of any length are copied whole`() {
    for length in 0...100 {
      let text = String(repeating: "é", count: length / 2) + (length % 2 == 0 ? "" : "x")
      #expect(
        encoded(
          JSONRecordEncoder(schema: schema("a", "b")),
          batch([[.text(text), .text(text)]], flags: .plain))
          == "{\"a\":\"\(text)\",\"b\":\"\(text)\"}\n")
    }
  }
}
