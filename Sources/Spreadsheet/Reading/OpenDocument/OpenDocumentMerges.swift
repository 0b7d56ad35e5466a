import RowcastTabular
import RowcastXMLEvents

/// Finds the merged ranges of a sheet of OpenDocument, which their first cells state.
struct OpenDocumentMerges {
  private let head: OpenDocumentSheetHead
  private let part: String
  private let limits: WorkbookLimits

  init(_ head: OpenDocumentSheetHead, part: String, limits: WorkbookLimits) {
    self.head = head
    self.part = part
    self.limits = limits
  }

  /// Appends the ranges of a piece.
  func append(
    of piece: OpenDocumentPiece, to merges: inout [CellRange]
  ) throws(SpreadsheetError) {
    var found = merges
    do throws(XMLError) {
      try walk(piece.bytes.span.extracting(..<piece.count), piece.firstRow, &found)
    } catch {
      throw SpreadsheetError(
        .xml(error.reason), at: RowcastLocation(part: part, byte: piece.offset + error.byte))
    }
    merges = found
    guard merges.count <= limits.items else {
      throw SpreadsheetError(.limit(name: "merged ranges", value: limits.items))
    }
  }

  private func walk(
    _ bytes: Span<UInt8>, _ firstRow: Int, _ merges: inout [CellRange]
  ) throws(XMLError) {
    let table = OpenDocumentNames.table
    var scanner = head.scanner
    scanner.rebase()
    var next = firstRow
    var row = 0
    var column = 0
    var at = 0
    while at < bytes.count {
      // Pieces begin and end between rows, within elements that group them; so tags are read one by
      // one.
      guard bytes[at] == UInt8(ascii: "<"), at + 1 < bytes.count else {
        at += 1
        continue
      }
      if bytes[at + 1] == UInt8(ascii: "/") || bytes[at + 1] == UInt8(ascii: "!")
        || bytes[at + 1] == UInt8(ascii: "?")
      {
        let end =
          bytes[at + 1] == UInt8(ascii: "/")
          ? TableTags.tagEnd(in: bytes, count: bytes.count, from: at)
          : TableTags.declarationEnd(in: bytes, count: bytes.count, at: at)
        at = end ?? bytes.count
        continue
      }
      var element = scanner
      element.move(to: at)
      guard try element.next(in: bytes, isFinal: true) == .start else { return }
      if element.isNamed("table-row", of: table, in: bytes) {
        row = next
        column = 0
        next +=
          try element.attribute("number-rows-repeated", namespace: table, in: bytes)
          .map { Repeats($0).count } ?? 1
      } else if element.isNamed("table-cell", of: table, in: bytes)
        || element.isNamed("covered-table-cell", of: table, in: bytes)
      {
        let cell = try OpenDocumentCell(&element, bytes, cellBytes: limits.cellBytes)
        if let range = Self.range(cell, row: row, column: column) { merges.append(range) }
        column = min(column + cell.repeats.count, Repeats.most)
      } else if !element.isNamed("table-rows", of: table, in: bytes),
        !element.isNamed("table-row-group", of: table, in: bytes),
        !element.isNamed("table-header-rows", of: table, in: bytes)
      {
        try element.skipElement(in: bytes)
      }
      at = element.offset
    }
  }

  private static func range(_ cell: OpenDocumentCell, row: Int, column: Int) -> CellRange? {
    guard cell.span.columns > 1 || cell.span.rows > 1, row >= 1, row <= CellReference.rowLimit,
      column < CellReference.columnLimit
    else { return nil }
    return CellRange(
      first: CellReference(row: row - 1, column: column),
      last: CellReference(
        row: min(row - 2 + cell.span.rows, CellReference.rowLimit - 1),
        column: min(column + cell.span.columns - 1, CellReference.columnLimit - 1)))
  }
}
