import RowcastFileIO
import RowcastJSONText
import RowcastSpreadsheet
import RowcastTabular

extension OutputPlan {
  /// Writes the audit view of a workbook: each cell with its formula and number format.
  func writeAudit(
    _ opened: OpenedInput, _ reading: ReadOptions, _ session: Session
  ) throws -> ConversionSummary.Output {
    guard case .workbook(let workbook) = opened.content else {
      throw PipelineError(
        "--shape cells shows the cells of a workbook, and this is \(opened.format.rawValue)",
        at: opened.name, kind: .usage)
    }
    let sheets = try audited(workbook, reading, session)
    let target = target(for: opened.name, sheet: nil)
    let output = try target.shared ?? OutputFile(path: target.path)
    var rows = 0
    try output.write("{\"sheets\":[")
    var isFirst = true
    for sheet in sheets {
      try output.write(isFirst ? "\n" : ",\n")
      isFirst = false
      rows += try writeCells(of: sheet, in: workbook, to: output, session)
    }
    try output.write("\n]}\n")
    if target.shared == nil { try output.commit() }
    return ConversionSummary.Output(
      path: target.path, format: .json, sheets: workbook.sheets.map(\.name), rows: rows,
      columns: 0, bytes: output.count)
  }

  /// All sheets, or the one that was chosen; those that are listed and not there are told.
  private func audited(
    _ workbook: Workbook, _ reading: ReadOptions, _ session: Session
  ) throws -> [SheetInfo] {
    switch reading.sheet {
    case .all: return try workbook.worksheets(keepsHidden: true)
    case .automatic:
      let sheets = workbook.sheets.filter { $0.kind == .worksheet }
      if sheets.isEmpty { return [try reading.source(of: workbook).sheet] }
      session.note(workbook.missingSheetNotes, file: workbook.input.name)
      return sheets
    case .number, .name:
      return [try reading.source(of: workbook).sheet]
    }
  }

  private func writeCells(
    of sheet: SheetInfo, in workbook: Workbook, to output: any ByteSink, _ session: Session
  ) throws -> Int {
    let head: JSONValue = ["name": .string(sheet.name), "state": .string(sheet.state.rawValue)]
    var text = head.text()
    text.removeLast()
    var buffer = OutputBytes(capacity: 1 << 16)
    buffer.append(text + ",\"cells\":{")
    var count = 0
    let diagnostics = try workbook.auditCells(of: sheet) { cell in
      buffer.append(count > 0 ? ",\n" : "\n")
      count += 1
      buffer.append("\"\(cell.reference)\":")
      Self.json(cell).append(to: &buffer)
      if buffer.count > 1 << 15 {
        try output.write(buffer)
        try session.count(buffer.count, of: workbook.input.name)
        buffer.removeAll()
      }
    }
    buffer.append("}}")
    try output.write(buffer)
    session.note(diagnostics, file: workbook.input.name)
    return count
  }

  private static func json(_ cell: AuditCell) -> JSONValue {
    func number(_ text: String) -> JSONValue {
      ExactNumber(text).map { .number($0) } ?? .string(text)
    }
    var entry: JSONValue =
      switch cell.value {
      case .number(let text): ["t": "n", "v": number(text)]
      case .text(let text): ["t": "s", "v": .string(text)]
      case .boolean(let value): ["t": "b", "v": .boolean(value)]
      case .error(let code): ["t": "e", "v": .string(code)]
      case .date(let text): ["t": "d", "v": .string(text)]
      case .uncalculated: ["t": "n", "v": .null, "uncalculated": true]
      }
    if let serial = cell.serial { entry["n"] = number(serial) }
    if let formula = cell.formula { entry["f"] = .string(formula) }
    if let format = cell.format { entry["fmt"] = .string(format) }
    return entry
  }
}
