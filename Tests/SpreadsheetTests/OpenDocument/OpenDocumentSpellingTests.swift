import RowcastFileIO
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastSpreadsheet

/// However a document is spelled and cut, its cells are the same.
@Suite struct OpenDocumentSpellingTests {
  private typealias Sample = SampleDocument

  /// Rows with all that the shortcuts take, and some that they do not.
  private static let rows = (1...40).map { row in
    Sample.row(
      Sample.number("\(row * 37).\(row)25"),
      Sample.number("-\(row)", attributes: " table:style-name=\"ce1\""),
      Sample.text("text \(row)"), Sample.text("a &amp; b"), Sample.text("é\(row)"),
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-\(10 + row % 20)\" "
        + "calcext:value-type=\"date\"><text:p>10.03.24</text:p></table:table-cell>",
      "<table:table-cell office:value-type=\"time\" office:time-value=\"PT\(row)H02M03S\" "
        + "calcext:value-type=\"time\"><text:p>x</text:p></table:table-cell>",
      "<table:table-cell table:formula=\"of:=[.A1]&gt;1\" office:value-type=\"boolean\" "
        + "office:boolean-value=\"\(row % 2 == 0)\" calcext:value-type=\"boolean\"><text:p>W</text:p>"
        + "</table:table-cell>",
      "<table:table-cell table:formula=\"of:=[.A1]\" office:value-type=\"currency\" "
        + "office:currency=\"EUR\" office:value=\"\(row).5\" calcext:value-type=\"currency\">"
        + "<text:p>x</text:p></table:table-cell>",
      "<table:table-cell office:value-type=\"string\" office:string-value=\"\" "
        + "calcext:value-type=\"error\"><text:p>#N/A</text:p></table:table-cell>",
      "<table:table-cell table:number-columns-repeated=\"3\"/>",
      Sample.number("123456789012345678", attributes: " table:number-columns-repeated=\"2\""),
      attributes: row % 7 == 0
        ? " table:number-rows-repeated=\"3\"" : row % 3 == 0 ? " table:style-name=\"ro1\"" : "")
  }.joined(separator: "\n")

  private static let styles = """
    <number:number-style style:name="N1"><number:number number:decimal-places="1"/>\
    </number:number-style><style:style style:name="ce1" style:family="table-cell" \
    style:data-style-name="N1"/>
    """

  private static func text(
    _ content: String, shortcuts: Bool = true, pieceSize: Int = 1 << 19
  ) throws -> String {
    let book = try Sample.open(content)
    var pass = try book.pass(over: try #require(book.sheets.first), SheetSelection())
    pass.usesShortcuts = shortcuts
    pass.chunkSize = pieceSize
    var text = ""
    try pass.mapBatches({ batch in
      (0..<batch.rowCount).map { row in
        "\(batch.rows[row].number):"
          + batch.cells[batch.cellRange(ofRow: row)].map { cell in
            " \(cell.column)=\(cell.kind) \(cell.style) \(batch.text(of: cell))"
              + (cell.flags.contains(.formula) ? " f" : "")
          }.joined() + "\n"
      }.joined()
    }) {
      text += $0
      return true
    }
    return text
  }

  private static let content = Sample.content(Sample.sheet(rows), styles: styles)

  @Test func `shortcuts and the long way give the same cells`() throws {
    let fast = try Self.text(Self.content)
    #expect(fast.split(separator: "\n").count == 50)
    #expect(fast == (try Self.text(Self.content, shortcuts: false)))
  }

  @Test func `numbers of every length are the same both ways`() throws {
    let rows = ShortcutTests.numbers.map { Sample.row(Sample.number($0)) }.joined()
    let content = Sample.content(Sample.sheet(rows))
    #expect(try Self.text(content) == Self.text(content, shortcuts: false))
  }

  @Test func `pieces of any size give the same cells`() throws {
    let whole = try Self.text(Self.content)
    for size in [1 << 12, 5000, 7001, 9999] {
      #expect(try Self.text(Self.content, pieceSize: size) == whole)
    }
  }

  @Test func `prefixes and white space do not matter`() throws {
    let whole = try Self.text(Self.content)
    for (old, new) in [("table", "t"), ("office", "o"), ("text", "x"), ("calcext", "c")] {
      let other = ["<", "</", " "].reduce(Self.content) {
        $0.replacing("\($1)\(old):", with: "\($1)\(new):")
      }.replacing("xmlns:\(old)=", with: "xmlns:\(new)=")
      #expect(try Self.text(other) == whole, "\(new)")
    }
    let pretty = Self.content.replacing("><table:", with: ">\n  <table:")
      .replacing("></table:", with: ">\n  </table:")
    #expect(try Self.text(pretty) == whole)
    // Elements without a prefix, attributes with one.
    let plain = Self.content.replacing("<table:", with: "<").replacing("</table:", with: "</")
      .replacing(
        "xmlns:table=",
        with: "xmlns=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:table=")
    #expect(try Self.text(plain) == whole)
  }

  @Test func `a name that a row declares is in force in the row`() throws {
    let content = Sample.content(
      Sample.sheet(
        "<t:table-row xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">"
          + "<t:table-cell office:value-type=\"float\" office:value=\"5\"/></t:table-row>"))
    #expect(try Sample.open(content).cells() == ["A1": "n 5"])
  }

  @Test func `a name that a row declares is in force in no other row`() throws {
    let odd = "<table:table-cell office:value-type=\"date\"><text:p>x</text:p></table:table-cell>"
    let content = Sample.content(
      Sample.sheet(
        "<table:table-row xmlns:text=\"urn:other\">" + odd + "</table:table-row>"
          + "<table:table-row>" + odd + "</table:table-row>"))
    let cells = try Self.text(content)
    #expect(cells.contains("x"))
    #expect(cells == (try Self.text(content, shortcuts: false)))
  }

  @Test func `every beginning of a document reads or throws`() throws {
    let rows = Sample.row(
      Sample.number("1", attributes: " table:number-columns-repeated=\"2\""),
      "<table:table-cell><office:annotation><text:p>n</text:p></office:annotation><text:p>a<text:s/>"
        + "<![CDATA[<]]></text:p></table:table-cell>")
    let content = Sample.content(
      Sample.sheet("<!-- c -->" + rows + "<table:table-row/>")
        + "<table:database-ranges><table:database-range table:name=\"a\" "
        + "table:target-range-address=\"Data.A1:Data.B2\"/></table:database-ranges>",
      styles: Self.styles)
    for count in 0..<content.utf8.count {
      Self.readOrThrow(String(decoding: content.utf8.prefix(count), as: UTF8.self))
    }
  }

  @Test func `mutated documents read or throw, and shortcuts do not change what is read`() throws {
    var generator = FixedGenerator(seed: 11)
    let good = Array(Self.content.utf8)
    let start = good.count / 4
    let alphabet = Array("<>/\"= :abcelprstuvw0123456789.-&;![]?\u{0}".utf8)
    for round in 0..<200 {
      var bytes = good
      for _ in 0...(round % 3) {
        let at = Int.random(in: start..<bytes.count, using: &generator)
        switch round % 4 {
        case 0: bytes.remove(at: at)
        case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: at)
        default: bytes[at] = alphabet.randomElement(using: &generator) ?? 0
        }
      }
      let content = String(decoding: bytes, as: UTF8.self)
      let fast = try? Self.text(content)
      let slow = try? Self.text(content, shortcuts: false)
      // A shortcut may pass over what the long way refuses, within text that has no meaning.
      if let slow { #expect(fast == slow, "round \(round)") }
    }
  }

  private static func readOrThrow(_ content: String) {
    do {
      let book = try Sample.open(content)
      for sheet in book.sheets {
        try book.auditCells(of: sheet) { _ in }
        _ = try book.source(SheetSelection(origin: .number(sheet.number), merged: .fill)).measured()
      }
    } catch { #expect(error is SpreadsheetError) }
  }
}
