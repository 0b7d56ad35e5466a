import RowcastEvaluation
import RowcastClassification
import RowcastFeatures
import RowcastLinearAlgebra
import RowcastTabular

/// A model as one source file of Swift that depends on nothing but the C library.
///
/// A structure with one property for each column; `probabilities` has one number for each of
/// `labels`, `prediction` the label.
public enum SwiftSource {
  /// The most numbers that the compiler is asked to read.
  static let limit = 200_000

  /// - Throws: ``ExportError`` for what has no form in it.
  public static func text(_ model: ExportModel) throws(ExportError) -> String {
    let plan = try ScoringPlan(model, target: "Swift")
    let count = plan.layers.reduce(0) { $0 + $1.weights.values.count }
    guard count <= limit else {
      throw ExportError(
        .tooLarge(target: "Swift", what: "weights", count: count, limit: limit))
    }
    let columns = SwiftColumns(plan)
    let head = """
      // \(LineComment.text(model.name)): \(model.classifier.name) for \
      \(LineComment.text(model.labels.column)), written by \
      \(LineComment.text(model.program)).

      \(SwiftRuntime.imports)

      /// A row to be scored: set what is known, leave what is missing nil.
      public struct \(SwiftName.type(model.name)): Sendable {

      """
    let body = [
      properties(columns), scores(plan, columns), tables(plan, columns), runtime(plan),
    ]
    return head + body.joined(separator: "\n\n") + "\n}\n"
  }

  private static func properties(_ columns: SwiftColumns) -> String {
    let stored = columns.properties.map {
      "  /// Column \(SwiftLiteral.text($0.input.name)): \($0.comment).\n"
        + "  public var \($0.name): \($0.type)?"
    }
    let parameters = columns.properties.map { "    \($0.name): \($0.type)? = nil" }
    let settings = columns.properties.map { "    self.\($0.name) = \($0.name)" }
    return stored.joined(separator: "\n") + "\n\n  public init(\n"
      + parameters.joined(separator: ",\n") + "\n  ) {\n" + settings.joined(separator: "\n")
      + "\n  }"
  }

  private static func scores(_ plan: ScoringPlan, _ columns: SwiftColumns) -> String {
    let labels = plan.labels.map { SwiftLiteral.text($0) }
    let statements = columns.statements.map { indented($0, by: "    ") }
    let all = statements.joined()
    func declaration(_ name: String, _ type: String) -> String {
      let isFilled =
        all.contains("\(name).append") || all.contains("\(name) +=")
        || (name == "dense" && !norm.isEmpty)
      return "    \(isFilled ? "var" : "let") \(name): [\(type)] = []"
    }
    let norm =
      !plan.model.features.unitNorm
      ? ""
      : """
          let length = dense.reduce(0) { $0 + $1 * $1 }.squareRoot()
          if length > 0 { dense = dense.map { $0 / length } }

      """
    let decision =
      if case .threshold(let threshold, let positive) = plan.model.decision {
        "p[\(positive)] >= \(SwiftLiteral.number(threshold)) ? \(positive) : \(1 - positive)"
      } else {
        "p.indices.max { p[$0] < p[$1] || (p[$0] == p[$1] && $0 > $1) } ?? 0"
      }
    return """
        /// The classes.
        public static let labels: [String] = \(SwiftLiteral.list(labels, indent: "  "))

        /// The label of the predicted class.
        public var prediction: String {
          let p = probabilities
          return Self.labels[\(decision)]
        }

        /// One probability for each of ``labels``.
        public var probabilities: [Double] {
      \(declaration("dense", "Double"))
      \(declaration("active", "Int"))
      \(declaration("parts", "(Int, Double)"))
      \(statements.joined(separator: "\n"))
      \(norm)    var z = Self.intercepts0
          for k in z.indices {
            let row = k * \(plan.width)
            for j in dense.indices { z[k] += Self.weights0[row + j] * dense[j] }
            for j in active { z[k] += Self.weights0[row + j] }
            for (j, share) in parts { z[k] += Self.weights0[row + j] * share }
          }
      \(SwiftLayers(plan: plan).statements.map { "    " + $0 }.joined(separator: "\n"))
        }
      """
  }

  private static func tables(_ plan: ScoringPlan, _ columns: SwiftColumns) -> String {
    var tables = columns.tables + columns.curveTables
    if plan.inputs.contains(where: { $0.form == .text || $0.form == .truthText }) {
      tables.append(
        "  private static let missing = Set("
          + SwiftLiteral.list(MissingTokens.always.map(SwiftLiteral.text), indent: "  ")
          + ".map { Array($0.utf8) })")
    }
    for (index, input) in plan.inputs.enumerated() {
      if case .number(let number) = input.kind, let landmarks = number.scaler.landmarks {
        tables.append(array("landmarks\(index)", landmarks))
      }
    }
    for (index, layer) in plan.layers.enumerated() {
      tables.append(array("intercepts\(index)", layer.intercepts))
      tables.append(array("weights\(index)", layer.weights.values))
    }
    return (tables + SwiftLayers(plan: plan).tables).joined(separator: "\n")
  }

  static func array(_ name: String, _ values: [Double]) -> String {
    "  private static let \(name): [Double] = "
      + SwiftLiteral.list(values.map { $0.description }, indent: "  ")
  }

  private static func runtime(_ plan: ScoringPlan) -> String {
    let forms = Set(plan.inputs.map(\.form))
    var scalings: Set<Scaling> = []
    for input in plan.inputs {
      if case .number(let number) = input.kind { scalings.insert(number.scaler.kind) }
    }
    let hasText = forms.contains(.text) || forms.contains(.truthText)
    var parts: [String] = []
    if forms.contains(.number) || forms.contains(.date) { parts.append(SwiftRuntime.numbers) }
    if hasText { parts.append(SwiftRuntime.texts) }
    if forms.contains(.truthText) { parts.append(SwiftRuntime.truths) }
    if forms.contains(.date) { parts.append(SwiftRuntime.dates) }
    if scalings.contains(.log1p) { parts.append(SwiftRuntime.logarithm) }
    if scalings.contains(.power) { parts.append(SwiftRuntime.power) }
    if scalings.contains(.quantile) { parts.append(SwiftRuntime.share) }
    if plan.isInterpolated { parts.append(SwiftRuntime.places) }
    if !plan.products.isEmpty { parts.append(SwiftRuntime.cells) }
    return (parts + SwiftLayers(plan: plan).runtime).joined(separator: "\n\n")
  }

  private static func indented(_ text: String, by indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }
      .joined(separator: "\n")
  }
}
