import RowcastEvaluation
import CRowcastXLSXWriter
import RowcastClassification
import RowcastFeatures
import RowcastFileIO
import RowcastLinearAlgebra
public import RowcastTabular

/// A model as a workbook of formulas: fill in a row and read the prediction, with no program at all.
///
/// The formulas use functions that Excel 2010 and LibreOffice have, and the results of the rows given
/// stand in the file, for viewers that do not calculate.
public enum LiveWorkbook {
  /// The most cells of formulas.
  static let cellLimit = 6_000_000
  /// The most weights of a network.
  static let weightLimit = 100_000

  /// Writes the workbook; it appears under its name when it is complete.
  ///
  /// - Parameters:
  ///   - path: the output, or `-` for standard output.
  ///   - rows: rows to fill in, with the columns that the model was trained on.
  ///   - rowCount: rows with formulas at least.
  /// - Throws: ``ExportError`` for what formulas cannot express, or when the file cannot be written.
  public static func write(
    _ model: ExportModel, to path: String, rows: Table? = nil, rowCount: Int = 200
  ) throws(ExportError) {
    let plan = try ScoringPlan(model, target: "a workbook")
    let layout = WorkbookLayout(plan: plan)
    let columns = FormulaColumns(layout)
    let count = max(rowCount, rows?.rowCount ?? 0, 1)
    try check(plan, columns, count)
    let values = try WorkbookRows(plan, table: rows)
    let output: HiddenOutput
    do throws(FileError) {
      output = try HiddenOutput(path: path)
    } catch {
      throw ExportError(.file(path: path, message: error.description))
    }
    guard let workbook = workbook_new(output.hiddenPath) else {
      throw ExportError(.file(path: path, message: "the workbook could not be begun"))
    }
    let failure = fill(workbook, layout, columns, values, rowCount: count)
    let result = workbook_close(workbook)
    if let failure { throw failure }
    guard result == LXW_NO_ERROR else {
      let message = lxw_strerror(result).map { String(cString: $0) } ?? "error \(result.rawValue)"
      throw ExportError(.file(path: path, message: message))
    }
    do throws(FileError) {
      try output.commit()
    } catch {
      throw ExportError(.file(path: path, message: error.description))
    }
  }

  private static func check(
    _ plan: ScoringPlan, _ columns: FormulaColumns, _ rowCount: Int
  ) throws(ExportError) {
    func require(_ count: Int, _ what: String, atMost limit: Int) throws(ExportError) {
      guard count <= limit else {
        throw ExportError(
          .tooLarge(target: "a workbook", what: what, count: count, limit: limit))
      }
    }
    for input in plan.inputs {
      if case .number(let number) = input.kind, number.scaler.kind == .quantile {
        throw ExportError(
          .inexpressible(
            target: "a workbook", what: "the quantile scale",
            why: "it jumps between numbers that differ in their sixteenth digit, and spreadsheets "
              + "compare fifteen; train with another scale"),
          column: input.name)
      }
    }
    try require(columns.columns.count, "columns of formulas", atMost: 16_384)
    try require(plan.inputs.count + plan.labels.count + 1, "columns", atMost: 16_384)
    try require(plan.width, "features", atMost: 1_000_000)
    try require(rowCount, "rows", atMost: 1_048_575)
    try require(columns.columns.count * rowCount, "formulas", atMost: cellLimit)
    if plan.layers.count > 1 {
      let weights = plan.layers.reduce(0) { $0 + $1.weights.values.count }
      try require(weights, "weights of a network", atMost: weightLimit)
    }
    let longest = columns.columns.map { $0.formula(rowCount).utf8.count }.max() ?? 0
    try require(longest, "characters in one formula", atMost: 8_000)
  }

  private static func fill(
    _ workbook: UnsafeMutablePointer<lxw_workbook>, _ layout: WorkbookLayout,
    _ columns: FormulaColumns, _ rows: WorkbookRows, rowCount: Int
  ) -> ExportError? {
    let styles = WorkbookStyles(workbook)
    func add(_ name: String) -> SheetCanvas? {
      workbook_add_worksheet(workbook, name).map { SheetCanvas(sheet: $0) }
    }
    guard let input = add(WorkbookLayout.input), let readMe = add("Read me"),
      let formulas = add(WorkbookLayout.formulas), let model = add(WorkbookLayout.model),
      let levels = add(WorkbookLayout.levels)
    else { return ExportError(.file(path: "", message: "out of memory")) }
    let plan = layout.plan
    ReadMeSheet(plan: plan, styles: styles).write(readMe)
    let sheets = ModelSheets(layout: layout, styles: styles)
    sheets.writeModel(model)
    do throws(ExportError) { try sheets.writeLevels(levels) } catch { return error }
    for index in plan.layers.indices.dropFirst() {
      if let sheet = add(WorkbookLayout.layer(index)) { sheets.writeLayer(index, sheet) }
    }
    if let calibration = plan.model.calibration, let sheet = add(WorkbookLayout.calibration) {
      sheets.writeCalibration(calibration, sheet)
    }
    let results = InputSheet(layout: layout, styles: styles)
    results.writeFrame(input, rowCount: rowCount)
    for (i, column) in columns.columns.enumerated() {
      formulas.text(0, i, column.title, styles.header)
      formulas.width(i, 12)
    }
    formulas.freeze(rows: 1, columns: 1)
    for row in 0..<rowCount {
      let values = rows.values(row)
      rows.write(row, to: input, layout)
      results.writeResults(row + 1, values, columns, input)
      for (i, column) in columns.columns.enumerated() {
        formulas.formula(row + 1, i, column.formula(row + 1), column.value(values))
      }
    }
    return nil
  }
}
