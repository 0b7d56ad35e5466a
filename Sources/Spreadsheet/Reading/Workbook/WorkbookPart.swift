import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// What the workbook's own part says: its sheets in order, its names, its date system.
struct WorkbookPart {
  struct Sheet {
    var name: String
    var state: String?
    var relationship: String
  }

  var sheets: [Sheet] = []
  var names: [DefinedName] = []
  private var nameBytes = 0
  var usesDate1904 = false
  /// Whether all formulas are to be calculated when the workbook is opened (18.2.2, `fullCalcOnLoad`).
  var asksForCalculation = false
  /// Puts formulas into words that are stated as tokens.
  var formulas = FormulaText(form: .binary)
  private static let sheetLimit = 1 << 16

  init(_ reader: PartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    while true {
      let event = try reader.next()
      if event == .finished { return }
      guard event == .start else { continue }
      try checkItems(limits)
      if reader.isNamed("workbookPr") {
        usesDate1904 = try reader.flag("date1904") ?? false
      } else if reader.isNamed("calcPr") {
        asksForCalculation = try reader.flag("fullCalcOnLoad") ?? false
      } else if reader.isNamed("sheet") {
        sheets.append(
          Sheet(
            name: EscapedText.decoded(try reader.attribute("name") ?? ""),
            state: try reader.attribute("state"),
            relationship: try reader.relationshipAttribute("id") ?? ""))
      } else if reader.isNamed("definedName") {
        try appendName(reader)
      }
    }
  }

  func checkItems(_ limits: WorkbookLimits) throws(SpreadsheetError) {
    try limits.checkNames(bytes: nameBytes)
    guard names.count < limits.items, sheets.count < min(limits.items, Self.sheetLimit) else {
      throw SpreadsheetError(
        .limit(name: "sheets or names", value: min(limits.items, Self.sheetLimit)))
    }
  }

  private mutating func appendName(_ reader: PartReader) throws(SpreadsheetError) {
    let name = EscapedText.decoded(try reader.attribute("name") ?? "")
    let sheet = try reader.integer("localSheetId")
    let isHidden = try reader.flag("hidden") ?? false
    var text: [UInt8] = []
    loop: while true {
      let event = try reader.next()
      switch event {
      case .text, .cdata: try reader.appendText(event, to: &text)
      case .start: try reader.skipElement()
      default: break loop
      }
    }
    nameBytes += text.count
    names.append(
      DefinedName(
        name: name, text: String(decoding: text, as: UTF8.self), sheet: sheet, isHidden: isHidden))
  }
}
