import RowcastTabular
import RowcastXMLEvents
import Synchronization

/// What one document of OpenDocument lists: its sheets with where they begin, its names, tables and
/// styles.
///
/// There is no list in the document itself, so it is read to its end, what lies inside of sheets being
/// passed over by ``TableTags``; but mostly the first sheet is all that is wanted, so this is done when
/// it is asked for.
struct OpenDocumentIndex {
  /// A sheet, and how to begin to read it.
  struct Sheet: Sendable {
    var name: String
    var isHidden: Bool
    /// Where what is in the sheet begins in the document.
    var start: Int
    /// Whether there is nothing in it.
    var isEmpty: Bool
    /// The bytes of what is in it; nil while it was not passed over.
    var byteCount: Int?
    /// The scanner as it stands there, with the names that are in force.
    var scanner: XMLScanner
    /// The prefix of tables and rows, with its colon.
    var prefix: [UInt8]

    func info(number: Int) -> SheetInfo {
      SheetInfo(
        name: name, state: isHidden ? .hidden : .visible, kind: .worksheet, number: number, part: ""
      )
    }
  }

  private(set) var sheets: [Sheet] = []
  private(set) var names: [DefinedName] = []
  private var nameBytes = 0
  private(set) var tables: [TableInfo] = []
  private(set) var styles: OpenDocumentStyles
  /// The day that numbers of days count from, in days since 1970-01-01.
  private(set) var dayZero = SerialDate.epoch1900
  private let reader: PartReader
  private let limits: WorkbookLimits
  /// Whether the document was read to its end.
  private(set) var isComplete = false
  /// The sheet that the reader stands at the beginning of.
  private var openSheet: Int?
  /// The depth around the spreadsheet, while the reader is in it.
  private var spreadsheetDepth: Int?
  private var isBody = false
  private var hasSpreadsheet = false

  /// - Parameters:
  ///   - reader: at the beginning of the document.
  ///   - styles: those of another document, which this one's come on top of.
  init(
    _ reader: PartReader, styles: OpenDocumentStyles, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    self.reader = reader
    self.styles = styles
    self.limits = limits
    try read(onlyToFirstSheet: true)
  }

  private func isNamed(_ name: StaticString, _ namespace: Int = OpenDocumentNames.table) -> Bool {
    reader.isNamed(name, in: namespace)
  }

  /// Reads on: to where the first sheet begins, or to the end of the document.
  mutating func read(onlyToFirstSheet: Bool) throws(SpreadsheetError) {
    if let sheet = openSheet {
      openSheet = nil
      try passTable(sheet)
    }
    let office = OpenDocumentNames.office
    while !isComplete {
      if let outside = spreadsheetDepth {
        try readSpreadsheet(outside: outside, onlyToFirstSheet: onlyToFirstSheet)
        if openSheet != nil { return }
        spreadsheetDepth = nil
      }
      let event = try reader.next()
      if event == .finished { isComplete = true }
      guard event == .start else { continue }
      if reader.depth == 1 {
        guard isNamed("document-content", office) || isNamed("document", office) else {
          throw SpreadsheetError(.otherPackage("an OpenDocument file that is no spreadsheet"))
        }
      } else if isNamed("automatic-styles", office) || isNamed("styles", office) {
        try styles.read(reader, limits: limits)
      } else if isNamed("body", office) {
        isBody = true
      } else if isBody, isNamed("spreadsheet", office) {
        hasSpreadsheet = true
        spreadsheetDepth = reader.depth - 1
      } else if isBody, !hasSpreadsheet {
        throw SpreadsheetError(.otherPackage("an OpenDocument file that is no spreadsheet"))
      } else {
        try reader.skipElement()
      }
    }
    guard hasSpreadsheet else {
      throw SpreadsheetError(.missingPart("spreadsheet in its document"))
    }
  }

  private mutating func readSpreadsheet(
    outside: Int, onlyToFirstSheet: Bool
  ) throws(SpreadsheetError) {
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      guard event == .start else { continue }
      if isNamed("table") {
        try beginTable()
        guard let sheet = openSheet else { continue }
        if onlyToFirstSheet { return }
        openSheet = nil
        try passTable(sheet)
      } else if isNamed("calculation-settings") {
        try readSettings()
      } else if isNamed("named-expressions") {
        try readNames()
      } else if isNamed("database-ranges") {
        try readDatabaseRanges()
      } else {
        // Tables in the caches of links and in the changes that were tracked are no sheets.
        try reader.skipElement()
      }
    }
  }

  /// Reads which day numbers count from (OpenDocument 1.3 part 3, 9.4.2).
  private mutating func readSettings() throws(SpreadsheetError) {
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      guard event == .start, isNamed("null-date"),
        let text = try reader.attribute("date-value", in: OpenDocumentNames.table),
        let parts = TemporalSyntax.parts(of: Array(text.utf8).span, accepting: []),
        parts.kind == .date
      else { continue }
      dayZero = parts.value / CivilDate.millisecondsPerDay
    }
  }

  private mutating func checkItems() throws(SpreadsheetError) {
    try limits.checkNames(bytes: nameBytes)
    guard sheets.count + names.count + tables.count < limits.items else {
      throw SpreadsheetError(.limit(name: "sheets, names or tables", value: limits.items))
    }
  }

  // MARK: - Sheets

  /// Adds the sheet whose start was read last, and leaves it open unless it is empty or no sheet.
  private mutating func beginTable() throws(SpreadsheetError) {
    try checkItems()
    let name = try reader.attribute("name", in: OpenDocumentNames.table) ?? ""
    let style = try reader.attribute("style-name", in: OpenDocumentNames.table)
    let sheet = Sheet(
      name: name, isHidden: styles.isHidden(table: style), start: reader.position,
      isEmpty: reader.isAtImpliedEnd, scanner: reader.state, prefix: reader.prefix)
    if name.hasPrefix("'file:"), !sheet.isEmpty {
      // The cells of another file, kept for formulas that refer to them.
      var event = try reader.next()
      while event == .text { event = try reader.next() }
      let isCache = event == .start && isNamed("table-source")
      if event == .start { try reader.skipElement() }
      if isCache {
        try passTable(prefix: sheet.prefix, sheet: nil)
        return
      }
    }
    if !sheet.isEmpty { openSheet = sheets.count }
    sheets.append(sheet)
  }

  private mutating func passTable(_ sheet: Int) throws(SpreadsheetError) {
    try passTable(prefix: sheets[sheet].prefix, sheet: sheet)
    sheets[sheet].byteCount = max(0, reader.position - sheets[sheet].start)
  }

  /// Passes over what is in a table, up to its end tag; the names of ranges in it are read.
  private mutating func passTable(prefix: [UInt8], sheet: Int?) throws(SpreadsheetError) {
    let tags = TableTags(prefix: prefix)
    var nesting = 0
    while true {
      var isName = false
      var resume = 0
      try reader.pass { bytes in
        var place = resume
        while let tag = tags.next(in: bytes, count: bytes.count, from: &place) {
          switch tag.kind {
          case .tableStart: if !tag.isEmpty { nesting += 1 }
          case .tableEnd:
            if nesting == 0 { return (tag.start, true) }
            nesting -= 1
          case .namedRange where nesting == 0:
            isName = true
            return (tag.start, true)
          default: break
          }
        }
        let passed = max(0, place - TableTags.lookBehind)
        resume = place - passed
        return (passed, false)
      }
      guard isName else { return }
      guard try reader.next() == .start else { return }
      try readName(sheet: sheet)
      try reader.skipElement()
    }
  }

  // MARK: - Names and tables

  private mutating func readNames() throws(SpreadsheetError) {
    let outside = reader.depth - 1
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      if event == .start { try readName(sheet: nil) }
    }
  }

  private mutating func readName(sheet: Int?) throws(SpreadsheetError) {
    let table = OpenDocumentNames.table
    guard let name = try reader.attribute("name", in: table) else { return }
    try checkItems()
    if isNamed("named-range") {
      let text = try reader.attribute("cell-range-address", in: table) ?? ""
      add(name, OpenDocumentAddress(text)?.formula ?? text, sheet)
    } else if isNamed("named-expression") {
      let text = try reader.attribute("expression", in: table) ?? ""
      add(name, text, sheet)
    }
  }

  private mutating func add(_ name: String, _ text: String, _ sheet: Int?) {
    nameBytes += name.utf8.count + text.utf8.count
    names.append(DefinedName(name: name, text: text, sheet: sheet, isHidden: false))
  }

  private mutating func readDatabaseRanges() throws(SpreadsheetError) {
    let outside = reader.depth - 1
    let table = OpenDocumentNames.table
    while true {
      let event = try reader.next()
      if event == .finished || (event == .end && reader.depth == outside) { return }
      guard event == .start, isNamed("database-range"),
        let name = try reader.attribute("name", in: table),
        // The range of a filter that nobody named.
        !name.hasPrefix("__Anonymous_Sheet_DB__"),
        let address = OpenDocumentAddress(
          try reader.attribute("target-range-address", in: table) ?? ""),
        // Records that stand side by side are no table.
        try reader.attribute("orientation", in: table) != "column"
      else { continue }
      try checkItems()
      let hasHeader = try reader.attribute("contains-header", in: table) != "false"
      tables.append(
        TableInfo(
          name: name, sheet: address.sheet, range: address.range,
          headerRowCount: hasHeader ? 1 : 0, totalsRowCount: 0, columns: [], isEmpty: false))
    }
  }
}

/// The lists of a document, of which more is read when more is asked for.
final class OpenDocumentLists: @unchecked Sendable {  // `index` is used under `lock` alone
  private let lock = Mutex(())
  private var index: OpenDocumentIndex
  private var failure: SpreadsheetError?
  /// The sheets for those who choose one, made when all are known.
  private var infos: [SheetInfo]?

  /// - Parameter index: read to its first sheet.
  init(_ index: OpenDocumentIndex) { self.index = index }

  /// The first sheet, while the others are not known.
  var leading: OpenDocumentIndex.Sheet? {
    lock.withLock { _ in index.isComplete || failure != nil ? nil : index.sheets.first }
  }

  /// Reads the document to its end.
  /// - Throws: ``SpreadsheetError`` when it is damaged; what was found before can be had of
  ///   ``sheets``.
  func complete() throws(SpreadsheetError) {
    let found = lock.withLock { _ -> SpreadsheetError? in
      if !index.isComplete, failure == nil {
        do throws(SpreadsheetError) { try index.read(onlyToFirstSheet: false) } catch {
          failure = error
        }
      }
      return failure
    }
    if let found { throw found }
  }

  /// The sheets of the document, as far as it can be read.
  func sheetInfos() -> [SheetInfo] {
    try? complete()
    return lock.withLock { _ in
      if let infos { return infos }
      let made = index.sheets.enumerated().map { $1.info(number: $0 + 1) }
      infos = made
      return made
    }
  }

  /// The sheets that were found so far.
  var sheets: [OpenDocumentIndex.Sheet] { lock.withLock { _ in index.sheets } }
  /// The names that were found so far.
  var names: [DefinedName] { lock.withLock { _ in index.names } }
  /// The tables that were found so far.
  var tables: [TableInfo] { lock.withLock { _ in index.tables } }
}
