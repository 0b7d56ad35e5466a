import RowcastTabular

extension AuditCell {
  /// The audit view of a cell that was read as the file states it, and what is to be told of it.
  static func reading(
    _ cell: Cell, of batch: RecordBatch, row: Int, in workbook: Workbook
  ) -> (AuditCell, SheetValue.Note?) {
    let format = workbook.styles[Int(cell.style)]
    var view = AuditCell(
      reference: CellReference(row: row, column: Int(cell.column)), value: .uncalculated)
    if format.code != "General" { view.format = format.code }
    switch cell.kind {
    case .uncalculated: break
    case .text, .sharedText: view.value = .text(batch.string(of: cell) ?? "")
    case .error: view.value = .error(batch.string(of: cell) ?? "")
    case .boolean: view.value = .boolean(cell.boolean)
    case .date, .time, .dateTime, .duration:
      // A length of time is a number of days, as where the file states it so.
      view.take(
        cell.kind, cell.integer,
        number: cell.kind == .duration
          ? (Double(cell.integer) / Double(CivilDate.millisecondsPerDay)).description
          : nil)
    case .integer, .double, .decimal:
      let digits = batch.value(of: cell).description
      view.value = .number(digits)
      let (value, note) = SheetValue.number(
        Array(digits.utf8), format: format, date1904: workbook.usesDate1904, keepsNumbers: false)
      if case .temporal(let kind, let milliseconds) = value {
        view.take(kind, milliseconds, number: digits)
      }
      return (view, note)
    }
    return (view, nil)
  }

  private mutating func take(_ kind: Cell.Kind, _ milliseconds: Int64, number: String?) {
    if kind == .duration, let number {
      value = .number(number)
      format = "duration"
      return
    }
    serial = number
    // A day without a time is a date, whatever its format would show.
    let isWhole = milliseconds % CivilDate.millisecondsPerDay == 0
    let shown = kind == .dateTime && isWhole ? Cell.Kind.date : kind
    value = .date(TemporalText.string(shown, milliseconds: milliseconds))
  }
}
