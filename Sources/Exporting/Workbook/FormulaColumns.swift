import RowcastEvaluation
import RowcastClassification
import RowcastFeatures

/// One column of the formula sheet: what it is, its formula in a row, its value.
struct FormulaColumn {
  var title: String
  /// The formula in a row counted from 0.
  var formula: (Int) -> String
  var value: (RowValues) -> Double
}

/// The columns of the formula sheet, from the raw inputs to the probabilities.
struct FormulaColumns {
  let layout: WorkbookLayout
  private(set) var columns: [FormulaColumn] = []
  /// The columns of the classes' probabilities.
  private(set) var probabilities = 0..<0
  private var plan: ScoringPlan { layout.plan }

  init(_ layout: WorkbookLayout) {
    self.layout = layout
    let last = layout.plan.inputs.count - 1
    let inputs = layout.inputColumn(0)..<(layout.inputColumn(max(last, 0)) + 1)
    _ = add(
      "filled cells",
      { "COUNTA(\(WorkbookLayout.input)!\(CellName.row($0, columns: inputs)))" },
      { row in Double(row.raw.indices.reduce(0) { $0 + (row.isGiven($1) ? 1 : 0) }) })
    let features = addFeatures()
    var outputs = addUnits(0) { Self.firstLayer($0, features, layout) }
    for index in plan.layers.indices.dropFirst() {
      let source = outputs
      outputs = addUnits(index) { unit in
        { row in
          let column = 1 + unit
          let sheet = WorkbookLayout.layer(index)
          let weights = CellName.fixed(rows: 2..<(2 + source.count), column: column)
          return "\(sheet)!\(CellName.fixed(1, column))"
            + "+SUMPRODUCT(MMULT(\(CellName.row(row, columns: source)),\(sheet)!\(weights)))"
        }
      }
    }
    addProbabilities(outputs)
  }

  private mutating func add(
    _ title: String, _ formula: @escaping (Int) -> String,
    _ value: @escaping (RowValues) -> Double
  ) -> Int {
    columns.append(FormulaColumn(title: title, formula: formula, value: value))
    return columns.count - 1
  }

  /// What the first layer refers to.
  struct Features {
    var dense = 0..<0
    var indicators = 0..<0
    /// For each category its input and the column of its place.
    var places: [(input: Int, column: Int)] = []
    /// For each unit the columns of what curves and products add to it.
    var additions: [[Int]] = []
  }

  private mutating func addFeatures() -> Features {
    var features = Features()
    var readings: [(input: Int, read: FormulaReading, column: Int)] = []
    for (i, input) in plan.inputs.enumerated() {
      var reading = FormulaReading(layout: layout, index: i)
      if input.isTime {
        reading.textColumn = columns.count
        let read = reading
        // Rows that are filled in have times of the workbook, no texts.
        let texts: [(String, (FormulaClock) -> String)] = [
          ("text", \.textFormula), ("text's digits", \.paddedFormula),
        ]
        for (what, formula) in texts {
          _ = add("\(input.name): \(what)", { read.clock($0).map(formula) ?? "" }, { _ in .nan })
        }
      }
      let column = add(reading.title, reading.formula, reading.value)
      if input.isNumeric {
        readings.append((i, reading, column))
      } else {
        features.places.append((i, column))
      }
    }
    let names = plan.model.features.features.map(\.name)
    let isUnit = plan.model.features.unitNorm
    let start = columns.count
    for (_, reading, column) in readings {
      for dense in reading.dense(column: column) {
        let place = dense.place
        _ = add(
          names[place], dense.formula, isUnit ? { _ in .nan } : { $0.dense[place] })
      }
    }
    features.dense = start..<columns.count
    if isUnit { features.dense = addUnitLength(features.dense, names) }
    let first = columns.count
    for (number, (_, reading, column)) in readings.filter({ plan.inputs[$0.input].indicator != nil }
    )
    .enumerated() {
      _ = add(
        "\(reading.input.name) is missing",
        { "IF(ISNUMBER(\(CellName.cell($0, column))),0,1)" }, { $0.indicators[number] })
    }
    features.indicators = first..<columns.count
    features.additions = addCurvesAndProducts(
      readings.map { ($0.input, $0.read, $0.column) }, features.places)
    return features
  }

  /// The columns of what curves and products add, for each unit.
  private mutating func addCurvesAndProducts(
    _ readings: [(input: Int, read: FormulaReading, column: Int)],
    _ categories: [(input: Int, column: Int)]
  ) -> [[Int]] {
    let formulas = FormulaProducts(layout: layout)
    let units = 0..<plan.layers[0].outputs
    var additions = units.map { _ in [Int]() }
    var numbers: [Int: FormulaProducts.Number] = [:]
    for (input, reading, column) in readings {
      guard case .number(let number) = plan.inputs[input].kind else { continue }
      numbers[input] = FormulaProducts.Number(
        index: input, reading: reading, column: column, number: number)
    }
    for (input, own) in numbers.sorted(by: { $0.key < $1.key }) {
      guard let curve = own.number.curve else { continue }
      let rows = CellName.fixed(rows: layout.hatRows(input), column: WorkbookLayout.detail)
      let place = addPlace(
        formulas, own, curve.knots, "\(WorkbookLayout.model)!\(rows)", isMissing: false, "curve")
      for unit in units {
        let height = formulas.height(input, place, unit: unit)
        additions[unit].append(
          add("curve of \(own.reading.input.name)", height.formula) { height.value(own, $0) })
      }
    }
    let places = plan.axes.map { own -> FormulaProducts.Place in
      if own.axis.isNumber, let number = numbers[own.input] {
        let knots = own.axis.knots.map { "\($0)".uppercased() }.joined(separator: ",")
        return addPlace(
          formulas, number, own.axis.knots, "{\(knots)}", isMissing: own.axis.hasMissing, "product")
      }
      let column = categories.first { $0.input == own.input }?.column ?? 0
      let groups = own.axis.places.map { "\($0 + 1)" }.joined(separator: ",")
      return FormulaProducts.Place(
        interval: add(
          "\(own.axis.column): group", { "INDEX({\(groups)},\(CellName.cell($0, column)))" },
          { Double(formulas.place(own, numbers, $0).place + 1) }), share: nil)
    }
    for (index, own) in plan.products.enumerated() {
      for unit in units {
        additions[unit].append(
          add(
            own.product.name,
            formulas.product(index, own.axes.map { places[$0] }, unit: unit),
            { formulas.value(index, numbers, $0, unit: unit) }))
      }
    }
    return additions
  }

  private mutating func addPlace(
    _ formulas: FormulaProducts, _ own: FormulaProducts.Number, _ knots: [Double], _ range: String,
    isMissing: Bool, _ what: String
  ) -> FormulaProducts.Place {
    let (interval, share) = formulas.place(own, knots, knots: range, isMissing: isMissing)
    let name = own.reading.input.name
    let column = add("\(name): interval of the \(what)", interval.formula, interval.value)
    let part = add(
      "\(name): way through it", { share.formula($0, CellName.cell($0, column)) }, share.value)
    return FormulaProducts.Place(interval: column, share: part)
  }

  /// Divides the dense features by their length.
  private mutating func addUnitLength(_ raw: Range<Int>, _ names: [String]) -> Range<Int> {
    let length = add(
      "length", { "SQRT(SUMSQ(\(CellName.row($0, columns: raw))))" }, { _ in .nan })
    let start = columns.count
    for (place, column) in raw.enumerated() {
      _ = add(
        "\(names[place]), of unit length",
        { row in
          let (x, by) = (CellName.cell(row, column), CellName.cell(row, length))
          return "IF(\(by)>0,\(x)/\(by),\(x))"
        }, { $0.dense[place] })
    }
    return start..<columns.count
  }

  private static func firstLayer(
    _ unit: Int, _ features: Features, _ layout: WorkbookLayout
  ) -> (Int) -> String {
    let column = WorkbookLayout.firstUnit + unit
    return { row in
      var terms = [layout.model(WorkbookLayout.interceptRow, column)]
      for (columns, rows) in [
        (features.dense, layout.denseRows), (features.indicators, layout.indicatorRows),
      ] where !columns.isEmpty {
        terms.append(
          "SUMPRODUCT(MMULT(\(CellName.row(row, columns: columns)),"
            + "\(WorkbookLayout.model)!\(CellName.fixed(rows: rows, column: column))))")
      }
      for (input, place) in features.places {
        let rows = CellName.fixed(rows: layout.levelRows(input), column: column)
        terms.append(
          "INDEX(\(WorkbookLayout.model)!\(rows),\(CellName.cell(row, place)))")
      }
      terms += features.additions[unit].map { CellName.cell(row, $0) }
      return terms.joined(separator: "+")
    }
  }

  /// Adds the sums of a layer and their activations; the columns of the latter.
  private mutating func addUnits(
    _ index: Int, _ formula: (Int) -> (Int) -> String
  ) -> Range<Int> {
    let layer = plan.layers[index]
    let isLast = index == plan.layers.count - 1
    let start = columns.count
    for k in 0..<layer.outputs {
      let title = isLast ? logitName(k) : "layer \(index + 1), sum of unit \(k + 1)"
      _ = add(title, formula(k), { $0.sums[index][k] })
    }
    let sums = start..<columns.count
    guard layer.activation != .identity else { return sums }
    for (k, column) in sums.enumerated() {
      let activation = layer.activation
      _ = add(
        "layer \(index + 1), unit \(k + 1)",
        { FormulaActivation.formula(activation, CellName.cell($0, column), unit: k) },
        { $0.outputs[index][k] })
    }
    return sums.upperBound..<columns.count
  }

  private func logitName(_ k: Int) -> String {
    switch plan.head {
    case .sigmoid: "logit of \(plan.labels[1])"
    case .softmax: "logit of \(plan.labels[k])"
    case .hierarchicalSoftmax: "node \(k + 1)"
    }
  }

  private mutating func addProbabilities(_ logits: Range<Int>) {
    let labels = plan.labels
    let divisor: String
    if case .temperature = plan.model.calibration {
      divisor = "/\(WorkbookLayout.calibration)!$B$2"
    } else {
      divisor = ""
    }
    func sigmoid(_ z: String) -> String { FormulaActivation.formula(.sigmoid, z, unit: 0) }
    var start = columns.count
    switch plan.head {
    case .sigmoid:
      for k in 0...1 {
        _ = add(
          labels[k],
          { row in
            let z = CellName.cell(row, logits.lowerBound) + divisor
            return sigmoid(k == 1 ? "(\(z))" : "(-\(z))")
          }, { $0.uncalibrated[k] })
      }
    case .softmax:
      for (k, column) in logits.enumerated() {
        _ = add(
          "e^ of \(labels[k])",
          { row in
            let top = "MAX(\(CellName.row(row, columns: logits)))"
            return "EXP((\(CellName.cell(row, column))-\(top))\(divisor))"
          }, { $0.powers[k] })
      }
      let powers = start..<columns.count
      start = columns.count
      for (k, column) in powers.enumerated() {
        _ = add(
          labels[k],
          { "\(CellName.cell($0, column))/SUM(\(CellName.row($0, columns: powers)))" },
          { $0.uncalibrated[k] })
      }
    case .hierarchicalSoftmax(let tree):
      for (k, path) in tree.paths.enumerated() {
        _ = add(
          labels[k],
          { row in
            let turns = path.map { turn in
              let z = CellName.cell(row, logits.lowerBound + turn.node)
              return sigmoid(turn.isLeft ? z : "(-\(z))")
            }
            return turns.isEmpty ? "1" : turns.map { "(\($0))" }.joined(separator: "*")
          }, { $0.uncalibrated[k] })
      }
    }
    probabilities = start..<columns.count
    calibrate()
  }

  private mutating func calibrate() {
    guard plan.model.calibration?.mapCount != nil, let calibration = plan.model.calibration else {
      return
    }
    let labels = plan.labels
    let raw = probabilities
    let start = columns.count
    for k in 0..<(calibration.mapCount ?? 0) {
      let source = labels.count == 2 ? raw.lowerBound + 1 : raw.lowerBound + k
      _ = add(
        "\(labels[labels.count == 2 ? 1 : k]), mapped",
        { FormulaCalibration.formula(calibration, map: k, p: CellName.cell($0, source)) },
        { $0.mapped[k] })
    }
    let maps = start..<columns.count
    let first = columns.count
    for k in labels.indices {
      _ = add(
        labels[k],
        { row in
          if labels.count == 2 {
            let p = CellName.cell(row, maps.lowerBound)
            return k == 1 ? p : "1-\(p)"
          }
          let sum = "SUM(\(CellName.row(row, columns: maps)))"
          let own = CellName.cell(row, maps.lowerBound + k)
          return "IF(\(sum)>0,\(own)/\(sum),1/\(labels.count))"
        }, { $0.probabilities[k] })
    }
    probabilities = first..<columns.count
  }
}

extension RowValues {
  /// Whether a cell of an input would be filled; texts count as given when they are not missing.
  func isGiven(_ input: Int) -> Bool { given[input] }
}
