internal import RowcastTabular

/// Makes the pages of one column of a batch.
struct ColumnEncoding {
  let type: ParquetColumnType
  let batch: RecordBatch
  let cells: ArraySlice<(row: Int32, index: Int32)>

  func part() -> ColumnPart {
    var isPresent = [Bool](repeating: false, count: batch.rowCount)
    for cell in cells { isPresent[Int(cell.row)] = true }
    var part = ColumnPart(present: cells.count, body: .misfit)
    if type == .text {
      part.body = texts(isPresent)
      return part
    }
    var page: [UInt8] = []
    page.reserveCapacity(64 + batch.rowCount / 8 + cells.count * width)
    BitRuns.levels(isPresent, present: cells.count, into: &page)
    if append(to: &page) {
      part.body = .page(Page(.values, page, count: batch.rowCount))
    }
    return part
  }

  private var width: Int {
    switch type {
    case .boolean: 1
    case .date, .time: 4
    case .integer, .double, .timestamp: 8
    case .decimal: ParquetColumnType.decimalBytes
    case .text: 0
    }
  }

  /// Appends the values, plain.
  /// - Returns: whether the type holds them all.
  private func append(to page: inout [UInt8]) -> Bool {
    switch type {
    case .boolean: return appendBits(to: &page)
    case .integer: return append(to: &page) { integer($0) }
    case .double: return append(to: &page) { ExactDouble.value($0, of: batch)?.bitPattern }
    case .timestamp:
      return append(to: &page) { $0.kind == .dateTime || $0.kind == .date ? $0.integer : nil }
    case .time:
      return append(to: &page) { $0.kind == .time ? Int32(exactly: $0.integer) : nil }
    case .date:
      return append(to: &page) { cell in
        let (days, rest) = cell.integer.quotientAndRemainder(dividingBy: 86_400_000)
        return cell.kind == .date && rest == 0 ? Int32(exactly: days) : nil
      }
    case .decimal(let digits, let scale):
      return append(to: &page) {
        DecimalDigits($0, of: batch)?.scaled(by: scale, digits: digits)?.byteSwapped
      }
    case .text: return false
    }
  }

  private func append<Value: FixedWidthInteger>(
    to page: inout [UInt8], _ value: (Cell) -> Value?
  ) -> Bool {
    for place in cells {
      guard let value = value(batch.cells[Int(place.index)]) else { return false }
      page.append(littleEndian: value)
    }
    return true
  }

  private func appendBits(to page: inout [UInt8]) -> Bool {
    let values = cells.map { batch.cells[Int($0.index)] }
    guard values.allSatisfy({ $0.kind == .boolean }) else { return false }
    page.append(bits: values.map(\.boolean))
    return true
  }

  private func integer(_ cell: Cell) -> Int64? {
    switch cell.kind {
    case .integer: cell.integer
    case .double: Int64(exactly: cell.double)
    case .decimal:
      DecimalDigits(cell, of: batch)?.scaled(by: 0, digits: 19).flatMap { Int64(exactly: $0) }
    default: nil
    }
  }

  private func texts(_ isPresent: [Bool]) -> ColumnPart.Body {
    var interner = StringInterner()
    var codes: [UInt32] = []
    codes.reserveCapacity(cells.count)
    for place in cells {
      codes.append(code(of: batch.cells[Int(place.index)], in: &interner))
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
      let cell = batch.cells[Int(place.index)]
      if cell.kind == .text, let range = batch.textRange(of: cell) {
        page.append(text: batch.text[range])
      } else {
        page.append(text: CellText.string(of: cell, in: batch).utf8)
      }
    }
    return .page(Page(.values, page, count: batch.rowCount))
  }
}
