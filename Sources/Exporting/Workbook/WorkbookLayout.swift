import RowcastFeatures
import RowcastTabular

/// Where everything stands in a live workbook.
///
///     Input      prediction | one probability for each class | one column for each input
///     Formulas   the same rows, step by step
///     Model      one row for each feature: what it is, then its weight for each unit
///     Layer2 ..  the weights of a network's later layers
///     Levels     the texts of each category with their places
struct WorkbookLayout {
  let plan: ScoringPlan

  static let input = "Input", formulas = "Formulas", model = "Model", levels = "Levels"
  static let calibration = "Calibration"

  /// The column of an input on the input sheet.
  func inputColumn(_ index: Int) -> Int { 1 + plan.labels.count + index }

  /// The columns of the model sheet before the weights.
  static let detail = 3, fill = 4, center = 5, scale = 6, firstUnit = 9
  static let lower = 7, upper = 8
  /// The rows of the model sheet.
  static let interceptRow = 4
  var denseRows: Range<Int> { 5..<(5 + plan.denseWidth) }
  var indicatorRows: Range<Int> {
    let count = plan.inputs.reduce(0) { $0 + ($1.indicator == nil ? 0 : 1) }
    return denseRows.upperBound..<(denseRows.upperBound + count)
  }

  /// The rows of a category's levels, with one more for what has no feature.
  func levelRows(_ index: Int) -> Range<Int> {
    var start = indicatorRows.upperBound
    for input in plan.inputs.prefix(index) where !input.isNumeric {
      start += input.levels.count + 1
    }
    return start..<(start + plan.inputs[index].levels.count + 1)
  }

  /// The rows of the hats of an input's curve, behind the levels of all categories.
  func hatRows(_ index: Int) -> Range<Int> {
    var start = levelRows(plan.inputs.count - 1).lowerBound
    if let last = plan.inputs.last, !last.isNumeric { start += last.levels.count + 1 }
    for input in plan.inputs.prefix(index) { start += input.hats.count }
    return start..<(start + plan.inputs[index].hats.count)
  }

  /// The rows of the cells of a product, behind all hats.
  func cellRows(_ index: Int) -> Range<Int> {
    var start = hatRows(plan.inputs.count - 1).upperBound
    for product in plan.products.prefix(index) { start += product.cells.count }
    return start..<(start + plan.products[index].cells.count)
  }

  /// The first column of an input on the levels sheet: two columns for each input.
  func levelsColumn(_ index: Int) -> Int { 2 * index }

  func model(_ row: Int, _ column: Int) -> String {
    "\(Self.model)!\(CellName.fixed(row, column))"
  }

  static func layer(_ index: Int) -> String { "Layer\(index + 1)" }

  /// What the lookup of a category finds: texts, and how far their place is from that of unseen
  /// texts. Only texts can say that a value is missing.
  func lookup(_ input: PlanInput, _ levels: FittedLevels) -> [(text: String, offset: Int)] {
    let known = levels.codesByText.map { (text: $0.text, offset: $0.code - levels.unseenCode) }
    guard input.form == .text else { return known }
    let missing = levels.codeOfMissing - levels.unseenCode
    return known + MissingTexts.tokens.map { (text: $0, offset: missing) }
  }
}

extension PlanInput {
  /// Whether it is a number or a date, and no category.
  var isNumeric: Bool { levelCodes == nil }
}

/// Blanks as the function TRIM of a spreadsheet leaves them.
enum MissingTexts {
  static let tokens = MissingTokens.always.filter { !$0.isEmpty }

  /// The text without blanks at both ends, and with one between words.
  static func trimmed(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
}
