import RowcastEvaluation
public import RowcastSpreadsheet
import RowcastFeatures

/// The report as a workbook: tables, and charts that the spreadsheet program draws from them.
public enum WorkbookReport {
  /// Writes the workbook under its name when it is complete.
  /// - Parameter path: the output, or `-` for standard output.
  /// - Throws: `WorkbookWritingError` when the output cannot be made or filled.
  public static func write(
    _ content: ReportContent, to path: String
  ) throws(WorkbookWritingError) {
    let workbook = try WorkbookWriter(path: path, title: content.title)
    do {
      try summary(content, workbook)
      if let assessment = content.assessment {
        try figures(assessment, workbook)
        try curves(assessment, workbook)
      }
      try effects(content, workbook)
      try shapes(content, workbook)
      try training(content, workbook)
      try columns(content, workbook)
      try workbook.commit()
    } catch {
      workbook.discard()
      throw error
    }
  }

  static let blue: UInt32 = 0x1F63B5
  static let orange: UInt32 = 0xC2540A

  private static func summary(
    _ content: ReportContent, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let verdict = Verdict(content)
    let sheet = try workbook.page("Summary")
    sheet.setWidth(26, column: 0)
    sheet.setWidth(60, column: 1)
    try sheet.append([.title(content.title)])
    try sheet.append([.bold(verdict.headline)])
    for sentence in verdict.summary + [NumberWords.sentence(content.validation)] {
      try sheet.append([.text(sentence)])
    }
    try sheet.skip()
    if !verdict.figures.isEmpty {
      try sheet.appendTable(
        ["Figure", "Value", "Guessing", "95% interval"],
        verdict.figures.map {
          [.text($0.name), number($0.value), number($0.guessing), .text($0.interval ?? "")]
        })
      try sheet.skip()
    }
    try sheet.appendTable(
      ["Worry", "What"],
      verdict.worries.isEmpty
        ? [["none", "Nothing was found that would make the figures doubtful."]]
        : verdict.worries.map {
          [.text($0.severity.rawValue + ($0.column.map { ": " + $0 } ?? "")), .text($0.message)]
        })
    try sheet.skip()
    try sheet.appendTable(
      ["Next", "What to do"],
      verdict.steps.enumerated().map { [.integer($0.offset + 1), .text($0.element)] })
    try sheet.skip()
    let model = content.model
    var facts: [[SheetCell]] = [
      ["Model", .text(model.name)], ["Rows learned from", .integer(model.trainingRows)],
      ["Features", .integer(model.features)], ["Made by", .text(content.software)],
    ]
    if let date = content.date { facts.append(["Made at", .text(date)]) }
    facts += model.settings.map { [.text($0.name), number($0.value)] }
    if let seed = model.seed { facts.append(["Seed", .text(String(seed))]) }
    facts += model.sentences.map { ["", .text($0)] }
    try sheet.appendTable(["Model", ""], facts)
  }

  private static func figures(
    _ assessment: Assessment, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let sheet = try workbook.page("Figures")
    sheet.setWidth(36, column: 0)
    try sheet.append([.title("How well it does")])
    try sheet.appendTable(
      ["Figure", "Value", "95% interval", "Guessing"],
      ScoreTables.figures(assessment).rows.map { row in row.map { number($0) } })
    try sheet.skip()
    try sheet.append([.bold("Class by class")])
    try sheet.appendTable(
      ["Class", "Rows"] + (assessment.isWeighted ? ["Weight"] : [])
        + ["Predicted", "Precision", "Recall", "F1", "ROC area"],
      assessment.perClass.map { entry in
        var row: [SheetCell] = [
          .text(entry.name), .number(entry.rows.map(Double.init) ?? entry.support),
        ]
        if assessment.isWeighted { row.append(.number(entry.support)) }
        return row + [
          .number(entry.predicted), .percent(entry.scores.precision),
          .percent(entry.scores.recall), .number(entry.scores.f1, format: "0.000"),
          entry.rocAUC.map { .number($0, format: "0.000") } ?? .text("undefined"),
        ]
      })
    let curves = Figure.curveClasses(assessment).count
    if curves > curveSheets {
      try sheet.append([.text("Curves of the first \(curveSheets) of \(curves) classes follow.")])
    }
    try sheet.skip()
    try sheet.append([.bold("Confusion matrix: true classes down, predicted classes across")])
    let rows = try sheet.appendTable(
      ["True \\ predicted"] + assessment.classes,
      assessment.classes.indices.map { k in
        [.text(assessment.classes[k])]
          + assessment.classes.indices.map { .number(assessment.confusion[k, $0]) }
      })
    guard assessment.classes.count <= 12, let last = rows.last else { return }
    sheet.addChart(
      SheetChart(
        kind: .bar, title: "What each true class was taken for",
        series: assessment.classes.indices.map { k in
          .init(
            name: assessment.classes[k],
            categories: .init(sheet: sheet.name, column: 0, rows: rows.lowerBound...last),
            values: .init(sheet: sheet.name, column: k + 1, rows: rows.lowerBound...last))
        }, x: .init(name: "rows"), y: .init(name: "true class")), row: 1, column: 8)
  }

  /// A number where the text is one, so that the workbook can go on calculating; it shows as many
  /// decimals as the text.
  static func number(_ text: String) -> SheetCell {
    var plain = text.replacing("−", with: "-").replacing(",", with: "")
    let isShare = plain.hasSuffix("%")
    if isShare {
      plain.removeLast()
      while plain.last?.isWhitespace == true { plain.removeLast() }
    }
    guard let value = Double(isShare ? plain + "e-2" : plain), value.isFinite else {
      return .text(text)
    }
    let decimals = plain.firstIndex(of: ".").map { plain[$0...].count - 1 } ?? 0
    let isGrouped = decimals == 0 && !isShare && !plain.contains("e")
    let format =
      isGrouped
      ? "#,##0"
      : "0" + (decimals > 0 ? "." : "")
        + String(repeating: "0", count: min(decimals, 15)) + (isShare ? "%" : "")
    return .number(value, format: plain.contains("e") ? nil : format)
  }

  private static func columns(
    _ content: ReportContent, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    guard !content.columns.isEmpty else { return }
    let sheet = try workbook.page("Data", frozen: 1)
    try sheet.appendTable(
      [
        "Column", "Role", "Used", "Missing", "Distinct", "Minimum", "Median", "Mean", "Maximum",
        "Standard deviation", "Most frequent", "Why",
      ],
      content.columns.map { column in
        let isDate = column.histogram?.isDate ?? (column.role == "date")
        func cell(_ value: Double?) -> SheetCell {
          value.map { isDate ? .date($0.rounded()) : .number($0) } ?? .blank
        }
        let spread = column.numbers?.standardDeviation
        return [
          .text(column.name), .text(column.role), .boolean(column.isUsed),
          .percent(Double(column.missing) / Double(max(1, column.rows))),
          column.distinct.map { .integer($0) } ?? .blank, cell(column.numbers?.minimum),
          cell(column.numbers?.median), cell(column.numbers?.mean), cell(column.numbers?.maximum),
          spread.map { isDate ? .number($0 / 86_400_000, format: "0.0 \"days\"") : .number($0) }
            ?? .blank, .text(column.levels.first?.value ?? ""),
          .text(column.reason),
        ]
      })
  }
}

extension WorkbookWriter {
  /// Adds a sheet that is printed as wide as a page; its first rows stay in view and stand on
  /// every page.
  func page(_ name: String, frozen rows: Int = 0) throws(WorkbookWritingError) -> SheetWriter {
    let sheet = try addSheet(name)
    if rows > 0 { sheet.freeze(rows: rows) }
    sheet.setPrinting(repeating: rows)
    return sheet
  }
}
