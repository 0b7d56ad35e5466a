import RowcastEvaluation
import RowcastClassification
import RowcastFeatures

/// What a model computes for a row, taken apart for the writers of other languages:
/// columns, features in the order of the weights, layers, probabilities, predicted class.
struct ScoringPlan: Sendable {
  var model: ExportModel
  var inputs: [PlanInput]
  /// The columns of texts; empty in languages that cannot cut texts into terms.
  var texts: [PlanText] = []
  var products: [PlanProduct] = []
  /// The axes of all products, each once.
  var axes: [PlanAxis] = []
  var denseWidth: Int
  var width: Int
  var layers: [PlanLayer]
  var head: OutputHead
  var labels: [String] { model.labels.labels }

  /// - Parameters:
  ///   - target: what the errors call the language.
  ///   - cutsTexts: whether the language can cut texts into terms.
  init(
    _ model: ExportModel, target: String, cutsTexts: Bool = false
  ) throws(ExportError) {
    self.model = model
    inputs = []
    denseWidth = model.features.denseWidth
    width = model.features.width
    layers = model.classifier.layers
    head = model.classifier.head
    try findInputs(target: target, cutsTexts: cutsTexts)
    try check(target: target)
  }

  private mutating func findInputs(
    target: String, cutsTexts: Bool
  ) throws(ExportError) {
    let columns = model.features.columns.filter(\.isUsed)
    var dense = 0
    var level = denseWidth
    var indicator =
      denseWidth + columns.reduce(0) { $0 + ($1.levels?.width ?? 0) }
    var texts: [PlanText] = []
    for column in columns {
      if cutsTexts, let text = column.text {
        try text.check(target: target, column: column.name)
        texts.append(PlanText(name: column.name, text: text, terms: 0..<text.terms.count))
        continue
      }
      let kind = try column.planKind(target: target)
      var input = PlanInput(
        name: column.name, reading: column.reading, kind: kind,
        dense: dense..<(dense + column.denseWidth), levels: level..<level)
      dense += column.denseWidth
      if case .category(let levels) = kind {
        input.levels = level..<(level + levels.width)
        level += levels.width
      }
      if column.hasIndicator {
        input.indicator = indicator
        indicator += 1
      }
      inputs.append(input)
    }
    for index in inputs.indices {
      guard case .number(let number) = inputs[index].kind, let curve = number.curve else {
        continue
      }
      inputs[index].hats = indicator..<(indicator + curve.knots.count)
      indicator += curve.knots.count
    }
    for product in model.features.products {
      products.append(
        PlanProduct(
          product: product, cells: indicator..<(indicator + product.width),
          axes: try places(of: product)))
      indicator += product.width
    }
    // Terms stand behind everything else.
    for text in texts {
      let terms = indicator..<(indicator + text.terms.count)
      self.texts.append(PlanText(name: text.name, text: text.text, terms: terms))
      indicator = terms.upperBound
    }
    guard indicator == width else {
      throw ExportError(.mismatch(what: "features", found: indicator, expected: width))
    }
  }

  private mutating func places(of product: FittedProduct) throws(ExportError) -> [Int] {
    var places: [Int] = []
    for axis in product.axes { places.append(try place(of: axis)) }
    return places
  }

  /// The place of an axis among those of the plan, where it is put if it is new.
  private mutating func place(of axis: ProductAxis) throws(ExportError) -> Int {
    guard let input = inputs.firstIndex(where: { $0.name == axis.column }) else {
      throw ExportError(.mismatch(what: "columns", found: 0, expected: 1), column: axis.column)
    }
    var fill = 0.0
    if case .number(let number) = inputs[input].kind { fill = number.fill }
    let own = PlanAxis(axis: axis, input: input, fill: fill)
    if let known = axes.firstIndex(of: own) { return known }
    axes.append(own)
    return axes.count - 1
  }

  private func check(target: String) throws(ExportError) {
    var size = width
    for (i, layer) in layers.enumerated() {
      guard layer.inputs == size, layer.intercepts.count == layer.outputs else {
        throw ExportError(
          .mismatch(what: "inputs", found: layer.inputs, expected: size), layer: i + 1)
      }
      size = layer.outputs
    }
    let classes = head.classCount
    guard labels.count == classes, size == head.unitCount else {
      throw ExportError(.mismatch(what: "classes", found: classes, expected: labels.count))
    }
    if case .hierarchicalSoftmax = head, case .temperature = model.calibration {
      throw ExportError(
        .inexpressible(
          target: target, what: "a hierarchical softmax calibrated by a temperature",
          why: "its classes have no logits to divide; calibrate with platt or isotonic"))
    }
    if let maps = model.calibration?.mapCount, maps != (classes == 2 ? 1 : classes) {
      throw ExportError(
        .mismatch(
          what: "calibration maps", found: maps, expected: classes == 2 ? 1 : classes))
    }
    if case .threshold(_, let positive) = model.decision, classes != 2 || !(0...1 ~= positive) {
      throw ExportError(.mismatch(what: "classes for a threshold", found: classes, expected: 2))
    }
  }
}

extension FittedText {
  /// Refuses what the terms of texts in another language do not know.
  fileprivate func check(target: String, column: String) throws(ExportError) {
    func refuse(_ what: String, _ why: String) -> ExportError {
      ExportError(.inexpressible(target: target, what: what, why: why), column: column)
    }
    if options.shortestWord > 1 {
      throw refuse(
        "a shortest word of \(options.shortestWord) characters",
        "words are counted there whatever their length")
    }
    if !measures.isEmpty {
      throw refuse("a measure of texts", "only their terms are counted there")
    }
  }
}

extension FittedColumn {
  fileprivate func planKind(target: String) throws(ExportError) -> PlanInput.Kind {
    if let number { return .number(number) }
    if let date { return .date(date) }
    if let levels { return .category(levels) }
    if text != nil {
      throw ExportError(
        .inexpressible(
          target: target, what: "a column of texts",
          why: "cutting texts into terms has no form there; export to ONNX, or leave the "
            + "column out"),
        column: name)
    }
    throw ExportError(
      .inexpressible(
        target: target, what: "a \(role.rawValue) column of this encoding",
        why: "only numbers, dates and one-hot categories have a form there"),
      column: name)
  }
}
