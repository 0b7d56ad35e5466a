import RowcastFeatures
import RowcastTabular

/// The raw columns of a graph, read: numbers, dates and codes, each with its missing values found.
struct ONNXInputs {
  /// The columns of numbers side by side, missing ones filled, and where they were missing.
  private(set) var numbers: (plan: [(input: PlanInput, number: FittedNumber)], filled: String)?
  private(set) var missingNumbers = ""
  /// The columns of dates side by side as milliseconds, and where they were missing.
  private(set) var dates: (plan: [(input: PlanInput, date: FittedDate)], milliseconds: String)?
  private(set) var missingDates = ""
  /// One list of codes for each category.
  private(set) var codes: [(input: PlanInput, levels: FittedLevels, codes: String)] = []

  init(_ plan: ScoringPlan, in graph: inout ONNXGraph) {
    var numbers: [(input: PlanInput, number: FittedNumber)] = []
    var dates: [(input: PlanInput, date: FittedDate)] = []
    var numberNames: [String] = []
    var dateNames: [String] = []
    for input in plan.inputs {
      switch input.kind {
      case .number(let number):
        numbers.append((input, number))
        numberNames.append(Self.number(input, in: &graph))
      case .date(let date):
        dates.append((input, date))
        dateNames.append(
          graph.input(
            input.name, .double, comment: "milliseconds since 1970-01-01; NaN when missing"))
      case .category(let levels):
        codes.append((input, levels, Self.codes(input, levels, in: &graph)))
      }
    }
    if !numbers.isEmpty {
      let raw = graph.joined(numberNames)
      missingNumbers = graph.missing(raw)
      let fills = graph.constant(numbers.map(\.number.fill))
      // Infinite numbers count as missing, so the largest finite ones are no bounds at all.
      let largest = Double.greatestFiniteMagnitude
      let lower = graph.constant(numbers.map { $0.number.lower ?? -largest })
      let upper = graph.constant(numbers.map { $0.number.upper ?? largest })
      let bounded = graph.node("Min", [graph.node("Max", [raw, lower]), upper])
      self.numbers = (numbers, graph.node("Where", [missingNumbers, fills, bounded]))
    }
    if !dates.isEmpty {
      let raw = graph.joined(dateNames)
      missingDates = graph.missing(raw)
      self.dates = (dates, graph.node("Where", [missingDates, graph.constant(0), raw]))
    }
  }

  private static func number(_ input: PlanInput, in graph: inout ONNXGraph) -> String {
    switch input.form {
    case .truthText:
      let raw = graph.input(input.name, .string, comment: "yes or no")
      let words = truthWords
      return graph.node(
        "LabelEncoder", [raw],
        [
          .tensor("keys_tensor", ONNXTensor.texts(words.map(\.text), shape: [words.count])),
          .tensor("values_tensor", ONNXTensor.doubles(words.map(\.value), shape: [words.count])),
          .tensor("default_tensor", ONNXTensor.doubles([.nan], shape: [1])),
        ], domain: "ai.onnx.ml")
    case .truth:
      let raw = graph.input(input.name, .double, comment: "1 for yes, 0 for no, NaN when missing")
      let values = ONNXTensor.doubles([0, 1], shape: [2])
      return graph.node(
        "LabelEncoder", [raw],
        [
          .tensor("keys_tensor", values), .tensor("values_tensor", values),
          .tensor("default_tensor", ONNXTensor.doubles([.nan], shape: [1])),
        ], domain: "ai.onnx.ml")
    default:
      return graph.input(
        input.name, .double,
        comment: (input.measure.map { "\($0); " } ?? "") + "NaN when missing")
    }
  }

  /// Yes and no in every case of letters.
  private static var truthWords: [(text: String, value: Double)] {
    TruthReading.spellings.flatMap { word, value in
      let variants = word.reduce([""]) { all, letter in
        let forms = Set([String(letter), letter.uppercased()]).sorted()
        return all.flatMap { head in forms.map { head + $0 } }
      }
      return variants.map { ($0, value) }
    }
  }

  private static func codes(
    _ input: PlanInput, _ levels: FittedLevels, in graph: inout ONNXGraph
  ) -> String {
    let known = levels.codesByText
    let codes: String
    switch input.form {
    case .number, .truth:
      let raw = graph.input(input.name, .double, comment: "a code; NaN when missing")
      let keys = known.compactMap { text, code -> (Double, Double)? in
        let key = text == "true" ? 1 : text == "false" ? 0 : Double(text)
        return key.map { ($0, Double(code)) }
      }
      let found = graph.node(
        "LabelEncoder", [raw],
        [
          .tensor("keys_tensor", ONNXTensor.doubles(keys.map(\.0), shape: [keys.count])),
          .tensor("values_tensor", ONNXTensor.doubles(keys.map(\.1), shape: [keys.count])),
          .tensor("default_tensor", ONNXTensor.doubles([Double(levels.unseenCode)], shape: [1])),
        ], domain: "ai.onnx.ml")
      let absent = graph.constant(Double(levels.codeOfMissing))
      let all = graph.node("Where", [graph.missing(raw), absent, found])
      codes = graph.cast(all, to: .int64)
    default:
      let raw = graph.input(
        input.name, .string, comment: "a text without blanks at its ends; empty when missing")
      let tokens = MissingTokens.always.map { (text: $0, code: levels.codeOfMissing) }
      let keys = known + tokens
      codes = graph.node(
        "LabelEncoder", [raw],
        [
          .texts("keys_strings", keys.map(\.text)), .integers("values_int64s", keys.map(\.code)),
          .integer("default_int64", levels.unseenCode),
        ], domain: "ai.onnx.ml")
    }
    return graph.node("Reshape", [codes, graph.constant(indices: [-1])])
  }
}
