import RowcastSpreadsheet
import RowcastClassification
import RowcastEvaluation
import RowcastFeatures
import RowcastLinearAlgebra

/// The sheets that hold the model's numbers: features with weights, layers, levels, calibration.
struct ModelSheets {
  let layout: WorkbookLayout
  private var plan: ScoringPlan { layout.plan }

  init(layout: WorkbookLayout) { self.layout = layout }

  func writeModel(_ sheet: SheetWriter) throws(WorkbookWritingError) {
    var grid = CellGrid()
    grid.text(0, 0, "What the model learned", .sheetTitle)
    grid.text(
      1, 0, "The formula sheet reads every number from here; change one and the scores follow.")
    let head = [
      "feature", "column", "what it is", "knot or power", "missing as", "center", "scale",
      "counts as at least", "counts as at most",
    ]
    let units = plan.layers.count > 1 || !plan.head.isSoftmax
    for (i, text) in head.enumerated() { grid.text(3, i, text, .inputHeader) }
    for k in 0..<plan.layers[0].outputs {
      let title =
        plan.layers.count > 1
        ? "unit \(k + 1)" : units ? "weight" : "weight for \(plan.labels[k])"
      grid.text(3, WorkbookLayout.firstUnit + k, title, .inputHeader)
    }
    grid.text(WorkbookLayout.interceptRow, 0, "intercept")
    for (k, value) in plan.layers[0].intercepts.enumerated() {
      grid.number(WorkbookLayout.interceptRow, WorkbookLayout.firstUnit + k, value)
    }
    let features = plan.model.features.features
    var flag = layout.indicatorRows.lowerBound
    for (i, input) in plan.inputs.enumerated() {
      for place in input.dense {
        write(features[place], place, row: layout.denseRows.lowerBound + place, &grid)
      }
      writeParameters(input, &grid)
      if let place = input.indicator {
        write(features[place], place, row: flag, &grid)
        flag += 1
      }
      guard !input.isNumeric else { continue }
      let rows = layout.levelRows(i)
      for place in input.levels {
        write(features[place], place, row: rows.lowerBound + place - input.levels.lowerBound, &grid)
      }
      grid.text(rows.upperBound - 1, 0, "\(input.name) is anything else: no effect")
      grid.text(rows.upperBound - 1, 1, input.name)
      for k in 0..<plan.layers[0].outputs {
        grid.number(rows.upperBound - 1, WorkbookLayout.firstUnit + k, 0)
      }
    }
    for (i, input) in plan.inputs.enumerated() where !input.hats.isEmpty {
      guard case .number(let number) = input.kind, let curve = number.curve else { continue }
      for (place, (row, knot)) in zip(input.hats, zip(layout.hatRows(i), curve.knots)) {
        write(features[place], place, row: row, &grid)
        grid.number(row, WorkbookLayout.detail, knot)
      }
    }
    for (i, product) in plan.products.enumerated() {
      for (place, row) in zip(product.cells, layout.cellRows(i)) {
        write(features[place], place, row: row, &grid)
      }
    }
    sheet.setWidth(38, column: 0)
    sheet.setWidth(24, column: 1)
    sheet.setWidth(18, column: 2)
    for column in 3..<(WorkbookLayout.firstUnit + plan.layers[0].outputs) {
      sheet.setWidth(14, column: column)
    }
    sheet.freeze(rows: 4, columns: 1)
    try grid.write(to: sheet)
  }

  private func write(_ feature: Feature, _ place: Int, row: Int, _ grid: inout CellGrid) {
    grid.text(row, 0, feature.name)
    grid.text(row, 1, feature.column)
    grid.text(row, 2, Self.words(feature.kind))
    for k in 0..<plan.layers[0].outputs {
      grid.number(row, WorkbookLayout.firstUnit + k, plan.layers[0].weight(k, place))
    }
  }

  private func writeParameters(_ input: PlanInput, _ grid: inout CellGrid) {
    let first = layout.denseRows.lowerBound + input.dense.lowerBound
    func scale(_ row: Int, _ center: Double, _ scale: Double) {
      grid.number(row, WorkbookLayout.center, center)
      grid.number(row, WorkbookLayout.scale, scale)
    }
    switch input.kind {
    case .category: break
    case .number(let number):
      for i in 0..<number.denseWidth {
        grid.number(first + i, WorkbookLayout.fill, number.fill)
        if let lower = number.lower { grid.number(first + i, WorkbookLayout.lower, lower) }
        if let upper = number.upper { grid.number(first + i, WorkbookLayout.upper, upper) }
      }
      scale(first, number.scaler.center, number.scaler.scale)
      if let lambda = number.scaler.lambda {
        grid.number(first, WorkbookLayout.detail, lambda)
      }
      for (i, hinge) in number.hinges.enumerated() {
        grid.number(first + 1 + i, WorkbookLayout.detail, hinge.knot)
        scale(first + 1 + i, hinge.center, hinge.scale)
      }
    case .date(let date):
      for (i, part) in date.parts.enumerated() {
        grid.number(first + i, WorkbookLayout.fill, part.fill)
        scale(first + i, part.scaler.center, part.scaler.scale)
      }
    }
  }

  private static func words(_ kind: Feature.Kind) -> String {
    switch kind {
    case .value: "scaled value"
    case .hinge: "amount above a knot"
    case .hat: "height of a curve at a knot"
    case .cell: "height of a product in a cell"
    case .missing: "1 when missing"
    case .level: "1 for this level"
    case .rareLevels: "1 for a rare level"
    case .missingLevel: "1 when missing"
    case .datePart: "part of the date"
    default: "value"
    }
  }

  func writeLayer(_ index: Int, _ sheet: SheetWriter) throws(WorkbookWritingError) {
    var grid = CellGrid()
    let layer = plan.layers[index]
    let isLast = index == plan.layers.count - 1
    grid.text(0, 0, "input", .inputHeader)
    grid.text(1, 0, "intercept")
    for k in 0..<layer.outputs {
      let title =
        isLast && plan.head.isSoftmax ? "weight for \(plan.labels[k])" : "unit \(k + 1)"
      grid.text(0, 1 + k, title, .inputHeader)
      grid.number(1, 1 + k, layer.intercepts[k])
    }
    for j in 0..<layer.inputs {
      grid.text(2 + j, 0, "unit \(j + 1) of layer \(index)")
      for k in 0..<layer.outputs { grid.number(2 + j, 1 + k, layer.weight(k, j)) }
    }
    sheet.setWidth(24, column: 0)
    sheet.freeze(rows: 1, columns: 1)
    try grid.write(to: sheet)
  }

  /// The texts of each category; whatever is not here counts as unseen.
  func levels() throws(ExportError) -> CellGrid {
    var grid = CellGrid()
    for (i, input) in plan.inputs.enumerated() {
      let column = layout.levelsColumn(i)
      guard let levels = input.levelCodes else { continue }
      grid.text(0, column, input.name, .inputHeader)
      grid.text(0, column + 1, "place from unseen", .inputHeader)
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
          if let value = Double(entry.text) { grid.number(row + 1, column, value) }
        case .truth:
          if let value = ["true": 1.0, "false": 0][entry.text] {
            grid.number(row + 1, column, value)
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
          grid.text(row + 1, column, text)
        }
        grid.number(row + 1, column + 1, Double(entry.offset))
      }
    }
    return grid
  }

  func write(levels: CellGrid, _ sheet: SheetWriter) throws(WorkbookWritingError) {
    for (i, input) in plan.inputs.enumerated() where input.levelCodes != nil {
      sheet.setWidth(24, column: layout.levelsColumn(i))
    }
    sheet.freeze(rows: 1)
    try levels.write(to: sheet)
  }

  func writeCalibration(
    _ calibration: Calibration, _ sheet: SheetWriter
  ) throws(WorkbookWritingError) {
    var grid = CellGrid()
    switch calibration {
    case .temperature(let scaling):
      grid.text(1, 0, "temperature")
      grid.number(1, 1, scaling.temperature)
    case .platt(let maps):
      for (i, map) in maps.enumerated() {
        grid.text(0, 2 * i, "slope", .inputHeader)
        grid.text(0, 2 * i + 1, "offset", .inputHeader)
        grid.number(1, 2 * i, map.slope)
        grid.number(1, 2 * i + 1, map.offset)
      }
    case .isotonic(let maps):
      for (i, map) in maps.enumerated() {
        grid.text(0, 2 * i, "probability", .inputHeader)
        grid.text(0, 2 * i + 1, "calibrated", .inputHeader)
        for (row, pair) in zip(map.scores, map.values).enumerated() {
          grid.number(row + 1, 2 * i, pair.0)
          grid.number(row + 1, 2 * i + 1, pair.1)
        }
      }
    }
    try grid.write(to: sheet)
  }
}
