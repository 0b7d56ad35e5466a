import RowcastClassification
import RowcastJSONText
import RowcastReporting

/// `activations`: the functions of the field, with value, derivative and documentation.
public struct ActivationGallery: Sendable {
  /// The gallery has no options: it shows every function there is.
  public init() {}

  /// The table for a terminal.
  public var text: String {
    Activation.all.map { activation in
      let words = activation.documentation
      return """
        \(activation.name)
          f(x)     \(words.formula)   range \(words.range)
          f'(x)    \(words.derivative)
          f(-2), f(0), f(2)     \(row(activation) { activation.value($0) })
          f'(-2), f'(0), f'(2)  \(row(activation) { activation.derivative($0) })
          use      \(words.use)
          problem  \(words.problem)
          source   \(words.source)
        """
    }.joined(separator: "\n\n")
  }

  private func row(_ activation: Activation, _ value: (Double) -> Double) -> String {
    [-2.0, 0, 2].map { NumberWords.plain(value($0), 4) }.joined(separator: ", ")
  }

  /// The table for programs, with samples from -4 to 4.
  public var json: String {
    let entries = Activation.all.map { activation -> JSONValue in
      let words = activation.documentation
      let xs = Self.inputs
      return [
        "name": .string(activation.name), "formula": .string(words.formula),
        "derivative": .string(words.derivative), "range": .string(words.range),
        "use": .string(words.use), "problem": .string(words.problem),
        "source": .string(words.source),
        "has_useful_gradient": .boolean(activation.hasUsefulGradient),
        "x": .array(xs.map { .number($0) }),
        "value": .array(xs.map { .number(activation.value($0)) }),
        "slope": .array(xs.map { .number(activation.derivative($0)) }),
      ]
    }
    return JSONValue.array(entries).text(isPretty: true)
  }

  private static let inputs = (0...160).map { -4 + Double($0) / 20 }

  /// Every function with its derivative, drawn on a web page.
  public var page: String {
    let functions = Activation.all.map { activation in
      ActivationChart.Function(
        name: activation.name, formula: activation.documentation.formula,
        note: activation.documentation.use, inputs: Self.inputs,
        values: Self.inputs.map { activation.value($0) },
        derivatives: Self.inputs.map { activation.derivative($0) })
    }
    return ActivationChart(
      title: "Activation functions",
      introduction: "Each function with its derivative, from -4 to 4.", functions: functions
    ).render()
  }

  /// Runs the demonstrations: vanishing gradients, dead units, two circles and more.
  /// - Throws: `ClassificationError` when an experiment cannot be fitted.
  public func laboratory(isJSON: Bool) throws -> String {
    let shown = try ActivationLaboratory().run()
    if isJSON { return try JSONCoding.encode(shown).text(isPretty: true) }
    return shown.map(\.text).joined(separator: "\n\n")
  }
}
