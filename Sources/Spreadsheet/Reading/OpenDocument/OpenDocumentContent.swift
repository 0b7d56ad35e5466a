internal import RowcastMachine
import RowcastFileIO
import RowcastEncryption
import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// A spreadsheet of OpenDocument, in its package (.ods, .ots) or as one document (.fods).
struct OpenDocumentContent: WorkbookContent {
  var formatName: String {
    if case .file = document { "fods" } else { "ods" }
  }
  var usesDate1904: Bool { dayZero == SerialDate.epoch1904 }
  /// The day that numbers of days count from; dates are stated as dates.
  private let dayZero: Int64
  let styles: CellStyles
  var takesEncoding: Bool { if case .file = document { true } else { false } }
  private let document: Document
  private let lists: OpenDocumentLists
  private let documentStyles: OpenDocumentStyles
  private let styleNumbers: [String: UInt16]
  private let limits: WorkbookLimits

  /// The document that holds the cells.
  enum Document: Sendable {
    case part(ZipEntry, ZipArchive)
    /// With the encoding in place of the one that is stated.
    case file(any ByteSource, encoding: String?)

    var byteCount: Int {
      switch self {
      case .part(let entry, _): entry.size
      case .file(let bytes, _): bytes.count
      }
    }

    func stream() throws(SpreadsheetError) -> PartStream {
      switch self {
      case .part(let entry, let archive):
        try PartStream(entry, in: archive, isReadAgain: true, isEnteredAnywhere: true)
      case .file(let bytes, let encoding): PartStream(bytes, encoding: encoding)
      }
    }
  }

  /// A package; nil when it is none of OpenDocument.
  init?(_ archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    let type = archive.entry(named: "mimetype").flatMap { try? archive.bytes(of: $0, limit: 256) }
    let name = type.map { String(decoding: $0, as: UTF8.self) }
    guard name?.contains("opendocument.spreadsheet") ?? true else { return nil }
    guard let entry = archive.entry(named: "content.xml") else {
      guard name != nil else { return nil }
      try Self.checkProtection(archive)
      throw SpreadsheetError(.missingPart("content.xml"))
    }
    // Without a type, only what has neither another's list of parts is looked at.
    if name == nil, archive.entry(named: "[Content_Types].xml") != nil { return nil }
    try Self.checkProtection(archive)
    var common = OpenDocumentStyles()
    if let part = archive.entry(named: "styles.xml") {
      let reader = PartReader(
        try PartStream(part, in: archive), vocabulary: OpenDocumentNames.vocabulary, limits: limits)
      try common.readDocument(reader, limits: limits)
    }
    try self.init(.part(entry, archive), styles: common, limits: limits)
  }

  /// A document without a package.
  init(_ bytes: any ByteSource, _ opening: WorkbookOpening) throws(SpreadsheetError) {
    try self.init(
      .file(bytes, encoding: opening.encoding), styles: OpenDocumentStyles(),
      limits: opening.limits)
  }

  private init(
    _ document: Document, styles common: OpenDocumentStyles, limits: WorkbookLimits
  ) throws(SpreadsheetError) {
    self.document = document
    self.limits = limits
    let index = try OpenDocumentIndex(
      PartReader(
        try document.stream(), vocabulary: OpenDocumentNames.vocabulary, limits: limits),
      styles: common, limits: limits)
    lists = OpenDocumentLists(index)
    documentStyles = index.styles
    dayZero = index.dayZero
    let (formats, numbers) = index.styles.formats()
    styles = CellStyles(formats)
    styleNumbers = numbers
  }

  /// Refuses a document that OpenDocument's own encryption protects.
  private static func checkProtection(_ archive: ZipArchive) throws(SpreadsheetError) {
    let manifest = archive.entry(named: "META-INF/manifest.xml")
      .flatMap { try? archive.bytes(of: $0, limit: 1 << 24) }
    let mark = Array("encryption-data".utf8)
    let isProtected =
      archive.entry(named: "encrypted-package") != nil
      || manifest.map { $0.span.first(mark) != nil } ?? false
    if isProtected {
      throw SpreadsheetError(
        .protected(EncryptionError(.unsupported("the encryption of OpenDocument"))))
    }
  }

  func readSharedStrings() -> StringDictionary { .empty }

  /// What is wrong behind the first sheet is told by who reads there.
  var sheets: [SheetInfo] { lists.sheetInfos() }

  var definedNames: [DefinedName] {
    try? lists.complete()
    return lists.names
  }

  var leadingSheet: SheetInfo? { lists.leading.map { $0.info(number: 1) } }

  func readTables() throws(SpreadsheetError) -> [TableInfo] {
    try lists.complete()
    // A table of a sheet that is not there is none.
    let names = Set(lists.sheets.map(\.name))
    return lists.tables.filter { names.contains($0.sheet) }
  }

  func reader(
    of sheet: SheetInfo, pieceSize: Int
  ) throws(SpreadsheetError) -> (any SheetReader)? {
    let isLeading = sheet.number == 1 && lists.leading != nil
    if !isLeading { try lists.complete() }
    let places = lists.sheets
    guard places.indices.contains(sheet.number - 1) else { return nil }
    return try OpenDocumentSheetReader(
      places[sheet.number - 1], in: try document.stream(), pieceSize: pieceSize,
      styles: documentStyles, numbers: styleNumbers, limits: limits,
      byteCount: places[sheet.number - 1].byteCount ?? document.byteCount,
      dayZero: dayZero, readsRest: isLeading)
  }
}

extension Span<UInt8> {
  /// Where some bytes stand first.
  func first(_ bytes: [UInt8]) -> Int? {
    guard count >= bytes.count else { return nil }
    for at in 0...(count - bytes.count) where holds(bytes, at: at) { return at }
    return nil
  }
}
