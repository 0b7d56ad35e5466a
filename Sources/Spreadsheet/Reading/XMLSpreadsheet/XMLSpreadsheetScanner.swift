import RowcastTabular

/// Makes cells of the rows of XML Spreadsheet 2003.
struct XMLSpreadsheetScanner: RowScanner {
  private let context: ScanContext

  init(_ context: ScanContext) { self.context = context }

  func scan(
    _ piece: XMLSpreadsheetPiece, into out: inout RowCollector
  ) throws(SpreadsheetError) {
    for row in piece.rows {
      out.beginRow(
        number: row.number,
        isSkipped: !context.rows.contains(row.number)
          || (row.isHidden && context.skipsHiddenRows))
      if !out.isSkipped { for cell in row.cells { take(cell, &out) } }
      out.endRow()
    }
  }

  private func take(_ cell: XMLSpreadsheetPiece.Cell, _ out: inout RowCollector) {
    guard cell.column < CellReference.columnLimit else {
      out.note(
        .badReference, "a cell beyond the last column is left out", row: out.rowNumber, column: nil)
      return
    }
    if cell.column <= out.lastColumn { out.isUnordered = true }
    out.lastColumn = max(out.lastColumn, cell.column)
    guard context.wanted[cell.column] else {
      out.hasOtherValues = true
      return
    }
    let (value, note) = value(of: cell)
    if let note { out.note(note.kind, note.message, row: out.rowNumber, column: cell.column) }
    guard var made = out.cell(value, column: cell.column) else {
      out.hasOtherValues = out.hasOtherValues || note != nil
      return
    }
    made.style = cell.format
    if let formula = cell.formula {
      made.flags.insert(.formula)
      if context.dates == .asStated {
        out.formulas.append(
          (
            row: out.rowNumber, ordinal: out.rows.count, column: cell.column,
            formula: RawCell.Formula(text: Array(formula.utf8))
          ))
      }
    }
    out.append(made)
  }

  private func value(
    of cell: XMLSpreadsheetPiece.Cell
  ) -> (SheetValue, SheetValue.Note?) {
    var text = cell.text
    let isRepaired = RichText.repairUTF8(&text, from: 0)
    let (value, note) = value(of: cell, text)
    if value == .blank, note == nil, cell.formula != nil { return SheetValue.neverCalculated }
    return (value, note ?? (isRepaired ? .badText : nil))
  }

  private func value(
    of cell: XMLSpreadsheetPiece.Cell, _ text: [UInt8]
  ) -> (SheetValue, SheetValue.Note?) {
    let trimmed = SheetValue.trimmed(text)
    let format = context.styles[Int(cell.format)]
    switch cell.type {
    case nil: return (.blank, nil)
    case "Number":
      if trimmed.isEmpty { return (.blank, nil) }
      guard NumberScan.read(trimmed) != nil else { return unread(.badNumber, text, "a number") }
      return SheetValue.number(
        trimmed, format: format, date1904: context.date1904,
        keepsNumbers: context.dates.keepsNumbers)
    case "DateTime":
      guard
        let parts = TemporalSyntax.parts(of: trimmed.span, accepting: [.anyFraction, .zone]),
        parts.kind == .date || parts.kind == .dateTime
      else { return unread(.badDate, text, "a date") }
      let (value, note) = date(serial(parts, format), trimmed, format)
      return (value, note ?? MomentLoss.note(parts, of: trimmed.span))
    case "Boolean":
      switch String(decoding: trimmed, as: UTF8.self).lowercased() {
      case "1", "true": return (.boolean(true), nil)
      case "0", "false": return (.boolean(false), nil)
      default: return unread(.badBoolean, text, "true or false")
      }
    case "Error": return (trimmed.isEmpty ? .blank : .error(trimmed), nil)
    default: return (.text(text), nil)
    }
  }

  private func unread(
    _ kind: Diagnostic.Kind, _ text: [UInt8], _ what: String
  ) -> (SheetValue, SheetValue.Note?) {
    let shown = String(decoding: text.prefix(60), as: UTF8.self)
    return (
      text.isEmpty ? .blank : .text(text),
      SheetValue.Note(kind: kind, message: "\"\(shown)\" is not \(what), read as text")
    )
  }

  /// The day number that Excel had before it wrote the date: 0 is 1899-12-31, and from March 1900 on
  /// one day more has passed than there were.
  ///
  /// Other programs count from the day before, as their times show.
  private func serial(_ parts: TemporalSyntax.Parts, _ format: NumberFormat) -> Double {
    let perDay = CivilDate.millisecondsPerDay
    let milliseconds = parts.value + (parts.roundsUp ? 1 : 0)
    let first = SerialDate.epoch1900 * perDay
    let isTimeOfOthers =
      milliseconds >= first && milliseconds < first + perDay
      && [.time, .duration].contains(format.constantKind)
    let days: Int64 =
      if context.date1904 {
        -SerialDate.epoch1904
      } else if milliseconds < first + 61 * perDay, !isTimeOfOthers {
        -SerialDate.epoch1900 - 1
      } else {
        -SerialDate.epoch1900
      }
    return Double(milliseconds + days * perDay) / Double(perDay)
  }

  private func date(
    _ serial: Double, _ text: [UInt8], _ format: NumberFormat
  ) -> (SheetValue, SheetValue.Note?) {
    let number = SheetValue.ofDouble(serial)
    let kind = format.kind(for: serial)
    // As every number under a format of dates is read, by who asks for it as it is stated.
    if context.dates == .serials || (context.dates == .asStated && kind.isTemporal) {
      return (number, nil)
    }
    guard
      let date = SerialDate(
        serial, as: kind.isTemporal ? kind : .date, date1904: context.date1904)
    else {
      let shown = String(decoding: text.prefix(60), as: UTF8.self)
      let message = "\"\(shown)\" is no day of the calendar, kept as a number"
      return (number, SheetValue.Note(kind: .badDate, message: message))
    }
    return (.temporal(date.kind, date.milliseconds), nil)
  }
}
