import RowcastFileIO
import RowcastTabular
import RowcastXMLEvents

/// A workbook of XML Spreadsheet 2003: one XML document, as Excel 2002 and 2003 save it and many
/// programs still export it.
struct XMLSpreadsheetContent: WorkbookContent {
  let formatName = "xml"
  private(set) var sheets: [SheetInfo] = []
  private(set) var definedNames: [DefinedName] = []
  private(set) var usesDate1904 = false
  private(set) var styles = CellStyles.none
  private var styleNumbers: [String: UInt16] = [:]
  private let bytes: any ByteSource
  private let limits: WorkbookLimits
  private let encoding: String?
  let takesEncoding = true

  /// Reads the document to its end once, without its cells.
  init(_ bytes: any ByteSource, _ opening: WorkbookOpening) throws(SpreadsheetError) {
    self.bytes = bytes
    limits = opening.limits
    encoding = opening.encoding
    let reader = PartReader(
      PartStream(bytes, encoding: encoding), vocabulary: XMLSpreadsheetNames.vocabulary,
      limits: limits)
    var formats = [BuiltInFormats.general]
    while true {
      let event = try reader.next()
      if event == .finished { break }
      guard event == .start else { continue }
      if reader.isSpreadsheet("Worksheet") {
        try readSheet(reader)
      } else if reader.isSpreadsheet("Style") {
        try readStyle(reader, &formats)
      } else if reader.isSpreadsheet("NamedRange") {
        try readName(reader, sheet: nil)
      } else if reader.isNamed("Date1904", in: XMLSpreadsheetNames.excel) {
        usesDate1904 = true
      }
    }
    styles = CellStyles(formats)
    guard !sheets.isEmpty else { throw SpreadsheetError(.missingPart("worksheet")) }
  }

  private mutating func readStyle(
    _ reader: PartReader, _ formats: inout [NumberFormat]
  ) throws(SpreadsheetError) {
    let name = try reader.spreadsheetAttribute("ID") ?? ""
    // What a style does not say it has from its parent, which stands before it.
    if let parent = try reader.spreadsheetAttribute("Parent") {
      styleNumbers[name] = styleNumbers[parent]
    }
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      guard event == .start, reader.isSpreadsheet("NumberFormat"),
        let code = try reader.spreadsheetAttribute("Format"), formats.count < Int(UInt16.max)
      else { continue }
      styleNumbers[name] = UInt16(formats.count)
      formats.append(NumberFormat(Self.codes[code] ?? code))
    }
  }

  /// Formats that have a name.
  private static let codes = [
    "General Number": "General", "General Date": "m/d/yyyy h:mm", "Long Date": "d-mmm-yyyy",
    "Medium Date": "d-mmm-yy", "Short Date": "m/d/yyyy", "Long Time": "h:mm:ss AM/PM",
    "Medium Time": "h:mm AM/PM", "Short Time": "h:mm", "Currency": "$#,##0.00",
    "Euro Currency": "[$€-2] #,##0.00", "Fixed": "0.00", "Standard": "#,##0.00",
    "Percent": "0.00%", "Scientific": "0.00E+00", "Yes/No": "\"Yes\";\"Yes\";\"No\"",
    "True/False": "\"True\";\"True\";\"False\"", "On/Off": "\"On\";\"On\";\"Off\"",
  ]

  private mutating func readSheet(_ reader: PartReader) throws(SpreadsheetError) {
    guard sheets.count + definedNames.count < limits.items else {
      throw SpreadsheetError(.limit(name: "sheets or names", value: limits.items))
    }
    let name = try reader.spreadsheetAttribute("Name") ?? "Sheet\(sheets.count + 1)"
    var state = SheetInfo.State.visible
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { break }
      guard event == .start else { continue }
      if reader.isSpreadsheet("Table") {
        try reader.skipElement()
      } else if reader.isSpreadsheet("NamedRange") {
        try readName(reader, sheet: sheets.count)
      } else if reader.isNamed("Visible", in: XMLSpreadsheetNames.excel) {
        let text = String(decoding: try reader.allText(limit: 100), as: UTF8.self)
        switch SheetValue.trimmed(text) {
        case "SheetHidden": state = .hidden
        case "SheetVeryHidden": state = .veryHidden
        default: break
        }
      }
    }
    sheets.append(
      SheetInfo(name: name, state: state, kind: .worksheet, number: sheets.count + 1, part: ""))
  }

  private mutating func readName(
    _ reader: PartReader, sheet: Int?
  ) throws(SpreadsheetError) {
    guard let name = try reader.spreadsheetAttribute("Name"), definedNames.count < limits.items
    else { return }
    let text = try reader.spreadsheetAttribute("RefersTo") ?? ""
    let isHidden = try reader.spreadsheetAttribute("Hidden") == "1"
    definedNames.append(
      DefinedName(
        name: name, text: NumberedReference.formula(text) ?? text, sheet: sheet,
        isHidden: isHidden))
  }

  func readSharedStrings() -> StringDictionary { .empty }

  var hasTables: Bool { false }
  func readTables() -> [TableInfo] { [] }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    try XMLSpreadsheetReader(
      PartStream(bytes, encoding: encoding), byteCount: bytes.count, number: sheet.number,
      styles: styleNumbers, pieceSize: pieceSize, limits: limits)
  }
}

/// References by the numbers of row and column: `Sheet1!R1C1:R9C3`.
enum NumberedReference {
  /// The same reference by letters, when it is one to fixed cells.
  static func formula(_ text: String) -> String? {
    var text = SheetValue.trimmed(text)[...]
    if text.first == "=" { text = text.dropFirst() }
    guard let mark = text.lastIndex(of: "!") else { return nil }
    let corners = text[text.index(after: mark)...].split(
      separator: ":", omittingEmptySubsequences: false)
    let cells = corners.compactMap { cell($0) }
    guard (1...2).contains(cells.count), cells.count == corners.count else { return nil }
    let written = cells.map {
      "$" + CellReference.letters(ofColumn: $0.column) + "$\($0.row + 1)"
    }
    return text[...mark] + written.joined(separator: ":")
  }

  private static func cell(_ text: Substring) -> CellReference? {
    guard let first = text.first, first == "R" || first == "r",
      let letter = text.firstIndex(where: { $0 == "C" || $0 == "c" }),
      let row = Int(text[text.index(after: text.startIndex)..<letter]),
      let column = Int(text[text.index(after: letter)...]),
      (1...CellReference.rowLimit).contains(row), (1...CellReference.columnLimit).contains(column)
    else { return nil }
    return CellReference(row: row - 1, column: column - 1)
  }
}
