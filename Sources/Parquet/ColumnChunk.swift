internal import RowcastTabular

/// One column of the row group that is being gathered.
struct ColumnChunk {
  let type: DataType
  private(set) var pages: [[UInt8]] = []
  private(set) var byteCount = 0
  private(set) var present = 0
  var plainCount = 0
  /// The texts of the row group; once they are too many, pages hold their texts themselves.
  private var interner = StringInterner()

  private static let bytesOfDictionary = 1 << 20

  init(type: DataType) { self.type = type }

  mutating func append(_ part: ColumnPart, rowCount: Int) {
    present += part.present
    switch part.body {
    case .page(let page): append(page)
    case .codes(let isPresent, let codes, let texts):
      var body: [UInt8] = []
      BitRuns.levels(isPresent, present: part.present, into: &body)
      // Codes without a dictionary would be refused by readers, also where there is none.
      if codes.isEmpty {
        append(Page(.values, body, count: rowCount))
      } else if interner.byteCount + texts.bytes.count > Self.bytesOfDictionary {
        for code in codes {
          if let range = texts.range(of: Int(code)) { body.append(text: texts.bytes[range]) }
        }
        append(Page(.values, body, count: rowCount))
      } else {
        let merged = interner.codes(of: texts)
        BitRuns.codes(codes.map { merged[Int($0)] }, of: interner.count, into: &body)
        byteCount += texts.bytes.count
        append(Page(.codes, body, count: rowCount))
      }
    case .misfit: break
    }
  }

  private mutating func append(_ page: Page) {
    pages.append(page.bytes)
    byteCount += page.bytes.count
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
    return Page(.dictionary, body, count: texts.count)
  }
}
