import RowcastComparison
import RowcastSpreadsheet
public import RowcastTabular

/// What has changed between two tables as a workbook: the rows with their changes colored, every changed
/// cell by itself, the columns.
public enum ComparisonWorkbook {
  /// Light green, red and yellow, on which black can be read.
  static let green: UInt32 = 0xC9E8CE
  static let red: UInt32 = 0xF5C6C2
  static let yellow: UInt32 = 0xFFEFA8

  /// The rows of a sheet below its header.
  private static let rowLimit = WorkbookWriter.rowLimit - 1

  /// Writes the workbook under its name when it is complete.
  /// - Returns: the bytes written, and what a sheet had no room for.
  /// - Throws: `WorkbookWritingError` when it cannot be written, or `FileError` when the changes cannot be
  ///   read back.
  public static func write(
    _ report: ComparisonReport, to path: String
  ) throws -> (bytes: Int, diagnostics: DiagnosticLog) {
    let workbook = try WorkbookWriter(
      path: path, title: "\(report.oldName) → \(report.newName)")
    do {
      try summary(report, workbook)
      var sheets = try ChangeSheets(report, workbook)
      try report.tables.forEachChange { change in
        try sheets.append(change)
        return true
      }
      try columns(report, workbook)
      try workbook.commit()
      var diagnostics = workbook.diagnostics
      for (sheet, count) in sheets.leftOut where count > 0 {
        diagnostics.add(
          Diagnostic(
            kind: .beyondSheet,
            message: "\(NumberWords.number(count, "row")) had no room on the sheet",
            location: RowcastLocation(sheet: sheet)))
      }
      return (workbook.count, diagnostics)
    } catch {
      workbook.discard()
      throw error
    }
  }

  private static func summary(
    _ report: ComparisonReport, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let sheet = try workbook.addSheet("Summary")
    let tables = report.tables
    sheet.setWidth(26, column: 0)
    sheet.setWidth(24, column: 1)
    sheet.setPrinting()
    try sheet.append([.title("\(report.oldName) → \(report.newName)")])
    try sheet.append([.text(NumberWords.sentence(tables.key.words))])
    try sheet.skip()
    let counts: [(String, Int)] = [
      ("Records before", tables.oldRows), ("Records now", tables.newRows),
      ("Rows the same", tables.counts.same), ("Rows changed", tables.counts.changed),
      ("Cells changed", tables.counts.changedCells), ("Rows added", tables.counts.added),
      ("Rows removed", tables.counts.removed), ("Repeated keys before", tables.repeatedInOld),
      ("Repeated keys now", tables.repeatedInNew),
    ]
    try sheet.appendTable(["What", "How many"], counts.map { [.text($0.0), .integer($0.1)] })
    try sheet.skip()
    for (color, words) in [
      (green, "a row that was added"), (red, "a row that was removed"),
      (yellow, "a cell that was changed: old → new"),
    ] {
      try sheet.append([SheetCell(.blank, CellStyle(background: color)), .text(words)])
    }
  }

  private static func columns(
    _ report: ComparisonReport, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let sheet = try workbook.addSheet("Columns")
    sheet.freeze(rows: 1)
    try sheet.appendTable(
      [
        "Column", "What became of it", "Kind before", "Kind now", "Changed cells", "Missing before",
        "Missing now", "Test", "Size", "p corrected", "Effect", "Drift",
      ],
      report.tables.columns.map { column in
        let pair = column.pair
        let drift = column.drift
        return [
          .text(pair.name), .text(pair.words ?? ""), .text(pair.old?.kind?.rawValue ?? ""),
          .text(pair.new?.kind?.rawValue ?? ""), .integer(column.changedCells),
          .integer(column.oldMissing), .integer(column.newMissing),
          .text(drift.map { $0.testName } ?? ""),
          drift.map { .number($0.size, format: "0.000") } ?? .blank,
          drift.map { .number($0.adjustedPValue, format: "0.0000") } ?? .blank,
          .text(drift?.effectWord ?? ""),
          .text(column.driftWords(isMasked: report.isMasked(pair)).joined(separator: "; ")),
        ]
      })
  }

  /// A value as a cell; a number that a double does not hold is a text.
  static func cell(_ value: Value, background: UInt32?) -> SheetCell {
    var cell: SheetCell
    switch value {
    case .missing: cell = .blank
    case .text(let text), .error(let text): cell = .text(text)
    case .integer(let number):
      cell = ExactDouble.value(number).map { .number($0) } ?? .text(value.description)
    case .number(let number):
      cell =
        ExactDouble.value(Array(number.text.utf8).span).map { .number($0) }
        ?? .text(value.description)
    case .boolean(let flag): cell = .boolean(flag)
    case .date(let day): cell = .date(Double(day.daysSinceEpoch) * 86_400_000)
    case .dateTime(let day, let time):
      cell = .date(Double(day.daysSinceEpoch) * 86_400_000 + Double(time.milliseconds))
    case .time, .duration: cell = .text(value.description)
    }
    cell.style.background = background
    return cell
  }

  /// The sheets of changed rows and of changed cells, written side by side.
  private struct ChangeSheets {
    let report: ComparisonReport
    let rows: SheetWriter
    let cells: SheetWriter
    /// What had no room, by the names of the sheets.
    var leftOut = [("Changes", 0), ("Cells", 0)]

    init(
      _ report: ComparisonReport, _ workbook: WorkbookWriter
    ) throws(WorkbookWritingError) {
      self.report = report
      rows = try workbook.addSheet("Changes")
      cells = try workbook.addSheet("Cells")
      let columns = report.tables.columns
      rows.freeze(rows: 1, columns: 3)
      try rows.append(
        ["Change", "Old row", "New row"].map { .header($0) }
          + columns.map { column in
            var cell = SheetCell.header(column.pair.name)
            if column.pair.fate == .added { cell.style.background = green }
            if column.pair.fate == .gone { cell.style.background = red }
            return cell
          })
      cells.freeze(rows: 1)
      try cells.append(
        (columns.filter(\.isKey).map(\.pair.name)
          + ["Column", "Old", "New", "Old place", "New place"]).map { .header($0) })
    }

    mutating func append(_ change: RowChange) throws(WorkbookWritingError) {
      if rows.nextRow > rowLimit { leftOut[0].1 += 1 } else { try rows.append(row(change)) }
      for column in change.changedColumns {
        if cells.nextRow > rowLimit {
          leftOut[1].1 += 1
        } else {
          try cells.append(cell(change, column))
        }
      }
    }

    private func row(_ change: RowChange) -> [SheetCell] {
      let values = report.values(change)
      let color: UInt32? =
        switch change.kind {
        case .added: green
        case .removed: red
        case .changed: nil
        }
      let changed = Set(change.changedColumns)
      func number(_ row: RowChange.Row?) -> SheetCell {
        var cell = row.map { SheetCell.number(Double($0.number)) } ?? .blank
        cell.style.background = color
        return cell
      }
      return [
        SheetCell(.text("\(change.kind)"), CellStyle(background: color)), number(change.old),
        number(change.new),
      ]
        + values.indices.map { column in
          guard changed.contains(column) else { return value(values[column], column, color) }
          let (old, new) = report.shown(change, column)
          return SheetCell(
            .text("\(old.isEmpty ? "(none)" : old) → \(new.isEmpty ? "(none)" : new)"),
            CellStyle(background: yellow))
        }
    }

    private func value(_ value: Value, _ column: Int, _ color: UInt32?) -> SheetCell {
      report.isMasked(report.tables.columns[column].pair) && !value.isMissing
        ? SheetCell(.text(ComparisonReport.mask), CellStyle(background: color))
        : ComparisonWorkbook.cell(value, background: color)
    }

    private func cell(_ change: RowChange, _ column: Int) -> [SheetCell] {
      let columns = report.tables.columns
      let values = change.new?.values ?? []
      let pair = columns[column].pair
      func place(_ row: RowChange.Row?, _ source: Int?, _ outer: RowcastLocation) -> SheetCell {
        .text(RowcastLocation(row: row?.number, column: source).within(outer).description)
      }
      return columns.indices.filter { columns[$0].isKey }.map { value(values[$0], $0, nil) } + [
        .text(pair.name), value(change.old?.values[column] ?? .missing, column, nil),
        value(change.new?.values[column] ?? .missing, column, nil),
        place(change.old, pair.old?.source, report.tables.oldLocation),
        place(change.new, pair.new?.source, report.tables.newLocation),
      ]
    }
  }
}
