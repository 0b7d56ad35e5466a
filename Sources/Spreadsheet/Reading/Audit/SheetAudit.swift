import Tabular
import XMLEvents
import ZipArchive

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
    var at = 0
    while let open = find(UInt8(ascii: "<"), bytes, at) {
      let tag = SheetTag(bytes, at: open, prefix: head.prefix)
      switch tag {
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
        let rest = UnsafeBufferPointer(rebasing: bytes[open...])
        let raw = try RawCell(
          rest, scanner: head.scanner, cellBytes: workbook.limits.cellBytes)
        try take(raw, body)
        at = open + raw.end
      case .dataEnd: return false
      case .rowEnd: at = open + 1
      case .other(let end): at = end
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

  private func find(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    bytes[min(start, bytes.count)...].firstIndex(of: byte)
  }

  private mutating func take(_ raw: RawCell, _ body: (AuditCell) throws -> Void) throws {
    var place = CellReference(row: row - 1, column: lastColumn + 1)
    if let text = raw.reference {
      guard let stated = CellReference(trimming: text) else {
        diagnostics.add(
          Diagnostic(
            kind: "bad-reference",
            message: "\"\(text.prefix(40))\" is no cell of a sheet; the cell is left out",
            location: SourceLocation(row: row)))
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
          location: SourceLocation(row: place.row + 1, column: place.column)))
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

/// The tags between the cells of a sheet.
private enum SheetTag {
  case row, cell, rowEnd, dataEnd
  /// Anything else, with the place behind it.
  case other(Int)

  init(_ bytes: UnsafeBufferPointer<UInt8>, at open: Int, prefix: [UInt8]) {
    func starts(_ text: StaticString, _ lead: StaticString = "<") -> Bool {
      let name =
        Array(prefix) + UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      let full = UnsafeBufferPointer(start: lead.utf8Start, count: lead.utf8CodeUnitCount) + name
      let end = open + full.count
      return end < bytes.count && bytes[open..<end].elementsEqual(full)
        && SheetScanner.endsName(bytes[end])
    }
    if starts("c") {
      self = .cell
    } else if starts("row") {
      self = .row
    } else if starts("row", "</") {
      self = .rowEnd
    } else if starts("sheetData", "</") {
      self = .dataEnd
    } else if open + 1 < bytes.count, bytes[open + 1] == UInt8(ascii: "!") {
      let isComment = open + 2 < bytes.count && bytes[open + 2] == UInt8(ascii: "-")
      let end = XMLScanner.find(isComment ? "-->" : "]]>", in: bytes, from: open)
      self = .other(end.map { $0 + 3 } ?? bytes.count)
    } else {
      self = .other(open + 1)
    }
  }
}
