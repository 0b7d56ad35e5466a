import RowcastEvaluation
import RowcastSpreadsheet
import RowcastModeling

extension WorkbookReport {
  static func effects(
    _ content: ReportContent, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    guard !content.effects.isEmpty else { return }
    let sheet = try workbook.page("Features")
    let rows = try sheet.appendTable(
      ["Feature", "Log-odds", "Class", "Lower", "Upper", "Unit", "p"],
      content.effects.map {
        [
          .text($0.feature), .number($0.effect, format: "0.000"), .text($0.target),
          $0.interval.map { .number($0.lower, format: "0.000") } ?? .blank,
          $0.interval.map { .number($0.upper, format: "0.000") } ?? .blank, .text($0.unit.words),
          $0.pValue.map { .number($0, format: "0.0000") } ?? .blank,
        ]
      })
    bars("Strongest features", sheet, rows: rows, limit: 20, axis: "log-odds", at: (0, 8))
  }

  /// The curves of numeric columns and the values of categories.
  static func shapes(
    _ content: ReportContent, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let numeric = content.numericEffects.filter { $0.points.count > 1 }.prefix(40)
    if !numeric.isEmpty {
      let sheet = try workbook.page("Numbers")
      for effect in numeric {
        let title = try sheet.append([.bold("\(effect.column): log-odds of “\(effect.target)”")])
        let rows = try sheet.appendTable(
          [effect.column, "Log-odds"],
          effect.points.map {
            [effect.isDate ? .date($0.x) : .number($0.x), .number($0.y, format: "0.000")]
          })
        if let last = rows.last {
          sheet.addChart(
            SheetChart(
              kind: .scatterLine, title: effect.column,
              series: [
                .init(
                  name: effect.column,
                  categories: .init(sheet: sheet.name, column: 0, rows: rows.lowerBound...last),
                  values: .init(sheet: sheet.name, column: 1, rows: rows.lowerBound...last),
                  color: blue)
              ],
              x: .init(name: effect.column, numberFormat: effect.isDate ? "yyyy-mm-dd" : nil),
              y: .init(name: "log-odds"), height: 260),
            row: title, column: 3)
        }
        // Thirteen rows are the height of the chart.
        try sheet.skip(rows: max(2, 14 - rows.count))
      }
    }
    let levels = content.categoryEffects.filter { !$0.levels.isEmpty }
    guard !levels.isEmpty else { return }
    let sheet = try workbook.page("Categories", frozen: 1)
    try sheet.appendTable(
      ["Column", "Value", "Log-odds", "Rows", "Class"],
      levels.flatMap { effect in
        effect.levels.map {
          [
            .text(effect.column), .text($0.value), .number($0.effect, format: "0.000"),
            .integer($0.rows), .text(effect.target),
          ]
        }
      })
  }

  static func training(
    _ content: ReportContent, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    let figures = [
      content.crossValidation.flatMap { Figure.folds($0) }, Figure.comparison(content.comparisons),
      Figure.layers(content.layers),
    ].compactMap { $0 }
    guard !figures.isEmpty || content.lossCurve != nil else { return }
    let sheet = try workbook.page("Training")
    for figure in figures {
      try sheet.append([.bold(figure.title)])
      try sheet.appendTable(
        figure.numbers.head, figure.numbers.rows.map { row in row.map { number($0) } })
      try sheet.skip()
    }
    guard let curve = content.lossCurve, curve.training.count > 1 else { return }
    try sheet.append([.bold("Loss")])
    let rows = try sheet.appendTable(
      [curve.step, "Training", "Set aside"],
      curve.training.indices.map { i in
        [
          .integer(i + 1), .number(curve.training[i], format: "0.00000"),
          i < curve.validation.count ? .number(curve.validation[i], format: "0.00000") : .blank,
        ]
      })
    guard let last = rows.last else { return }
    func series(_ name: String, _ column: Int, _ color: UInt32) -> SheetChart.Series {
      .init(
        name: name, categories: .init(sheet: sheet.name, column: 0, rows: rows.lowerBound...last),
        values: .init(sheet: sheet.name, column: column, rows: rows.lowerBound...last),
        color: color)
    }
    sheet.addChart(
      SheetChart(
        kind: .scatterLine, title: "Loss",
        series: [series("training", 1, blue)]
          + (curve.validation.isEmpty ? [] : [series("set aside", 2, orange)]),
        x: .init(name: curve.step), y: .init(name: "loss")), row: rows.lowerBound, column: 5)
  }

  private static func bars(
    _ title: String, _ sheet: SheetWriter, rows: Range<Int>, limit: Int, axis: String,
    at place: (Int, Int)
  ) {
    guard let last = rows.prefix(limit).last else { return }
    sheet.addChart(
      SheetChart(
        kind: .bar, title: title,
        series: [
          .init(
            name: title,
            categories: .init(sheet: sheet.name, column: 0, rows: rows.lowerBound...last),
            values: .init(sheet: sheet.name, column: 1, rows: rows.lowerBound...last), color: blue)
        ], x: .init(name: axis), height: 480), row: place.0, column: place.1)
  }
}
