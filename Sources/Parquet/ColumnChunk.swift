internal import RowcastFileIO
internal import RowcastTabular

/// One column of the row group that is being gathered.
struct ColumnChunk {
  let type: DataType
  private let compressor: ZstandardCompressor
  private(set) var pages: [[UInt8]] = []
  private var pageBytes = 0
  private(set) var present = 0
  var plainCount = 0
  /// The last rows, which have no value: one page, however many batches they are of.
  private var missing = 0
  /// The texts of the row group; once they are too many, pages hold their texts themselves.
  private var interner = StringInterner()

  /// The page that is being gathered.
  private var open = OpenPage()

  private static let bytesOfDictionary = 1 << 20
  private static let bytesOfPage = 1 << 13

  /// The memory that it takes.
  var byteCount: Int { pageBytes + open.byteCount + interner.memory }

  init(type: DataType, compressor: ZstandardCompressor) {
    self.type = type
    self.compressor = compressor
  }

  mutating func append(_ part: ColumnPart, rowCount: Int) {
    let isVaried = present > 512 && interner.count > present / 5 * 4
    present += part.present
    switch part.body {
    case .missing:
      if open.rowCount == 0 { missing += rowCount } else { open.append(missing: rowCount) }
    case .page(let page):
      endPage()
      append(page)
    case .values(let isPresent, let bytes):
      begin(.values)
      open.append(isPresent, present: part.present)
      open.values += bytes
    case .codes(let isPresent, let codes, let texts):
      // Texts that hardly repeat have no use of a dictionary.
      if isVaried || interner.byteCount + texts.bytes.count > Self.bytesOfDictionary {
        begin(.values)
        for code in codes {
          if let range = texts.range(of: Int(code)) { open.values.append(text: texts.bytes[range]) }
        }
      } else {
        begin(.codes)
        let merged = interner.codes(of: texts)
        for code in codes { open.codes.append(merged[Int(code)]) }
      }
      open.append(isPresent, present: part.present)
    case .misfit: break
    }
    if open.byteCount >= Self.bytesOfPage { endPage() }
  }

  /// Sees to it that what comes next can be put on the open page.
  private mutating func begin(_ kind: Page.Kind) {
    if missing > 0 || open.kind != kind { endPage() }
    open.kind = kind
  }

  /// Writes the page of the last rows. One of rows without a value has no codes: where no row has a value
  /// there is no dictionary, and readers refuse codes without one.
  mutating func endPage() {
    if missing > 0 {
      open.kind = .values
      open.append(missing: missing)
      missing = 0
    }
    guard open.rowCount > 0 else { return }
    let body = open.body(of: type, dictionaryCount: interner.count)
    append(Page(open.kind, body, count: open.rowCount, by: compressor))
    open = OpenPage()
  }

  private mutating func append(_ page: Page) {
    pages.append(page.bytes)
    pageBytes += page.bytes.count
    plainCount += page.plainCount
  }

  /// The dictionary that pages of codes refer to.
  func dictionaryPage() -> Page? {
    guard interner.count > 0 else { return nil }
    let texts = interner.dictionary()
    var body: [UInt8] = []
    body.reserveCapacity(texts.bytes.count + 4 * texts.count)
    for code in 0..<texts.count {
      if let range = texts.range(of: code) { body.append(text: texts.bytes[range]) }
    }
    return Page(.dictionary, body, count: texts.count, by: compressor)
  }
}

/// The rows of a page that is not full yet.
private struct OpenPage {
  var kind = Page.Kind.values
  var values: [UInt8] = []
  var codes: [UInt32] = []
  private var isPresent: [Bool] = []
  private var present = 0

  var rowCount: Int { isPresent.count }
  /// The memory that it takes.
  var byteCount: Int { isPresent.count + values.count + 4 * codes.count }

  mutating func append(_ rows: [Bool], present count: Int) {
    isPresent += rows
    present += count
  }

  mutating func append(missing count: Int) {
    isPresent.append(contentsOf: repeatElement(false, count: count))
  }

  /// The page's bytes.
  func body(of type: DataType, dictionaryCount: Int) -> [UInt8] {
    var body: [UInt8] = []
    BitRuns.levels(isPresent, present: present, into: &body)
    switch (kind, type) {
    case (.codes, _): BitRuns.codes(codes, of: dictionaryCount, into: &body)
    case (_, .boolean): body.append(bits: values.map { $0 != 0 })
    default: body += values
    }
    return body
  }
}
