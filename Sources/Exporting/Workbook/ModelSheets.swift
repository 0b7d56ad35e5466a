import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra

/// The sheets that hold the model's numbers: features with weights, layers, levels, calibration.
struct ModelSheets {
  let layout: WorkbookLayout
  let styles: WorkbookStyles
  private var plan: ScoringPlan { layout.plan }

  init(layout: WorkbookLayout, styles: WorkbookStyles) {
    self.layout = layout
    self.styles = styles
  }

  func writeModel(_ sheet: SheetCanvas) {
    sheet.text(0, 0, "What the model learned", styles.title)
    sheet.text(
      1, 0, "The formula sheet reads every number from here; change one and the scores follow.")
    let head = [
      "feature", "column", "what it is", "knot or power", "missing as", "center", "scale",
      "counts as at least", "counts as at most",
    ]
    let units = plan.layers.count > 1 || !plan.head.isSoftmax
    for (i, text) in head.enumerated() { sheet.text(3, i, text, styles.header) }
    for k in 0..<plan.layers[0].outputs {
      let title =
        plan.layers.count > 1
        ? "unit \(k + 1)" : units ? "weight" : "weight for \(plan.labels[k])"
      sheet.text(3, WorkbookLayout.firstUnit + k, title, styles.header)
    }
    sheet.text(WorkbookLayout.interceptRow, 0, "intercept")
    for (k, value) in plan.layers[0].intercepts.enumerated() {
      sheet.number(WorkbookLayout.interceptRow, WorkbookLayout.firstUnit + k, value)
    }
    let features = plan.model.features.features
    var flag = layout.indicatorRows.lowerBound
    for (i, input) in plan.inputs.enumerated() {
      for place in input.dense {
        write(features[place], place, row: layout.denseRows.lowerBound + place, sheet)
      }
      writeParameters(input, sheet)
      if let place = input.indicator {
        write(features[place], place, row: flag, sheet)
        flag += 1
      }
      guard !input.isNumeric else { continue }
      let rows = layout.levelRows(i)
      for place in input.levels {
        write(features[place], place, row: rows.lowerBound + place - input.levels.lowerBound, sheet)
      }
      sheet.text(rows.upperBound - 1, 0, "\(input.name) is anything else: no effect")
      sheet.text(rows.upperBound - 1, 1, input.name)
      for k in 0..<plan.layers[0].outputs {
        sheet.number(rows.upperBound - 1, WorkbookLayout.firstUnit + k, 0)
      }
    }
    sheet.width(0, 38)
    sheet.width(1, 24)
    sheet.width(2, 18)
    for column in 3..<(WorkbookLayout.firstUnit + plan.layers[0].outputs) {
      sheet.width(column, 14)
    }
    sheet.freeze(rows: 4, columns: 1)
  }

  private func write(_ feature: Feature, _ place: Int, row: Int, _ sheet: SheetCanvas) {
    sheet.text(row, 0, feature.name)
    sheet.text(row, 1, feature.column)
    sheet.text(row, 2, Self.words(feature.kind))
    for k in 0..<plan.layers[0].outputs {
      sheet.number(row, WorkbookLayout.firstUnit + k, plan.layers[0].weight(k, place))
    }
  }

  private func writeParameters(_ input: PlanInput, _ sheet: SheetCanvas) {
    let first = layout.denseRows.lowerBound + input.dense.lowerBound
    func scale(_ row: Int, _ center: Double, _ scale: Double) {
      sheet.number(row, WorkbookLayout.center, center)
      sheet.number(row, WorkbookLayout.scale, scale)
    }
    switch input.kind {
    case .category: break
    case .number(let number):
      for i in 0..<number.denseWidth {
        sheet.number(first + i, WorkbookLayout.fill, number.fill)
        if let lower = number.lower { sheet.number(first + i, WorkbookLayout.lower, lower) }
        if let upper = number.upper { sheet.number(first + i, WorkbookLayout.upper, upper) }
      }
      scale(first, number.scaler.center, number.scaler.scale)
      if let lambda = number.scaler.lambda {
        sheet.number(first, WorkbookLayout.detail, lambda)
      }
      for (i, hinge) in number.hinges.enumerated() {
        sheet.number(first + 1 + i, WorkbookLayout.detail, hinge.knot)
        scale(first + 1 + i, hinge.center, hinge.scale)
      }
    case .date(let date):
      for (i, part) in date.parts.enumerated() {
        sheet.number(first + i, WorkbookLayout.fill, part.fill)
        scale(first + i, part.scaler.center, part.scaler.scale)
      }
    }
  }

  private static func words(_ kind: Feature.Kind) -> String {
    switch kind {
    case .value: "scaled value"
    case .hinge: "amount above a knot"
    case .missing: "1 when missing"
    case .level: "1 for this level"
    case .rareLevels: "1 for a rare level"
    case .missingLevel: "1 when missing"
    case .datePart: "part of the date"
    default: "value"
    }
  }

  func writeLayer(_ index: Int, _ sheet: SheetCanvas) {
    let layer = plan.layers[index]
    let isLast = index == plan.layers.count - 1
    sheet.text(0, 0, "input", styles.header)
    sheet.text(1, 0, "intercept")
    for k in 0..<layer.outputs {
      let title =
        isLast && plan.head.isSoftmax ? "weight for \(plan.labels[k])" : "unit \(k + 1)"
      sheet.text(0, 1 + k, title, styles.header)
      sheet.number(1, 1 + k, layer.intercepts[k])
    }
    for j in 0..<layer.inputs {
      sheet.text(2 + j, 0, "unit \(j + 1) of layer \(index)")
      for k in 0..<layer.outputs { sheet.number(2 + j, 1 + k, layer.weight(k, j)) }
    }
    sheet.width(0, 24)
    sheet.freeze(rows: 1, columns: 1)
  }

  /// The texts of each category; whatever is not here counts as unseen.
  func writeLevels(_ sheet: SheetCanvas) throws(ExportError) {
    for (i, input) in plan.inputs.enumerated() {
      let column = layout.levelsColumn(i)
      guard let levels = input.levelCodes else { continue }
      sheet.text(0, column, input.name, styles.header)
      sheet.text(0, column + 1, "place from unseen", styles.header)
      sheet.width(column, 24)
      var seen: Set<String> = []
      let lookup = layout.lookup(input, levels)
      guard lookup.count < 1_000_000 else {
        throw ExportError(
          .tooLarge(target: "a workbook", what: "levels", count: lookup.count, limit: 1_000_000),
          column: input.name)
      }
      for (row, entry) in lookup.enumerated() {
        switch input.form {
        case .number:
          if let value = Double(entry.text) { sheet.number(row + 1, column, value) }
        case .truth:
          if let value = ["true": 1.0, "false": 0][entry.text] {
            sheet.number(row + 1, column, value)
          }
        default:
          let text = MissingTexts.trimmed(entry.text)
          guard seen.insert(text).inserted else {
            throw ExportError(
              .inexpressible(
                target: "a workbook", what: "the level \"\(entry.text)\"",
                why: "another level differs from it in blanks alone"),
              column: input.name)
          }
          sheet.text(row + 1, column, text)
        }
        sheet.number(row + 1, column + 1, Double(entry.offset))
      }
    }
    sheet.freeze(rows: 1, columns: 0)
  }

  func writeCalibration(_ calibration: Calibration, _ sheet: SheetCanvas) {
    switch calibration {
    case .temperature(let scaling):
      sheet.text(1, 0, "temperature")
      sheet.number(1, 1, scaling.temperature)
    case .platt(let maps):
      for (i, map) in maps.enumerated() {
        sheet.text(0, 2 * i, "slope", styles.header)
        sheet.text(0, 2 * i + 1, "offset", styles.header)
        sheet.number(1, 2 * i, map.slope)
        sheet.number(1, 2 * i + 1, map.offset)
      }
    case .isotonic(let maps):
      for (i, map) in maps.enumerated() {
        sheet.text(0, 2 * i, "probability", styles.header)
        sheet.text(0, 2 * i + 1, "calibrated", styles.header)
        for (row, pair) in zip(map.scores, map.values).enumerated() {
          sheet.number(row + 1, 2 * i, pair.0)
          sheet.number(row + 1, 2 * i + 1, pair.1)
        }
      }
    }
  }
}
