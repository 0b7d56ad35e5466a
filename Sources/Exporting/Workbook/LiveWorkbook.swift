import RowcastEvaluation
import RowcastClassification
import RowcastFeatures
public import RowcastFileIO
import RowcastLinearAlgebra
import RowcastSpreadsheet
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
    try write(model, rows: rows, rowCount: rowCount) { () throws(WorkbookWritingError) in
      try WorkbookWriter(path: path, title: model.name)
    }
  }

  /// Writes the workbook to a sink.
  ///
  /// - Parameters:
  ///   - rows: rows to fill in, with the columns that the model was trained on.
  ///   - rowCount: rows with formulas at least.
  /// - Throws: ``ExportError`` for what formulas cannot express, or when the sink takes no more.
  public static func write(
    _ model: ExportModel, to sink: any ByteSink, rows: Table? = nil, rowCount: Int = 200
  ) throws(ExportError) {
    try write(model, rows: rows, rowCount: rowCount) { () throws(WorkbookWritingError) in
      try WorkbookWriter(to: sink, title: model.name)
    }
  }

  private static func write(
    _ model: ExportModel, rows: Table?, rowCount: Int,
    to workbook: () throws(WorkbookWritingError) -> WorkbookWriter
  ) throws(ExportError) {
    let plan = try ScoringPlan(model, target: "a workbook")
    let layout = WorkbookLayout(plan: plan)
    let columns = FormulaColumns(layout)
    let count = max(rowCount, rows?.rowCount ?? 0, 1)
    try check(plan, columns, count)
    let values = try WorkbookRows(plan, table: rows)
    let levels = try ModelSheets(layout: layout).levels()
    do throws(WorkbookWritingError) {
      let workbook = try workbook()
      try fill(workbook, layout, columns, values, levels, rowCount: count)
      try workbook.commit()
    } catch {
      throw ExportError(.workbook(error))
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
      if input.levelCodes != nil, input.form == .text,
        [.date, .time, .dateTime, .duration].contains(input.reading.kind)
      {
        throw ExportError(
          .inexpressible(
            target: "a workbook", what: "a category of dates or times",
            why: "its cells hold them as numbers; train without --role \(input.name)=category, or "
              + "with --role \(input.name)=ignored"),
          column: input.name)
      }
      if input.reading.form == .durations, input.isDuration {
        throw ExportError(
          .inexpressible(
            target: "a workbook", what: "a column of durations in texts",
            why: "its cells hold them as numbers of days; train with --role \(input.name)=ignored, "
              + "or with a column of seconds"),
          column: input.name)
      }
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
    _ workbook: WorkbookWriter, _ layout: WorkbookLayout, _ columns: FormulaColumns,
    _ rows: WorkbookRows, _ levels: CellGrid, rowCount: Int
  ) throws(WorkbookWritingError) {
    let plan = layout.plan
    /// A sheet that is printed as wide as a page; its first rows stand on every page.
    func page(_ name: String, repeating rows: Int = 0) throws(WorkbookWritingError) -> SheetWriter {
      let sheet = try workbook.addSheet(name)
      sheet.setPrinting(repeating: rows)
      return sheet
    }
    let input = try page(WorkbookLayout.input, repeating: 1)
    try ReadMeSheet(plan: plan).write(try page("Read me"))
    let formulas = try page(WorkbookLayout.formulas, repeating: 1)
    let sheets = ModelSheets(layout: layout)
    try sheets.writeModel(try page(WorkbookLayout.model))
    try sheets.write(levels: levels, try page(WorkbookLayout.levels))
    for index in plan.layers.indices.dropFirst() {
      try sheets.writeLayer(index, try page(WorkbookLayout.layer(index)))
    }
    if let calibration = plan.model.calibration {
      try sheets.writeCalibration(
        calibration, try page(WorkbookLayout.calibration))
    }
    let results = InputSheet(layout: layout)
    try results.writeFrame(input, rowCount: rowCount)
    try formulas.append(columns.columns.map { .text($0.title, .inputHeader) })
    for column in columns.columns.indices { formulas.setWidth(12, column: column) }
    formulas.freeze(rows: 1, columns: 1)
    for row in 0..<rowCount {
      let values = rows.values(row)
      try input.append(
        results.results(row + 1, values, columns) + rows.cells(row, results))
      try formulas.append(
        columns.columns.map { column in
          let value = column.value(values)
          return .formula(column.formula(row + 1), value.isFinite ? .number(value) : .text(""))
        })
    }
  }
}
