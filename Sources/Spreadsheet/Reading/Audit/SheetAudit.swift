import RowcastTabular
import RowcastXMLEvents
import RowcastZipArchive

/// Walks a sheet cell by cell, the long way, with formulas and formats.
struct SheetAudit {
  let workbook: Workbook
  let strings: StringDictionary
  private var formulas = SharedFormulas()
  private var row = 0
  private var lastColumn = -1
  /// Cells whose shared formula is stated further down, to be told when it is known.
  private var waiting: [(cell: AuditCell, formula: RawCell.Formula)] = []
  private(set) var diagnostics = DiagnosticLog()

  init(_ workbook: Workbook, strings: StringDictionary) {
    self.workbook = workbook
    self.strings = strings
  }

  /// Gives each cell of a chunk that is not blank to `body`.
  mutating func walk(
    _ chunk: SheetChunk, head: SheetHead, _ body: (AuditCell) throws -> Void
  ) throws -> Bool {
    let bytes = chunk.bytes
    let tags = SheetTags(prefix: head.prefix)
    var at = 0
    while let open = XMLScanner.find("<", in: bytes, from: at) {
      switch tags.tag(bytes, at: open) {
      case .row:
        var scanner = head.scanner
        scanner.rebase()
        scanner.move(to: open)
        _ = try scanner.next(in: bytes, isFinal: true)
        let text = try scanner.attribute("r", in: bytes)
        let number = text.flatMap { Int(CellValue.trimmed($0)) } ?? 0
        row = number >= 1 && number <= CellReference.rowLimit ? number : row + 1
        lastColumn = -1
        at = scanner.offset
      case .cell:
        let raw = try element(bytes, open, head)
        try take(raw, body)
        at = open + raw.end
      case .other: at = open + (try element(bytes, open, head)).end
      case .passed(let end): at = end
      case .dataEnd: return false
      case .rowEnd: at = open + 1
      }
    }
    return true
  }

  /// Tells the cells whose formula never came.
  mutating func finish(_ body: (AuditCell) throws -> Void) throws {
    for (cell, formula) in waiting {
      var cell = cell
      cell.formula = formulas.text(of: formula, at: cell.reference)
      try body(cell)
    }
    waiting = []
  }

  /// Reads a cell, or passes over another element.
  private func element(
    _ bytes: UnsafeBufferPointer<UInt8>, _ open: Int, _ head: SheetHead
  ) throws(XMLError) -> RawCell {
    do throws(XMLError) {
      return try RawCell(
        UnsafeBufferPointer(rebasing: bytes[open...]), scanner: head.scanner,
        cellBytes: workbook.limits.cellBytes)
    } catch { throw XMLError(error.reason, byte: open + error.byte) }
  }

  private mutating func take(_ raw: RawCell, _ body: (AuditCell) throws -> Void) throws {
    var place = CellReference(row: row - 1, column: lastColumn + 1)
    if let text = raw.reference {
      guard let stated = CellReference(trimming: text) else {
        diagnostics.add(
          Diagnostic(
            kind: "bad-reference",
            message: "\"\(text.prefix(40))\" is no cell of a sheet; the cell is left out",
            location: RowcastLocation(row: row)))
        return
      }
      place = stated
    }
    guard place.row >= 0, place.column < CellReference.columnLimit else { return }
    if place.row == row - 1 { lastColumn = place.column }
    let (value, note) = CellValue.read(
      raw, styles: workbook.styles, date1904: workbook.usesDate1904, stringCount: strings.count,
      keepsSerials: false)
    if let note {
      diagnostics.add(
        Diagnostic(
          kind: note.kind, message: note.message,
          location: RowcastLocation(row: place.row + 1, column: place.column)))
    }
    if raw.hasUnknownStyle(of: workbook.styles) {
      diagnostics.add(
        Diagnostic(
          kind: "bad-style", message: raw.unknownStyle,
          location: RowcastLocation(row: place.row + 1, column: place.column)))
    }
    guard var cell = AuditCell(value, raw, at: place, workbook: workbook, strings: strings) else {
      return
    }
    if let formula = raw.formula {
      cell.formula = formulas.text(of: formula, at: place)
      if cell.formula == nil, formula.type == "shared", waiting.count < 1 << 16 {
        waiting.append((cell, formula))
        return
      }
    }
    try body(cell)
  }
}

/// Tells the tags between the cells of a sheet.
struct SheetTags {
  enum Tag {
    case row, cell, rowEnd, dataEnd
    /// A comment, CDATA section or instruction, or a stray end tag, with the place behind it.
    case passed(Int)
    /// The start of any other element.
    case other
  }

  private let cell: [UInt8]
  private let row: [UInt8]
  private let rowEnd: [UInt8]
  private let dataEnd: [UInt8]

  init(prefix: [UInt8]) {
    cell = Array("<".utf8) + prefix + Array("c".utf8)
    row = Array("<".utf8) + prefix + Array("row".utf8)
    rowEnd = Array("</".utf8) + prefix + Array("row".utf8)
    dataEnd = Array("</".utf8) + prefix + Array("sheetData".utf8)
  }

  /// The tag that begins at `open`.
  func tag(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int) -> Tag {
    if starts(cell, bytes, open) { return .cell }
    if starts(row, bytes, open) { return .row }
    if starts(rowEnd, bytes, open) { return .rowEnd }
    if starts(dataEnd, bytes, open) { return .dataEnd }
    guard open + 2 < bytes.count else { return .passed(bytes.count) }
    switch bytes[open + 1] {
    case UInt8(ascii: "/"): return .passed(open + 1)
    case UInt8(ascii: "?"): return .passed(end("?>", bytes, open))
    case UInt8(ascii: "!"):
      return .passed(end(bytes[open + 2] == UInt8(ascii: "-") ? "-->" : "]]>", bytes, open))
    default: return .other
    }
  }

  private func starts(
    _ tag: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, _ open: Int
  ) -> Bool {
    guard open + tag.count < bytes.count else { return false }
    for i in 0..<tag.count where bytes[open + i] != tag[i] { return false }
    return SheetScanner.endsName(bytes[open + tag.count])
  }

  private func end(
    _ terminator: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ open: Int
  ) -> Int {
    XMLScanner.find(terminator, in: bytes, from: open).map { $0 + terminator.utf8CodeUnitCount }
      ?? bytes.count
  }
}
