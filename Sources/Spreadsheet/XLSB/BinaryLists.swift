import RowcastTabular
import RowcastZipArchive

extension CellStyles {
  /// Reads the styles part of a binary workbook.
  init(_ reader: BinaryPartReader, limits: WorkbookLimits) throws(SpreadsheetError) {
    var codes: [Int: String] = [:]
    var ids: [Int] = []
    var isInCellFormats = false
    while try reader.advance() {
      guard ids.count + codes.count < limits.items else {
        throw SpreadsheetError(.limit(name: "cell formats", value: limits.items))
      }
      switch reader.type {
      case BinaryRecord.beginCellFormats: isInCellFormats = true
      case BinaryRecord.endCellFormats: isInCellFormats = false
      case BinaryRecord.cellFormat: if isInCellFormats { ids.append(reader.half(2) ?? 0) }
      case BinaryRecord.format:
        var at = 2
        if let id = reader.half(0) { codes[id] = try reader.text(&at) ?? "General" }
      default: break
      }
    }
    self.init(ids, codes: codes)
  }
}

/// Reads the shared strings of a binary workbook: one record each, so their number need not be known.
enum BinarySharedStrings {
  static func read(
    _ reader: BinaryPartReader, limits: WorkbookLimits
  ) throws(SpreadsheetError) -> StringDictionary {
    var text: [UInt8] = []
    var offsets = [0]
    while try reader.advance() {
      guard reader.type == BinaryRecord.string else { continue }
      // Behind the text follow its formats and how it is read aloud.
      let start = min(reader.payload.lowerBound + 1, reader.payload.upperBound)
      _ = try BinaryRecord.appendText(
        reader.bytes, start..<reader.payload.upperBound, to: &text)
      offsets.append(text.count)
      try limits.checkSharedStrings(offsets.count - 1, bytes: text.count)
    }
    return StringDictionary(bytes: text, offsets: offsets)
  }
}

extension TableInfo {
  /// Reads a table's part of a binary workbook; nil when it has no readable range.
  static func read(
    _ reader: BinaryPartReader, sheet: String
  ) throws(SpreadsheetError) -> TableInfo? {
    var table: TableInfo?
    while try reader.advance() {
      if reader.type == BinaryRecord.beginTable, table == nil {
        guard let range = CellRange(reader, at: 0) else { return nil }
        // Behind counts and flags: name and the name that is shown.
        var at = 64
        let name = try reader.text(&at)
        let displayName = try reader.text(&at)
        table = TableInfo(
          name: displayName ?? name ?? "", sheet: sheet, range: range,
          headerRowCount: min(reader.word(24) ?? 1, range.rowCount),
          totalsRowCount: min(reader.word(28) ?? 0, range.rowCount),
          columns: [], isEmpty: (reader.word(32) ?? 0) & 4 != 0)
      } else if reader.type == BinaryRecord.tableColumn {
        guard let count = table?.columns.count, count < CellReference.columnLimit else { break }
        var at = 24
        let name = try reader.text(&at)
        table?.columns.append(try reader.text(&at) ?? name ?? "")
      }
    }
    return table
  }
}

extension CellRange {
  /// First and last row, first and last column, in four bytes each.
  init?(_ reader: BinaryPartReader, at offset: Int) {
    guard let firstRow = reader.word(offset), let lastRow = reader.word(offset + 4),
      let firstColumn = reader.word(offset + 8), let lastColumn = reader.word(offset + 12),
      max(firstRow, lastRow) < CellReference.rowLimit,
      max(firstColumn, lastColumn) < CellReference.columnLimit
    else { return nil }
    self.init(
      first: CellReference(row: firstRow, column: firstColumn),
      last: CellReference(row: lastRow, column: lastColumn))
  }
}
