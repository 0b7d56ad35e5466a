import RowcastFileIO
import RowcastTabular
import Testing

@testable import RowcastSpreadsheet

/// What a cell of OpenDocument holds.
@Suite struct OpenDocumentCellTests {
  private static func cell(_ attributes: String, _ content: String = "<text:p>shown</text:p>")
    -> String
  {
    "<table:table-cell \(attributes)>\(content)</table:table-cell>"
  }

  private static func read(_ cell: String, styles: String = "") throws -> String? {
    try SampleDocument.rows(SampleDocument.row(cell), styles: styles).cells()["A1"]
  }

  @Test(arguments: [
    ("office:value-type=\"float\" office:value=\"-12.50\"", "n -12.5"),
    ("office:value-type=\"float\" office:value=\"1E+3\"", "n 1000"),
    ("office:value-type=\"percentage\" office:value=\"0.25\"", "n 0.25"),
    ("office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"7\"", "n 7"),
    ("office:value=\"3\" office:value-type=\"float\"", "n 3"),
    ("office:value-type='float' office:value='3'", "n 3"),
    ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "b true"),
    ("office:value-type=\"boolean\" office:boolean-value=\"false\"", "b false"),
    ("office:value-type=\"boolean\" office:boolean-value=\"-1\"", "n -1"),
    ("office:value-type=\"date\" office:date-value=\"2024-02-29\"", "d 2024-02-29"),
    ("office:value-type=\"date\" office:date-value=\"1850-06-01\"", "d 1850-06-01"),
    (
      "office:value-type=\"date\" office:date-value=\"2024-02-29T10:20:30.123456789\"",
      "d 2024-02-29T10:20:30.123"
    ),
    ("office:value-type=\"date\" office:date-value=\"1900-02-29\"", "s shown"),
    ("office:value-type=\"time\" office:time-value=\"PT10H20M30S\"", "d 10:20:30"),
    ("office:value-type=\"time\" office:time-value=\"PT36H00M00S\"", "n 1.5"),
    ("office:value-type=\"time\" office:time-value=\"-PT12H\"", "n -0.5"),
    ("office:value-type=\"time\" office:time-value=\"P1DT12H\"", "n 1.5"),
    ("office:value-type=\"time\" office:time-value=\"soon\"", "s shown"),
    ("office:value-type=\"string\"", "s shown"),
    ("office:value-type=\"string\" office:string-value=\"stated\"", "s stated"),
    ("office:value-type=\"string\" office:string-value=\"\"", "s "),
    ("table:style-name=\"x\"", "s shown"),
    ("office:value-type=\"of-another-kind\"", "s shown"),
    ("office:value-type=\"float\" office:value=\"1.#INF\"", "s shown"),
    ("office:value-type=\"float\"", "s shown"),
    ("office:value-type=\"string\" calcext:value-type=\"error\"", "e shown"),
    ("office:value-type=\"float\" office:value=\"0\" calcext:value-type=\"error\"", "e shown"),
  ])
  func `the stated value counts, whatever is shown`(attributes: String, value: String) throws {
    #expect(try Self.read(Self.cell(attributes)) == value)
  }

  @Test(arguments: [
    ("<text:p>a<text:s/>b<text:s text:c=\"3\"/>c</text:p>", "a b   c"),
    ("<text:p>a<text:tab/>b<text:line-break/>c</text:p>", "a\tb\nc"),
    ("<text:p>one</text:p>\n  <text:p/>\n<text:h>three</text:h>", "one\n\nthree"),
    ("<text:p>x <text:span>run</text:span> <text:a>link</text:a></text:p>", "x run link"),
    ("<office:annotation><text:p>a note</text:p></office:annotation><text:p>real</text:p>", "real"),
    ("<text:p>word<text:note><text:p>foot</text:p></text:note></text:p>", "word"),
    (
      "<text:p><text:ruby><text:ruby-base>漢</text:ruby-base><text:ruby-text>kan</text:ruby-text>"
        + "</text:ruby></text:p>", "漢"
    ),
    ("<text:p>1 &lt; 2 &amp; <![CDATA[3 > 2]]></text:p>", "1 < 2 & 3 > 2"),
    (
      "<draw:frame><text:p>picture</text:p></draw:frame><text:p>kept  blanks </text:p>",
      "kept  blanks "
    ),
  ])
  func `the text is that of paragraphs`(content: String, text: String) throws {
    #expect(try Self.read(Self.cell("office:value-type=\"string\"", content)) == "s \(text)")
  }

  @Test func `a time is one of the clock unless its style shows elapsed hours`() throws {
    let styles = """
      <number:time-style style:name="N1" number:truncate-on-overflow="false"><number:hours/>\
      <number:text>:</number:text><number:minutes number:style="long"/></number:time-style>\
      <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>\
      <style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>
      """
    let time = "office:value-type=\"time\" office:time-value=\"PT12H\""
    let plain = Self.cell(time)
    func read(_ row: String, columns: String = "") throws -> String? {
      try SampleDocument.rows(row, columns: columns, styles: styles).cells()["A1"]
    }
    #expect(try read(SampleDocument.row(plain)) == "d 12:00:00")
    for style in ["ce1", "ce2"] {
      #expect(
        try read(SampleDocument.row(Self.cell("table:style-name=\"\(style)\" \(time)"))) == "n 0.5")
      let attribute = " table:default-cell-style-name=\"\(style)\""
      #expect(try read(SampleDocument.row(plain, attributes: attribute)) == "n 0.5")
      #expect(
        try read(SampleDocument.row(plain), columns: "<table:table-column\(attribute)/>")
          == "n 0.5")
    }
  }

  @Test func `values that cannot be read are told with their cell`() throws {
    let book = try SampleDocument.rows(
      SampleDocument.row(
        SampleDocument.text("day"))
        + SampleDocument.row(
          Self.cell("office:value-type=\"date\" office:date-value=\"2021-02-30\"")))
    var told: [Diagnostic] = []
    try book.source().mapBatches({ $0.diagnostics.kept }) {
      told += $0
      return true
    }
    #expect(
      told.map(\.description) == [
        "book.ods: Data!A2: \"2021-02-30\" is not a date, read as the text it shows"
      ])
  }

  @Test func `a cell is no longer than its limit`() {
    #expect(throws: SpreadsheetError.self) {
      try Self.read(
        Self.cell(
          "office:value-type=\"string\"", "<text:p>a<text:s text:c=\"2000000000\"/></text:p>"))
    }
  }

  @Test func `a style has the format of its parents, however many there are`() throws {
    var styles =
      "<number:time-style style:name=\"N\" number:truncate-on-overflow=\"false\">"
      + "<number:hours/><number:text>:</number:text><number:minutes/></number:time-style>"
      + "<style:style style:name=\"s0\" style:family=\"table-cell\" style:data-style-name=\"N\"/>"
    for i in 1...20_000 {
      styles +=
        "<style:style style:name=\"s\(i)\" style:family=\"table-cell\" "
        + "style:parent-style-name=\"s\(i - 1)\"/>"
    }
    for (name, parent) in [("a", "b"), ("b", "a")] {
      styles +=
        "<style:style style:name=\"\(name)\" style:family=\"table-cell\" "
        + "style:parent-style-name=\"\(parent)\"/>"
    }
    func time(_ style: String) -> String {
      "<table:table-cell table:style-name=\"\(style)\" office:value-type=\"time\" "
        + "office:time-value=\"PT02H\"/>"
    }
    let book = try SampleDocument.rows(
      SampleDocument.row(time("s20000"), time("a")), styles: styles)
    #expect(
      try book.source(SheetSelection(header: .none)).records()
        == [["column_1": "PT2H", "column_2": "02:00:00"]])
  }

  @Test func `number formats are those of data styles`() throws {
    let styles = """
      <number:percentage-style style:name="N1"><number:number number:decimal-places="2" \
      number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>\
      <number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text>\
      <number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/>\
      </number:date-style>\
      <style:style style:name="p" style:family="table-cell" style:data-style-name="N1"/>\
      <style:style style:name="d" style:family="table-cell" style:data-style-name="N2"/>
      """
    let book = try SampleDocument.rows(
      SampleDocument.row(
        Self.cell(
          "table:style-name=\"p\" office:value-type=\"percentage\" office:value=\"0.5\""),
        Self.cell(
          "table:style-name=\"d\" office:value-type=\"date\" office:date-value=\"2024-05-06\""),
        // A number stays one, whatever its style would show.
        Self.cell("table:style-name=\"d\" office:value-type=\"float\" office:value=\"45000\"")),
      styles: styles)
    var formats: [String?] = []
    try book.auditCells(of: book.sheets[0]) { formats.append($0.format) }
    #expect(formats == ["0.00%", "dd.mm.yyyy", nil])
    #expect(try book.cells()["C1"] == "n 45000")
  }

  @Test(
    arguments: [
      ("#DIV/0!", true), ("Err:508", true), ("#N/A", true), ("#NAME?", true), ("#WERT!", true),
      ("Err:5", false), ("#1", false), ("0,00 €", false), ("Error", false),
    ])
  func `an error that OpenOffice states as 0 is one by what it shows`(shown: String, isError: Bool)
    throws
  {
    func kinds(_ attributes: String) throws -> [Cell.Kind] {
      let cell = Self.cell(attributes, "<text:p>\(shown)</text:p>")
      return try Self.kinds(of: cell)
    }
    for calc in ["", " calcext:value-type=\"float\""] {
      let attributes = "office:value-type=\"float\" office:value=\"0\"\(calc)"
      #expect(try kinds(attributes) == [isError ? .error : .integer], "\(shown)")
      // Who asks for cells as they are stated gets the number.
      #expect(try Self.read(Self.cell(attributes, "<text:p>\(shown)</text:p>")) == "n 0")
    }
    #expect(try kinds("office:value-type=\"float\" office:value=\"7\"") == [.integer])
  }

  @Test(arguments: [
    ("2024-01-05T10:00:00Z", "d 2024-01-05T10:00:00", Diagnostic.Kind.droppedOffset),
    ("2024-01-05T10:00:00+02:00", "d 2024-01-05T08:00:00", .droppedOffset),
    ("2024-01-05T10:30:00.123456789", "d 2024-01-05T10:30:00.123", .inexactNumber),
    ("2024-01-05T10:29:59.999999371", "d 2024-01-05T10:30:00", nil),
    ("2024-01-05T10:30:00.123", "d 2024-01-05T10:30:00.123", nil),
  ])
  func `what a date loses is told`(text: String, value: String, kind: Diagnostic.Kind?) throws {
    let cell = Self.cell("office:value-type=\"date\" office:date-value=\"\(text)\"")
    #expect(try Self.read(cell) == value)
    let source = try SampleDocument.rows(SampleDocument.row(cell)).source(
      SheetSelection(header: .none))
    #expect(try source.diagnostics().counts == (kind.map { [$0: 1] } ?? [:]))
  }

  @Test func `a style that is in place for some values shows elapsed hours as its own would`()
    throws
  {
    let styles = """
      <number:time-style style:name="N1P0" style:volatile="true" \
      number:truncate-on-overflow="false"><number:hours/><number:text>:</number:text>\
      <number:minutes number:style="long"/></number:time-style>\
      <number:text-style style:name="N1"><number:text-content/>\
      <style:map style:condition="value()&gt;=0" style:apply-style-name="N1P0"/></number:text-style>\
      <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
      """
    for (time, value) in [("PT6H", "n 0.25"), ("PT36H", "n 1.5")] {
      let cell = Self.cell(
        "table:style-name=\"ce1\" office:value-type=\"time\" office:time-value=\"\(time)\"")
      #expect(try Self.read(cell, styles: styles) == value)
    }
  }

  @Test(arguments: ["float", "boolean", "date", "time"])
  func `a cell that does not state its value is told`(type: String) throws {
    let cell = Self.cell("office:value-type=\"\(type)\"")
    let source = try SampleDocument.rows(SampleDocument.row(cell)).source(
      SheetSelection(header: .none))
    #expect(try source.records() == [["column_1": "shown"]])
    #expect(try source.diagnostics().counts.count == 1)
  }

  @Test func `a formula without a value was never calculated, and one of nothing is an empty text`()
    throws
  {
    let formula = "table:formula=\"of:=[.A1]*2\""
    let book = try SampleDocument.rows(
      SampleDocument.row(
        "<table:table-cell \(formula)/>", "<table:table-cell \(formula)></table:table-cell>",
        "<table:table-cell \(formula) office:value-type=\"float\"/>",
        "<table:table-cell \(formula) office:value-type=\"string\"/>",
        Self.cell(formula, "<text:p/>"),
        Self.cell("\(formula) office:value-type=\"string\" office:string-value=\"\"", ""),
        Self.cell("\(formula) office:value-type=\"float\" office:value=\"3\"")))
    #expect(
      try book.cells() == [
        "A1": "u", "B1": "u", "C1": "u", "D1": "u", "E1": "s ", "F1": "s ", "G1": "n 3",
      ])
    var formulas: [String] = []
    try book.auditCells(of: book.sheets[0]) { formulas.append($0.formula ?? "") }
    #expect(formulas == [String](repeating: "[.A1]*2", count: 7))
    let source = try book.source(SheetSelection(header: .none))
    #expect(try source.diagnostics().counts == [.uncalculatedFormula: 4])
    #expect(try source.records().map { $0["column_7"] } == ["3"])
  }

  @Test func `bytes that are no text are told with their cell`() throws {
    var bytes = Array(
      SampleDocument.content(
        SampleDocument.sheet(
          SampleDocument.row(
            SampleDocument.text("M~ller"), SampleDocument.text("good"), SampleDocument.number("1"),
            Self.cell("office:value-type=\"string\" office:string-value=\"~\"")))
      ).utf8)
    for i in bytes.indices where bytes[i] == UInt8(ascii: "~") { bytes[i] = 0xFC }
    let archive = StoredArchive([
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", bytes),
    ])
    let book = try Workbook(MemoryBytes(archive.bytes, name: "book.ods"))
    let source = try book.source(SheetSelection(header: .none))
    #expect(
      try source.records() == [
        ["column_1": "M\u{FFFD}ller", "column_2": "good", "column_3": "1", "column_4": "\u{FFFD}"]
      ])
    #expect(try source.diagnostics().counts == [.badText: 2])
  }

  @Test func `day numbers count from the day that the document states`() throws {
    let day = Self.cell("office:value-type=\"date\" office:date-value=\"2024-02-29\"")
    for (zero, number) in [
      ("1899-12-30", "45351"), ("1904-01-01", "43889"), ("1900-01-01", "45349"),
    ] {
      let settings =
        "<table:calculation-settings><table:null-date table:date-value=\"\(zero)\"/>"
        + "</table:calculation-settings>"
      let book = try SampleDocument.open(
        SampleDocument.content(settings + SampleDocument.sheet(SampleDocument.row(day))))
      let serial = try book.source(SheetSelection(header: .none, dates: .serial))
      #expect(try serial.records() == [["column_1": number]])
      #expect(
        try book.source(SheetSelection(header: .none)).records().first?["column_1"] == "2024-02-29")
    }
  }

  @Test(arguments: [
    ("date", "date-value", "1899-12-30"), ("time", "time-value", "PT0S"),
    ("time", "time-value", "PT00H00M00S"), ("boolean", "boolean-value", "false"),
    ("float", "value", "0"), ("percentage", "value", "0"), ("currency", "value", "0"),
  ])
  func `an error beside a value of nothing is the value, in any language`(
    type: String, name: String, value: String
  ) throws {
    func read(_ shown: String, _ value: String) throws -> String {
      let cell = Self.cell(
        "office:value-type=\"\(type)\" office:\(name)=\"\(value)\"", "<text:p>\(shown)</text:p>")
      return try Self.kinds(of: cell).map { "\($0)" }.joined()
    }
    for error in [
      "#VALUE!", "#NAME?", "#DIV/0!", "#DIV/0", "#N/A", "#NV", "#N/D", "#N/DISP", "#Н/Д", "#YOK",
      "#NENÍ_K_DISPOZICI", "Err:502",
    ] {
      #expect(try read(error, value) == "error")
    }
    for text in ["#0", "###", "# 5", "#no", "E", "Err:5", "0"] {
      #expect(try read(text, value) != "error")
    }
  }

  @Test func `midnight is a day and a time where the format shows both`() throws {
    let styles = """
      <number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>\
      <number:month number:style="long"/><number:text>-</number:text><number:day/>\
      <number:text> </number:text><number:hours/><number:text>:</number:text><number:minutes/>\
      </number:date-style>\
      <number:date-style style:name="N2"><number:year number:style="long"/><number:text>-</number:text>\
      <number:month number:style="long"/><number:text>-</number:text><number:day/>\
      </number:date-style>\
      <style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>\
      <style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
      """
    let day = "office:value-type=\"date\" office:date-value=\"2024-01-02\""
    for content in ["<text:p>shown</text:p>", "<text:p><text:span>shown</text:span></text:p>"] {
      let book = try SampleDocument.rows(
        SampleDocument.row(
          Self.cell("table:style-name=\"ce1\" \(day)", content),
          Self.cell("table:style-name=\"ce2\" \(day)", content), Self.cell(day, content)),
        styles: styles)
      #expect(
        try book.source(SheetSelection(header: .none)).records() == [
          ["column_1": "2024-01-02T00:00:00", "column_2": "2024-01-02", "column_3": "2024-01-02"]
        ])
    }
  }

  /// The kinds of the cells of a sheet of one row.
  private static func kinds(of cell: String) throws -> [Cell.Kind] {
    let source = try SampleDocument.rows(SampleDocument.row(cell)).source(
      SheetSelection(header: .none))
    var kinds: [Cell.Kind] = []
    try source.mapBatches({ $0.cells.map(\.kind) }) {
      kinds += $0
      return true
    }
    return kinds
  }
}
