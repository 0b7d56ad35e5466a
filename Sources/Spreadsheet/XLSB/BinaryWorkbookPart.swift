import RowcastTabular

extension WorkbookPart {
  /// What the workbook's own part says, read from its records ([MS-XLSB] 2.1.7.62).
  init(_ reader: BinaryPartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    var references = SheetReferences()
    var formulas: [[UInt8]] = []
    while try reader.advance() {
      try checkItems(limits)
      switch reader.type {
      case BinaryRecord.workbookProperties: usesDate1904 = (reader.word(0) ?? 0) & 1 != 0
      case BinaryRecord.bundledSheet:
        var at = 8
        let relationship = try reader.text(&at) ?? ""
        let name = try reader.text(&at) ?? ""
        let state = reader.word(0) ?? 0
        sheets.append(
          Sheet(
            name: name, state: state == 2 ? "veryHidden" : state == 1 ? "hidden" : nil,
            relationship: relationship))
      case BinaryRecord.ownBook, BinaryRecord.sameBook: references.addBook(isOwn: true)
      case BinaryRecord.otherBook, BinaryRecord.addInBook: references.addBook(isOwn: false)
      case BinaryRecord.externSheet:
        for i in 0..<(reader.word(0) ?? 0) {
          guard let book = reader.word(4 + 12 * i), let first = reader.word(8 + 12 * i),
            let last = reader.word(12 + 12 * i)
          else { break }
          references.add(book: book, first: first, last: last)
        }
      case BinaryRecord.name: try addName(reader, &formulas)
      default: break
      }
    }
    let words = FormulaText(
      form: .binary, references: references, sheets: sheets.map(\.name), names: names.map(\.name))
    var bytes = 0
    for (i, formula) in formulas.enumerated() {
      names[i].text = words.text(formula, formula.indices) ?? FormulaText.other
      bytes += names[i].text.utf8.count
      try limits.checkNames(bytes: bytes)
    }
    self.formulas = words
  }

  private mutating func addName(
    _ reader: BinaryPartReader, _ formulas: inout [[UInt8]]
  ) throws(SpreadsheetError) {
    guard let flags = reader.word(0), let sheet = reader.word(5) else { return }
    var at = 9
    guard let name = try reader.text(&at) else { return }
    let isBuiltIn = flags & 0x20 != 0 && !name.hasPrefix("_xlnm.")
    names.append(
      DefinedName(
        name: isBuiltIn ? "_xlnm." + name : name, text: "",
        sheet: sheet == Int(UInt32.max) ? nil : sheet, isHidden: flags & 1 != 0))
    let start = min(reader.payload.lowerBound + at + 4, reader.payload.upperBound)
    let end = min(start + (reader.word(at) ?? 0), reader.payload.upperBound)
    formulas.append(Array(reader.bytes[start..<end]))
  }
}
