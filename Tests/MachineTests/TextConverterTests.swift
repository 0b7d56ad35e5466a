import RowcastMachine
import Testing

@Suite struct `Converters of text` {
  @Test(arguments: ["windows-1255", "windows-1258", "iso-8859-2", "shift_jis", "iso-2022-jp"])
  func `hold back nothing at the end of a text`(name: String) throws {
    let encoding = try #require(TextEncoding(named: name))
    let converter = try #require(TextConverter(from: encoding))
    for text in ["i", "Ha Noi", "aeiouy", ""] {
      #expect(converter.text(of: Array(text.utf8)) == Array(text.utf8), "\(text)")
    }
    let (text, isLossy) = converter.lossyText(of: Array("no".utf8))
    #expect(text == Array("no".utf8) && !isLossy)
  }

  @Test func `put what is held back before what is no text`() throws {
    let encoding = try #require(TextEncoding(named: "windows-1255"))
    let converter = try #require(TextConverter(from: encoding))
    // Alef may take a point; the byte behind it has no character.
    let (text, isLossy) = converter.lossyText(of: [0xE0, 0xFF, 0xE0])
    #expect(String(decoding: text, as: UTF8.self) == "א\u{FFFD}א" && isLossy)
  }
}
