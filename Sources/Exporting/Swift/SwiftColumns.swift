import RowcastFeatures
import RowcastTabular

/// The columns of a model as properties, and the lines that make features of them.
struct SwiftColumns {
  struct Property {
    var input: PlanInput
    var name: String
    var type: String
    var comment: String
  }

  let properties: [Property]
  private let plan: ScoringPlan

  init(_ plan: ScoringPlan) {
    self.plan = plan
    var names = SwiftName(taken: SwiftName.ofSource)
    properties = plan.inputs.map { input in
      let (type, comment) =
        switch input.form {
        case .number: ("Double", input.measure.map { "a number: \($0)" } ?? "a number")
        case .truth: ("Bool", "yes or no")
        case .truthText: ("String", "yes or no, as a text")
        case .text: ("String", "a text")
        case .date: ("Double", "milliseconds since 1970-01-01")
        }
      return Property(
        input: input, name: names.property(input.name), type: type, comment: comment)
    }
  }

  /// The level tables, one for each category.
  var tables: [String] {
    properties.enumerated().compactMap { index, property in
      guard let levels = property.input.levelCodes else { return nil }
      let pairs = levels.codesByText
      func table(_ type: String, _ key: (String) -> String?) -> String {
        let items = pairs.compactMap { pair in key(pair.text).map { "(\($0), \(pair.code))" } }
        return "  private static let levels\(index): [\(type)] = "
          + SwiftLiteral.list(items, indent: "  ")
      }
      switch property.input.form {
      case .number:
        return table("(Double, Int)") { Double($0).map(SwiftLiteral.number) }
          + "\n  private static let codes\(index) = Dictionary(\n    levels\(index), uniquingKeysWith: { first, _ in first })"
      case .truth:
        return table("(Bool, Int)") { $0 == "true" ? "true" : $0 == "false" ? "false" : nil }
          + "\n  private static let codes\(index) = Dictionary(\n    levels\(index), uniquingKeysWith: { first, _ in first })"
      default:
        return table("(String, Int)") { SwiftLiteral.text($0) }
          + "\n  private static let codes\(index) = Dictionary("
          + "\n    levels\(index).map { (Array($0.0.utf8), $0.1) }, uniquingKeysWith: { first, _ in first })"
      }
    }
  }

  /// The statements that append to `dense`, `active` and `parts`: column by column, then products.
  var statements: [String] {
    properties.indices.map { statement($0) } + plan.products.map { product($0) }
  }

  /// A product: the place of each axis, and the cells that follow from them.
  private func product(_ own: PlanProduct) -> String {
    let axes = zip(own.axes, own.product.strides).map { index, stride -> String in
      let own = plan.axes[index]
      guard own.axis.isNumber else {
        return "(Self.axis\(index)[\(codeName(own.input))], nil, \(stride))"
      }
      let place = "Self.place(x\(own.input), Self.axis\(index))"
      let value =
        own.axis.hasMissing
        ? "(raw\(own.input) == nil ? (\(own.axis.knots.count - 1), 1) : \(place))" : place
      return "Self.along(\(value), \(stride))"
    }
    return "parts += Self.cells(\(own.cells.lowerBound), [\(axes.joined(separator: ", "))])"
  }

  private func codeName(_ input: Int) -> String { "code\(input)" }

  /// The code of a category that is part of a product.
  private func codeLine(_ index: Int, _ levels: FittedLevels, _ filter: String) -> String {
    guard plan.axes.contains(where: { $0.input == index }) else { return "" }
    return "\nlet code\(index) = (\(filter)).map { Self.codes\(index)[$0] ?? \(levels.unseenCode) }"
      + " ?? \(levels.codeOfMissing)"
  }

  /// The knots of curves, and those and the places of axes.
  var curveTables: [String] {
    properties.indices.compactMap { index -> String? in
      guard case .number(let number) = properties[index].input.kind, let curve = number.curve else {
        return nil
      }
      return SwiftSource.array("knots\(index)", curve.knots)
    }
      + plan.axes.enumerated().map { index, own in
        own.axis.isNumber
          ? SwiftSource.array("axis\(index)", own.axis.knots)
          : "  private static let axis\(index): [Int] = "
            + SwiftLiteral.list(own.axis.places.map { "\($0)" }, indent: "  ")
      }
  }

  private func statement(_ index: Int) -> String {
    let property = properties[index]
    let own = "self.\(property.name)"
    switch property.input.kind {
    case .number(let number):
      let raw =
        switch property.input.form {
        case .truth: "\(own).map { $0 ? 1.0 : 0.0 }"
        case .truthText: "Self.truth(\(own))"
        default: "Self.finite(\(own))"
        }
      var lines = [
        "let raw\(index): Double? = \(raw)",
        "let x\(index) = raw\(index)\(Self.bounds(number)) ?? \(SwiftLiteral.number(number.fill))",
        "dense.append(\(scaled("x\(index)", number.scaler, table: "landmarks\(index)")))",
      ]
      lines += number.hinges.map {
        "dense.append((max(0, x\(index) - \(SwiftLiteral.number($0.knot)))"
          + " - \(SwiftLiteral.number($0.center))) / \(SwiftLiteral.number($0.scale)))"
      }
      if number.curve != nil {
        lines.append("let knot\(index) = Self.place(x\(index), Self.knots\(index))")
        let first = property.input.hats.lowerBound
        lines.append(
          "parts += [(\(first) + knot\(index).0, 1 - knot\(index).1), "
            + "(\(first + 1) + knot\(index).0, knot\(index).1)]")
      }
      return lines.joined(separator: "\n") + indicator(property, index)
    case .date(let date):
      let lines =
        [
          "let raw\(index) = Self.finite(\(own))",
          "let moment\(index) = raw\(index).map { Moment($0) }",
        ]
        + date.parts.map { part in
          let value =
            "(moment\(index).map { \(Self.part(part.part)) } ?? \(SwiftLiteral.number(part.fill)))"
          return "dense.append(\(scaled(value, part.scaler, table: "")))"
        }
      return lines.joined(separator: "\n") + indicator(property, index)
    case .category(let levels):
      let first = property.input.levels.lowerBound
      let level = property.type == "String" ? "Self.level(\(own))" : own
      let filter = property.type == "Double" ? "Self.finite(\(own))" : level
      var text = """
        if let level = \(filter) {
          \(code("Self.codes\(index)[level] ?? \(levels.unseenCode)", levels, first))
        }
        """
      if let missing = levels.missingCode {
        text += " else {\n  active.append(\(first + missing))\n}"
      }
      return text + codeLine(index, levels, filter)
    }
  }

  private func code(_ expression: String, _ levels: FittedLevels, _ first: Int) -> String {
    levels.unseenCode < levels.width
      ? "active.append(\(first) + (\(expression)))"
      : "let code = \(expression)\n  if code < \(levels.width) { active.append(\(first) + code) }"
  }

  private func indicator(_ property: Property, _ index: Int) -> String {
    property.input.indicator.map { "\nif raw\(index) == nil { active.append(\($0)) }" } ?? ""
  }

  private func scaled(_ x: String, _ scaler: FittedScaler, table: String) -> String {
    func standardized(_ y: String) -> String {
      "(\(y) - \(SwiftLiteral.number(scaler.center))) / \(SwiftLiteral.number(scaler.scale))"
    }
    switch scaler.kind {
    case .none, .unitNorm: return x
    case .standard, .minmax, .maxabs, .robust: return standardized(x)
    case .log1p: return standardized("Self.signedLogarithm(\(x))")
    case .power:
      return standardized("Self.power(\(x), \(SwiftLiteral.number(scaler.lambda ?? 1)))")
    case .quantile: return "Self.share(\(x), Self.\(table))"
    }
  }

  /// The call that keeps a number within its bounds.
  private static func bounds(_ number: FittedNumber) -> String {
    var value = "$0"
    if let lower = number.lower { value = "max(\(value), \(SwiftLiteral.number(lower)))" }
    if let upper = number.upper { value = "min(\(value), \(SwiftLiteral.number(upper)))" }
    return value == "$0" ? "" : ".map { \(value) }"
  }

  private static func part(_ part: DatePart) -> String {
    switch part {
    case .days, .year, .month, .day, .weekday, .hour: "$0.\(part.rawValue)"
    case .monthSine: "sin(Self.cycle($0.month - 1, 12))"
    case .monthCosine: "cos(Self.cycle($0.month - 1, 12))"
    case .weekdaySine: "sin(Self.cycle($0.weekday, 7))"
    case .weekdayCosine: "cos(Self.cycle($0.weekday, 7))"
    case .hourSine: "sin(Self.cycle($0.hour, 24))"
    case .hourCosine: "cos(Self.cycle($0.hour, 24))"
    }
  }
}
