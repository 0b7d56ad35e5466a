import RowcastTabular

// Cells that come the long way.
extension RowCollector {
  /// Adds a cell in its place: its reference wins over the row it stands in.
  mutating func take(_ raw: RawCell, context: ScanContext) {
    var row = rowNumber
    var column = lastColumn + 1
    if let text = raw.reference {
      guard let place = CellReference(trimming: text) else {
        note(
          .badReference, "\"\(text.prefix(40))\" is no cell of a sheet; the cell is left out",
          row: row, column: nil)
        return
      }
      (row, column) = (place.row + 1, place.column)
    }
    if rowNumber == 0, row != 0 {
      // A row without a number is that of its first cell that has one; cells before are of it, too.
      rowNumber = row
      if !context.rows.contains(row) { isSkipped = true }
    }
    guard column < CellReference.columnLimit else {
      note(.badReference, "a cell beyond the last column is left out", row: row, column: nil)
      return
    }
    let (value, message) = SheetValue.read(
      raw, styles: context.styles, date1904: context.date1904, stringCount: context.stringCount,
      dates: context.dates)
    if row == rowNumber {
      if column <= lastColumn { isUnordered = true }
      lastColumn = max(lastColumn, column)
    }
    guard row == rowNumber ? !isSkipped : context.rows.contains(row) else { return }
    guard context.wanted[column] else {
      if value != .blank, row == rowNumber { hasOtherValues = true }
      return
    }
    if let message { note(message.kind, message.message, row: row, column: column) }
    if raw.hasUnknownStyle(of: context.styles) {
      note(.badStyle, raw.unknownStyle, row: row, column: column)
    }
    guard var cell = cell(value, column: column) else {
      // What could not be read was a value: its row is a record.
      if message != nil, row == rowNumber { hasOtherValues = true }
      return
    }
    cell.style = UInt16(clamping: max(0, raw.style))
    if let formula = raw.formula {
      cell.flags.insert(.formula)
      if context.dates == .asStated { formulas.append((row, rows.count, column, formula)) }
    }
    if row == rowNumber {
      append(cell)
    } else {
      strays.append((row, cell))
    }
  }

  mutating func note(_ kind: Diagnostic.Kind, _ message: String, row: Int, column: Int?) {
    diagnostics.add(
      Diagnostic(
        kind: kind, message: message,
        location: RowcastLocation(row: row == 0 ? nil : row, column: column)), kind: kind)
  }

  /// A cell with a value, whose text is kept; nil for a blank one.
  mutating func cell(_ value: SheetValue, column: Int) -> Cell? {
    let column = UInt32(truncatingIfNeeded: column)
    func plain(_ kind: Cell.Kind, _ payload: UInt64) -> Cell {
      Cell(column: column, kind: kind, payload: payload)
    }
    func text(_ kind: Cell.Kind, _ bytes: [UInt8], _ collector: inout RowCollector) -> Cell {
      let offset = collector.appendText(bytes)
      return Cell(column: column, kind: kind, offset: offset, length: bytes.count)
    }
    switch value {
    case .blank: return nil
    case .uncalculated: return plain(.uncalculated, 0)
    case .integer(let value): return plain(.integer, UInt64(bitPattern: value))
    case .double(let value): return plain(.double, value.bitPattern)
    case .boolean(let value): return plain(.boolean, value ? 1 : 0)
    case .sharedText(let index): return plain(.sharedText, UInt64(index))
    case .temporal(let kind, let milliseconds):
      return plain(kind, UInt64(bitPattern: milliseconds))
    case .text(let bytes): return text(.text, bytes, &self)
    case .decimal(let bytes): return text(.decimal, bytes, &self)
    case .error(let bytes): return text(.error, bytes, &self)
    }
  }
}

extension RawCell {
  func hasUnknownStyle(of styles: CellStyles) -> Bool {
    style < 0 || (style > 0 && style >= styles.formats.count)
  }

  var unknownStyle: String { "cell style \(styleText ?? "") does not exist, read as General" }
}

extension CellReference {
  /// Reads `C7`, `$c$7`, with blanks around it.
  init?(trimming text: String) {
    guard let range = CellRange(SheetValue.trimmed(text)), range.first == range.last,
      !text.contains(":")
    else { return nil }
    self = range.first
  }
}
