internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// Makes the pages of one column of a batch.
struct ColumnEncoding {
  let type: DataType
  let batch: RecordBatch
  let cells: ArraySlice<(row: Int32, cell: Cell)>
  let compressor: ZstandardCompressor

  /// Of fewer bytes no page is made here: a batch of a wide table has few rows.
  private static let bytesOfPage = 4096

  func part() -> ColumnPart {
    if cells.isEmpty { return ColumnPart(present: 0, body: .missing) }
    var isPresent = [Bool](repeating: false, count: batch.rowCount)
    for place in cells { isPresent[Int(place.row)] = true }
    var part = ColumnPart(present: cells.count, body: .missing)
    if type == .text {
      part.body = texts(isPresent)
      return part
    }
    let size = cells.count * width
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + batch.rowCount / 8 + size)
    let isPage = size >= Self.bytesOfPage
    if isPage { BitRuns.levels(isPresent, present: cells.count, into: &bytes) }
    if let (row, cell) = append(to: &bytes, isPacked: isPage) {
      part.body = .misfit(UnfitValue(cell, of: batch, row: Int(row)))
    } else {
      part.body =
        isPage
        ? .page(Page(.values, bytes, count: batch.rowCount, by: compressor))
        : .values(isPresent: isPresent, bytes: bytes)
    }
    return part
  }

  private var width: Int {
    switch type {
    case .boolean: 1
    case .date, .time: 4
    case .integer, .double, .timestamp, .preciseTimestamp: 8
    case .decimal: DataType.decimalBytes
    case .text: 0
    }
  }

  /// Appends the values, plain.
  /// - Parameter isPacked: whether truth values are bits; bits of two batches could not be put together.
  /// - Returns: the first cell that the type does not hold; nil when it holds them all.
  private func append(
    to page: inout [UInt8], isPacked: Bool
  ) -> (row: Int32, cell: Cell)? {
    switch type {
    case .boolean:
      guard isPacked else {
        return append(to: &page) { $0.kind == .boolean ? UInt8($0.boolean ? 1 : 0) : nil }
      }
      return appendBits(to: &page)
    case .integer: return append(to: &page) { batch.wholeNumber(of: $0) }
    case .double: return append(to: &page) { batch.exactDouble(of: $0)?.bitPattern }
    case .timestamp: return append(to: &page) { $0.timestampMilliseconds }
    case .preciseTimestamp:
      return append(to: &page) { batch.timestampMicroseconds(of: $0) }
    case .time: return append(to: &page) { $0.clockMilliseconds }
    case .date: return append(to: &page) { $0.days }
    case .decimal(let digits, let scale):
      return append(to: &page) {
        DecimalDigits($0, of: batch)?.scaled(by: scale, digits: digits)?.byteSwapped
      }
    case .text: return cells.first
    }
  }

  private func append<Value: FixedWidthInteger & BitwiseCopyable>(
    to page: inout [UInt8], _ value: (Cell) -> Value?
  ) -> (row: Int32, cell: Cell)? {
    var misfit: (row: Int32, cell: Cell)?
    let size = MemoryLayout<Value>.size
    _ = page.append(upTo: cells.count * size) { room in
      var at = 0
      for place in cells {
        guard let value = value(place.cell) else {
          misfit = place
          break
        }
        room.storeBytes(of: value.littleEndian, toByteOffset: at, as: Value.self)
        at += size
      }
      return at
    }
    return misfit
  }

  private func appendBits(to page: inout [UInt8]) -> (row: Int32, cell: Cell)? {
    if let misfit = cells.first(where: { $0.cell.kind != .boolean }) { return misfit }
    page.append(bits: cells.map(\.cell.boolean))
    return nil
  }

  private func texts(_ isPresent: [Bool]) -> ColumnPart.Body {
    var interner = StringInterner()
    var codes: [UInt32] = []
    codes.reserveCapacity(cells.count)
    // A shared text is looked at once, however long it is.
    var shared = KnownCodes(of: batch.dictionary, uses: cells.count)
    for place in cells {
      let cell = place.cell
      if cell.kind == .sharedText, let known = shared[cell.code] {
        codes.append(known)
        continue
      }
      let code = code(of: cell, in: &interner)
      if cell.kind == .sharedText { shared[cell.code] = code }
      codes.append(code)
      // Texts that hardly repeat are written as they are.
      if codes.count == 512, interner.count > 400 { return plainTexts(isPresent) }
    }
    return .codes(isPresent: isPresent, codes: codes, texts: interner.dictionary())
  }

  private func code(of cell: Cell, in interner: inout StringInterner) -> UInt32 {
    switch cell.kind {
    case .text:
      guard let range = batch.textRange(of: cell) else { return interner.intern("") }
      return interner.intern(batch.text.span.extracting(range))
    case .sharedText:
      guard let range = batch.dictionary.range(of: cell.code) else { return interner.intern("") }
      let bytes = batch.dictionary.bytes
      return interner.intern(bytes.span.extracting(range))
    default: return interner.intern(CellText.string(of: cell, in: batch))
    }
  }

  private func plainTexts(_ isPresent: [Bool]) -> ColumnPart.Body {
    var page: [UInt8] = []
    BitRuns.levels(isPresent, present: cells.count, into: &page)
    for place in cells {
      let cell = place.cell
      if cell.kind == .text, let range = batch.textRange(of: cell) {
        page.append(text: batch.text[range])
      } else {
        page.append(text: CellText.string(of: cell, in: batch).utf8)
      }
    }
    return .page(Page(.values, page, count: batch.rowCount, by: compressor))
  }
}

/// What became of the codes of a dictionary: in a table where that is not much larger than the uses are
/// many, which spares the hashing of each.
private struct KnownCodes {
  /// For each code, the other one and 1; 0 while it is not known.
  private var table: [UInt32]
  private var others: [Int: UInt32] = [:]

  init(of dictionary: StringDictionary, uses: Int) {
    let isSmall = dictionary.count <= 8 * uses
    table = [UInt32](repeating: 0, count: isSmall ? dictionary.count : 0)
  }

  subscript(code: Int) -> UInt32? {
    get {
      guard table.indices.contains(code) else { return others[code] }
      return table[code] == 0 ? nil : table[code] &- 1
    }
    set {
      // The greatest code has no number above it.
      if table.indices.contains(code), let newValue, newValue < .max {
        table[code] = newValue &+ 1
      } else {
        others[code] = newValue
      }
    }
  }
}
