internal import RowcastFileIO
import RowcastTabular

/// What the first substream says of the workbook; in versions before BIFF5, and in a bare sheet, it
/// is the sheet itself that says it.
struct WorkbookGlobals {
  struct Sheet {
    var name: String
    var state: SheetInfo.State
    var kind: SheetInfo.Kind
    /// Where its substream begins in the stream.
    var offset: Int
  }

  let version: BIFFVersion
  /// The stream, decrypted.
  private(set) var stream: any ByteSource
  private(set) var sheets: [Sheet] = []
  private(set) var names: [DefinedName] = []
  private(set) var usesDate1904 = false
  private(set) var styles = CellStyles.none
  private(set) var codePage = CodePage.standard
  /// Whether nothing states the encoding of texts before BIFF8.
  private(set) var isCodePageGuessed = true
  /// Puts formulas into words.
  private(set) var formulas = FormulaText(form: .biff8)
  /// Where the shared strings lie in the stream.
  private(set) var sharedStrings: Range<Int>?
  private(set) var diagnostics = DiagnosticLog()
  private(set) var isProtected = false
  /// Whether cells of BIFF2 have numbers of styles, and not of formats.
  private(set) var hasCellFormats = false

  private let opening: WorkbookOpening
  /// Codes of formats by their numbers, and the number of each cell format's.
  private var codes: [Int: String] = [:]
  private var formats: [Int] = []
  private var references = SheetReferences()
  private var externNames = 0
  private var areaNames: [(name: DefinedName, formula: [UInt8])] = []

  /// - Throws: ``SpreadsheetError`` when the stream is none, or protected, or beyond a limit.
  init(
    _ stream: any ByteSource, _ opening: WorkbookOpening
  ) throws(SpreadsheetError) {
    self.stream = stream
    self.opening = opening
    var cursor = RecordCursor(stream, at: 0)
    guard try cursor.advance(), let start = SubstreamStart(cursor) else {
      throw SpreadsheetError(.damaged("there is no workbook at the stream's beginning"))
    }
    version = start.version
    if let encoding = opening.encoding {
      guard let given = CodePage(named: encoding) else {
        throw SpreadsheetError(.unknownEncoding(encoding))
      }
      codePage = given
      isCodePageGuessed = false
    }
    try read(&cursor)
    if start.kind != .globals, start.kind != .workspace {
      sheets = [Sheet(name: "Sheet1", state: .visible, kind: Self.kind(start.kind), offset: 0)]
    }
    try finish()
  }

  private static func kind(_ kind: SubstreamStart.Kind) -> SheetInfo.Kind {
    switch kind {
    case .chart: .chartsheet
    case .macros: .macrosheet
    default: .worksheet
    }
  }

  private mutating func read(_ cursor: inout RecordCursor) throws(SpreadsheetError) {
    var depth = 1
    while depth > 0, try cursor.advance() {
      if cursor.type == RecordType.end {
        depth -= 1
      } else if RecordType.beginnings.contains(cursor.type) {
        depth += 1
      } else if depth == 1 {
        try take(&cursor)
      }
    }
  }

  private mutating func take(_ cursor: inout RecordCursor) throws(SpreadsheetError) {
    let bytes = Array(cursor.window[cursor.payload])
    switch cursor.type {
    case RecordType.filePass: try decrypt(bytes, &cursor)
    case RecordType.codePage: setCodePage(bytes)
    case RecordType.date1904: usesDate1904 = (bytes.first ?? 0) & 1 != 0
    case RecordType.boundSheet: try addSheet(bytes)
    case RecordType.sheetHeader: try addBundledSheet(bytes, &cursor)
    case RecordType.format, RecordType.oldFormat: try addFormat(bytes)
    case RecordType.cellFormat, RecordType.cellFormat4, RecordType.cellFormat3,
      RecordType.cellFormat2:
      try addCellFormat(bytes, cursor.type)
    case RecordType.sharedStrings: try findSharedStrings(&cursor)
    case RecordType.supBook:
      let kind = bytes.span.littleEndian16(at: 2)
      references.addBook(isOwn: kind == 0x0401, isAddIn: kind == 0x3A01)
    case RecordType.externName: if version == .biff8 { try addExternName(bytes) }
    case RecordType.externSheet: if version == .biff8 { references.addSheets(bytes) }
    case RecordType.name, RecordType.name3: try addName(bytes)
    default: break
    }
  }

  private mutating func decrypt(
    _ bytes: [UInt8], _ cursor: inout RecordCursor
  ) throws(SpreadsheetError) {
    stream = try RecordDecryption.decrypted(
      stream, filePass: bytes, from: cursor.next, isBIFF8: version == .biff8,
      passwords: opening.passwords)
    isProtected = true
    cursor = RecordCursor(stream, at: cursor.next)
  }

  private mutating func setCodePage(_ bytes: [UInt8]) {
    guard opening.encoding == nil, version < .biff8, let number = bytes.span.littleEndian16(at: 0)
    else {
      return
    }
    isCodePageGuessed = false
    if let stated = CodePage(number: Int(number)) {
      codePage = stated
    } else {
      diagnostics.add(
        Diagnostic(
          kind: .guessedEncoding,
          message: "code page \(number) is not known, texts are read as windows-1252"))
    }
  }

  private mutating func addSheet(_ bytes: [UInt8]) throws(SpreadsheetError) {
    guard let offset = bytes.span.littleEndian32(at: 0), bytes.count > 6 else { return }
    try checkItems(sheets.count, "sheets")
    sheets.append(
      Sheet(
        name: try shortText(bytes, at: 6),
        state: bytes[4] & 3 == 2 ? .veryHidden : bytes[4] & 3 == 1 ? .hidden : .visible,
        kind: bytes[5] == 0 ? .worksheet : bytes[5] == 2 ? .chartsheet : .macrosheet,
        offset: Int(offset)))
  }

  /// The sheets of a workspace of Excel 4 follow their headers.
  private mutating func addBundledSheet(
    _ bytes: [UInt8], _ cursor: inout RecordCursor
  ) throws(SpreadsheetError) {
    guard let length = bytes.span.littleEndian32(at: 0) else { return }
    try checkItems(sheets.count, "sheets")
    sheets.append(
      Sheet(
        name: try shortText(bytes, at: 4), state: .visible, kind: .worksheet, offset: cursor.next))
    cursor.move(to: min(cursor.next + Int(length), stream.count))
  }

  private mutating func addFormat(_ bytes: [UInt8]) throws(SpreadsheetError) {
    try checkItems(codes.count, "cell formats")
    switch version {
    case .biff8:
      guard let id = bytes.span.littleEndian16(at: 0) else { return }
      var reader = SegmentedText(at: 2, end: bytes.count, in: bytes)
      var text: [UInt8] = []
      reader.appendUnicode(reader.half(bytes), bytes, to: &text)
      codes[Int(id)] = String(decoding: text, as: UTF8.self)
    case .biff5:
      guard let id = bytes.span.littleEndian16(at: 0) else { return }
      codes[Int(id)] = try shortText(bytes, at: 2)
    // Before, formats are numbered in their order.
    case .biff4: codes[codes.count] = try shortText(bytes, at: 2)
    case .biff3, .biff2: codes[codes.count] = try shortText(bytes, at: 0)
    }
  }

  private mutating func addCellFormat(
    _ bytes: [UInt8], _ type: UInt16
  ) throws(SpreadsheetError) {
    try checkItems(formats.count, "cell formats")
    let number: Int =
      switch type {
      case RecordType.cellFormat: Int(bytes.span.littleEndian16(at: 2) ?? 0)
      case RecordType.cellFormat2: bytes.count > 2 ? Int(bytes[2] & 0x3F) : 0
      default: bytes.count > 1 ? Int(bytes[1]) : 0
      }
    formats.append(number)
  }

  private mutating func findSharedStrings(_ cursor: inout RecordCursor) throws(SpreadsheetError) {
    let start = cursor.start
    var end = cursor.next
    var ahead = cursor
    while try ahead.advance(), ahead.type == RecordType.continuation { end = ahead.next }
    sharedStrings = start..<end
    cursor.move(to: end)
  }

  private mutating func addName(_ bytes: [UInt8]) throws(SpreadsheetError) {
    // Flags, a key, the lengths of name and formula; from BIFF5 on a sheet and texts of menus.
    let start = version >= .biff5 ? 14 : version == .biff2 ? 5 : 6
    guard bytes.count > start, let flags = bytes.span.littleEndian16(at: 0),
      let stated = bytes.span.littleEndian16(at: 4)
    else { return }
    try checkItems(areaNames.count, "names")
    let formulaLength = version == .biff2 ? stated & 0xFF : stated
    let sheet = version >= .biff5 ? bytes.span.littleEndian16(at: 8) ?? 0 : 0
    var reader = SegmentedText(at: start, end: bytes.count, in: bytes)
    let name = try text(Int(bytes[3]), bytes, &reader)
    let isBuiltIn = version > .biff2 && flags & 0x20 != 0
    let end = min(reader.at + Int(formulaLength), bytes.count)
    areaNames.append(
      (
        DefinedName(
          name: isBuiltIn ? BuiltInName.text(name.utf8.first ?? 0xFF) : name,
          text: "", sheet: sheet == 0 ? nil : Int(sheet) - 1,
          isHidden: version > .biff2 && flags & 1 != 0),
        Array(bytes[min(reader.at, end)..<end])
      ))
  }

  /// A name of another workbook, or a function of an add-in ([MS-XLS] 2.4.105).
  private mutating func addExternName(_ bytes: [UInt8]) throws(SpreadsheetError) {
    externNames += 1
    try checkItems(externNames, "names")
    references.addName(try shortText(bytes, at: 6))
  }

  /// Names may come before the sheets that they speak of.
  private mutating func finish() throws(SpreadsheetError) {
    formulas = FormulaText(
      form: version == .biff8 ? .biff8 : .biff5, references: references,
      sheets: sheets.map(\.name), names: areaNames.map(\.name.name), codePage: codePage)
    var bytes = 0
    for (name, formula) in areaNames {
      var name = name
      name.text =
        version >= .biff5
        ? formulas.text(formula, formula.indices) ?? FormulaText.other : oldArea(formula)
      bytes += name.text.utf8.count
      try opening.limits.checkNames(bytes: bytes)
      names.append(name)
    }
    hasCellFormats = !formats.isEmpty
    if version == .biff2, formats.isEmpty { formats = Array(0..<64) }
    styles = CellStyles(formats, codes: codes)
  }

  /// What a name of BIFF2 to BIFF4 stands for, whose formulas know no sheet but their own: cells.
  private func oldArea(_ formula: [UInt8]) -> String {
    // Other tokens have other sizes than later.
    guard let token = formula.first, formula.count == (token & 0x1F == 4 ? 4 : 7),
      [0x24, 0x25].contains(token & 0x1F | 0x20), let sheet = sheets.first,
      let area = formulas.text(formula, formula.indices)
    else { return FormulaText.other }
    return SheetName.quoted(sheet.name) + "!" + area
  }

  /// A text with its length in one byte.
  private mutating func shortText(_ bytes: [UInt8], at start: Int) throws(SpreadsheetError)
    -> String
  {
    guard start < bytes.count else { return "" }
    var reader = SegmentedText(at: start + 1, end: bytes.count, in: bytes)
    return try text(Int(bytes[start]), bytes, &reader)
  }

  /// A text of so many characters.
  /// - Throws: ``SpreadsheetError`` when it is no text in the encoding that was asked for.
  private mutating func text(
    _ count: Int, _ bytes: [UInt8], _ reader: inout SegmentedText
  ) throws(SpreadsheetError) -> String {
    var text: [UInt8] = []
    if version == .biff8 {
      reader.appendUnicode(count, bytes, to: &text)
    } else {
      var raw: [UInt8] = []
      reader.appendBytes(count, bytes, to: &raw)
      if !codePage.append(raw, to: &text) {
        if let encoding = opening.encoding { throw SpreadsheetError(.notInEncoding(encoding)) }
        diagnostics.add(Diagnostic(kind: .badText, message: SheetValue.Note.badText.message))
      }
      if isCodePageGuessed, raw.contains(where: { $0 >= 0x80 }) {
        diagnostics.add(Diagnostic(kind: .guessedEncoding, message: CodePage.guess))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func checkItems(_ count: Int, _ what: String) throws(SpreadsheetError) {
    guard count < min(opening.limits.items, 1 << 16) else {
      throw SpreadsheetError(.limit(name: what, value: min(opening.limits.items, 1 << 16)))
    }
  }
}
