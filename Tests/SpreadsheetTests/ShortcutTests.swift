import RowcastFileIO
@testable import RowcastSpreadsheet
import RowcastTabular
import TestSupport
import Testing

/// The scanner's shortcuts and the long way give the same cells.
@Suite struct ShortcutTests {
  @Test(arguments: try FixturePair.all(in: "workbooks", extensions: ["xlsx"]))
  func bothWaysAgree(_ pair: FixturePair) throws {
    guard let book = try? Workbook(try InputFile(path: pair.input)) else { return }
    for sheet in book.sheets where sheet.kind == .worksheet {
      #expect(
        try Self.read(book, sheet, shortcuts: true) == Self.read(book, sheet, shortcuts: false))
    }
  }

  @Test func bothWaysAgreeOnMutatedSheets() throws {
    var generator = FixedGenerator(seed: 7)
    let rows = (1...6).map { row in
      """
      <row r="\(row)" spans="1:6"><c r="A\(row)"><v>\(row * 37).\(row)25</v></c><c r="B\(row)" s="1"><v>4500\(row)</v></c>\
      <c r="C\(row)" t="s"><v>\(row % 3)</v></c><c r="D\(row)" t="str"><f>A\(row)&amp;"x"</f><v>t\(row)x</v></c>\
      <c r="E\(row)" t="b"><v>1</v></c><c r="F\(row)" t="inlineStr"><is><t>in \(row)</t></is></c><c r="G\(row)" t="e"><v>#N/A</v></c></row>
      """
    }.joined()
    let good = SampleBook.sheet(rows)
    let alphabet = Array("<>/\"= arcvstif0123456789.-eE&;x:!-[]_\u{0}".utf8)
    for round in 0..<400 {
      var sheet = good
      for _ in 0...(round % 3) {
        let at = Int.random(in: 90..<sheet.count, using: &generator)
        switch round % 4 {
        case 0: sheet.remove(at: at)
        case 1: sheet.insert(alphabet.randomElement(using: &generator) ?? 0, at: at)
        default: sheet[at] = alphabet.randomElement(using: &generator) ?? 0
        }
      }
      let book = try SampleBook.open(
        SampleBook.bytes(
          sheet: sheet, strings: "<si><t>p</t></si><si><t>q</t></si><si><t/></si>",
          formats: ["yyyy-mm-dd"]))
      let fast = try Self.read(book, book.sheets[0], shortcuts: true)
      let slow = try Self.read(book, book.sheets[0], shortcuts: false)
      // A shortcut may pass over what the long way refuses, within text that has no meaning.
      if !slow.hasPrefix("error") || fast.hasPrefix("error") {
        #expect(
          fast.hasPrefix("error") ? slow.hasPrefix("error") : fast == slow,
          "\(String(decoding: sheet, as: UTF8.self))")
      }
    }
  }

  @Test func ofTwoAttributesOfOneNameTheFirstCountsBothWays() throws {
    let sheet = SampleBook.sheet(
      """
      <row r="2" r="3"><c r="A2" r="C2"><v>1</v></c><c r="D2" s="0" s="1"><v>2</v></c>\
      <c r="E2" t="b" t="n"><v>1</v></c></row>
      """)
    let book = try SampleBook.open(
      SampleBook.bytes(sheet: sheet, strings: "", formats: ["yyyy-mm-dd"]))
    let fast = try Self.read(book, book.sheets[0], shortcuts: true)
    #expect(fast == (try Self.read(book, book.sheets[0], shortcuts: false)))
    #expect(fast.hasPrefix("2: 0="))
  }

  /// Numbers with all counts of digits on both sides of the point that matter, and with odd spellings.
  static let numbers: [String] = {
    var generator = FixedGenerator(seed: 29)
    func digits(_ count: Int) -> String {
      String((0..<count).compactMap { _ in "0123456789".randomElement(using: &generator) })
    }
    var numbers = ["0", "-0", "0.0", "-0.0", "00", "1.", ".5", "1E5", "1.5e-3", "+1", "1.2.3"]
    for whole in 1...21 {
      numbers += [digits(whole), "-" + digits(whole), "0." + digits(whole), "0.00" + digits(whole)]
      for fraction in 0...20 { numbers.append(digits(whole) + "." + digits(fraction)) }
    }
    return numbers
  }()

  @Test func `numbers of every length are the same both ways`() throws {
    let rows = Self.numbers.enumerated().map { row, number in
      "<row r=\"\(row + 1)\"><c r=\"B\(row + 1)\"><v>\(number)</v></c>"
        + "<c r=\"XFD\(row + 1)\" s=\"1\"><v>\(number)</v></c></row>"
    }.joined()
    let book = try SampleBook.open(
      SampleBook.bytes(sheet: SampleBook.sheet(rows), strings: "", formats: ["yyyy-mm-dd"]))
    let fast = try Self.read(book, book.sheets[0], shortcuts: true)
    #expect(fast == (try Self.read(book, book.sheets[0], shortcuts: false)))
  }

  @Test func `a reference to another row is no place in this one`() throws {
    let sheet = SampleBook.sheet(
      """
      <row r="12"><c r="A12"><v>1</v></c><c r="B1"><v>2</v></c><c r="C123"><v>3</v></c>\
      <c r="D012"><v>4</v></c></row><row><c r="A13"><v>5</v></c></row>
      """)
    let book = try SampleBook.open(SampleBook.bytes(sheet: sheet))
    let fast = try Self.read(book, book.sheets[0], shortcuts: true)
    #expect(fast == (try Self.read(book, book.sheets[0], shortcuts: false)))
  }

  static func read(_ book: Workbook, _ sheet: SheetInfo, shortcuts: Bool) throws -> String {
    var pass = try book.pass(over: sheet, SheetSelection())
    pass.usesShortcuts = shortcuts
    var text = ""
    do {
      try pass.mapBatches({ batch in
        var lines = ""
        for row in 0..<batch.rowCount {
          lines += "\(batch.rows[row].number):"
          for cell in batch.cells[batch.cellRange(ofRow: row)] {
            lines += " \(cell.column)=\(cell.kind) \(cell.style) \(batch.text(of: cell))"
            if cell.flags.contains(.formula) { lines += " f" }
          }
          lines += "\n"
        }
        return lines + batch.diagnostics.counts.sorted { $0.key < $1.key }.description
      }) {
        text += $0; return true
      }
    } catch let error as SpreadsheetError { return "error \(error)" }
    return text
  }
}
