internal import RowcastFileIO
internal import RowcastTabular

/// One column of the row group that is being gathered.
struct ColumnChunk {
  let type: DataType
  private let compressor: ZstandardCompressor
  private(set) var pages: [[UInt8]] = []
  private(set) var byteCount = 0
  private(set) var present = 0
  var plainCount = 0
  /// The last rows, which have no value: one page, however many batches they are of.
  private var missing = 0
  /// The texts of the row group; once they are too many, pages hold their texts themselves.
  private var interner = StringInterner()

  private static let bytesOfDictionary = 1 << 20

  init(type: DataType, compressor: ZstandardCompressor) {
    self.type = type
    self.compressor = compressor
  }

  mutating func append(_ part: ColumnPart, rowCount: Int) {
    present += part.present
    if case .missing = part.body {
      missing += rowCount
      return
    }
    endMissing()
    switch part.body {
    case .page(let page): append(page)
    case .codes(let isPresent, let codes, let texts):
      var body: [UInt8] = []
      BitRuns.levels(isPresent, present: part.present, into: &body)
      if interner.byteCount + texts.bytes.count > Self.bytesOfDictionary {
        for code in codes {
          if let range = texts.range(of: Int(code)) { body.append(text: texts.bytes[range]) }
        }
        append(Page(.values, body, count: rowCount, by: compressor))
      } else {
        let merged = interner.codes(of: texts)
        BitRuns.codes(codes.map { merged[Int($0)] }, of: interner.count, into: &body)
        byteCount += texts.bytes.count
        append(Page(.codes, body, count: rowCount, by: compressor))
      }
    case .missing, .misfit: break
    }
  }

  /// Writes the page of the last rows without a value. It has no codes: where no row has a value there is
  /// no dictionary, and readers refuse codes without one.
  mutating func endMissing() {
    guard missing > 0 else { return }
    var body: [UInt8] = []
    BitRuns.levels([Bool](repeating: false, count: missing), present: 0, into: &body)
    append(Page(.values, body, count: missing, by: compressor))
    missing = 0
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
    return Page(.dictionary, body, count: texts.count, by: compressor)
  }
}
