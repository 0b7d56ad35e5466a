import RowcastEvaluation
import RowcastSpreadsheet

extension WorkbookReport {
  /// So many classes have a sheet of curves each.
  static let curveSheets = 20

  /// ROC, precision-recall, gain and calibration, each as a table and a chart.
  static func curves(
    _ assessment: Assessment, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    for k in Figure.curveClasses(assessment).prefix(curveSheets) {
      let item = assessment.perClass[k]
      guard !item.roc.isEmpty else { continue }
      let name = assessment.positiveClass == nil ? "Curves \(item.name)" : "Curves"
      let sheet = try workbook.page(name)
      try sheet.append([.title("Curves of “\(item.name)”")])
      try sheet.append([
        .header("False alarms"), .header("Found"), .blank, .header("Recall"),
        .header("Precision"), .blank, .header("Rows"), .header("Found"), .header("Lift"),
      ])
      let start = sheet.nextRow
      let count = max(item.roc.count, item.precisionRecall.count, item.gain.count)
      for i in 0..<count {
        try sheet.append(curveRow(item, i))
      }
      add(
        "ROC curve", sheet, columns: (0, 1), rows: start...(start + item.roc.count - 1),
        axes: ("false alarms", "found"), at: (1, 10))
      if !item.precisionRecall.isEmpty {
        add(
          "Precision and recall", sheet, columns: (3, 4),
          rows: start...(start + item.precisionRecall.count - 1), axes: ("recall", "precision"),
          at: (1, 20))
      }
      if !item.gain.isEmpty {
        add(
          "Gain", sheet, columns: (6, 7), rows: start...(start + item.gain.count - 1),
          axes: ("rows, most probable first", "found"), at: (20, 10))
      }
    }
    try calibration(assessment, workbook)
  }

  private static func curveRow(_ item: ClassAssessment, _ i: Int) -> [SheetCell] {
    var cells: [SheetCell] = Array(repeating: .blank, count: 9)
    if i < item.roc.count {
      cells[0] = .percent(item.roc[i].falsePositiveRate)
      cells[1] = .percent(item.roc[i].truePositiveRate)
    }
    if i < item.precisionRecall.count {
      cells[3] = .percent(item.precisionRecall[i].recall)
      cells[4] = .percent(item.precisionRecall[i].precision)
    }
    if i < item.gain.count {
      cells[6] = .percent(item.gain[i].share)
      cells[7] = .percent(item.gain[i].captured)
      cells[8] = .number(item.gain[i].lift, format: "0.00")
    }
    return cells
  }

  private static func calibration(
    _ assessment: Assessment, _ workbook: WorkbookWriter
  ) throws(WorkbookWritingError) {
    guard !assessment.calibration.isEmpty else { return }
    let sheet = try workbook.page("Calibration")
    let rows = try sheet.appendTable(
      ["Said", "Happened", "Lower", "Upper", "Rows"],
      assessment.calibration.map {
        [
          .percent($0.predicted), .percent($0.observed), .percent($0.interval.lower),
          .percent($0.interval.upper), .number($0.weight),
        ]
      })
    guard let last = rows.last else { return }
    add(
      "What was said and what happened", sheet, columns: (0, 1), rows: rows.lowerBound...last,
      axes: ("said", "happened"), at: (0, 6))
  }

  private static func add(
    _ title: String, _ sheet: SheetWriter, columns: (Int, Int), rows: ClosedRange<Int>,
    axes: (String, String), at place: (Int, Int)
  ) {
    sheet.addChart(
      SheetChart(
        kind: .scatterLine, title: title,
        series: [
          .init(
            name: title, categories: .init(sheet: sheet.name, column: columns.0, rows: rows),
            values: .init(sheet: sheet.name, column: columns.1, rows: rows), color: blue)
        ], x: .init(name: axes.0, minimum: 0, maximum: 1, numberFormat: "0%"),
        y: .init(name: axes.1, minimum: 0, maximum: 1, numberFormat: "0%")),
      row: place.0, column: place.1)
  }
}
