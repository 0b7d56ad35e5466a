import RowcastEvaluation
import RowcastClassification

/// Layers, probabilities and calibration as statements of Swift.
struct SwiftLayers {
  let plan: ScoringPlan

  private func n(_ value: Double) -> String { SwiftLiteral.number(value) }

  /// From the first layer's sums `z` to the probabilities.
  var statements: [String] {
    var lines: [String] = []
    for index in plan.layers.indices.dropFirst() {
      lines += activation(index - 1)
      lines.append("z = Self.layer(z, Self.weights\(index), Self.intercepts\(index))")
    }
    if case .temperature(let scaling) = plan.model.calibration {
      lines.append("z = z.map { $0 / \(n(scaling.temperature)) }")
    }
    let raw =
      switch plan.head {
      case .sigmoid: "[Self.sigmoid(-z[0]), Self.sigmoid(z[0])]"
      case .softmax: "Self.softmax(z)"
      case .hierarchicalSoftmax:
        "Self.paths.map { $0.reduce(1.0) { $0 * Self.sigmoid($1.1 * z[$1.0]) } }"
      }
    let maps: [String]
    switch plan.model.calibration {
    case nil, .temperature: return lines + ["return \(raw)"]
    case .platt(let sigmoids):
      maps = sigmoids.enumerated().map {
        "Self.sigmoid(\(n($1.slope)) * Self.logit(p[\(place($0))]) + \(n($1.offset)))"
      }
    case .isotonic(let corners):
      maps = corners.indices.map {
        "Self.bent(p[\(place($0))], Self.scores\($0), Self.values\($0))"
      }
    }
    lines.append("let p = \(raw)")
    if plan.labels.count == 2 {
      return lines + ["let q = \(maps[0])", "return [1 - q, q]"]
    }
    return lines + [
      "let q: [Double] = [\(maps.joined(separator: ", "))]",
      "let sum = q.reduce(0, +)",
      "return sum > 0 ? q.map { $0 / sum } : q.map { _ in 1 / Double(q.count) }",
    ]
  }

  private func place(_ map: Int) -> Int { plan.labels.count == 2 ? 1 : map }

  private func activation(_ index: Int) -> [String] {
    switch plan.layers[index].activation {
    case .identity: []
    case .rectified(let slopes):
      slopes.count == 1
        ? ["z = z.map { $0 >= 0 ? $0 : \(n(slopes[0])) * $0 }"]
        : ["for j in z.indices where z[j] < 0 { z[j] *= Self.slopes\(index)[j] }"]
    case .exponential(let alpha, let scale):
      ["z = z.map { $0 >= 0 ? \(n(scale)) * $0 : \(n(scale * alpha)) * expm1($0) }"]
    case .sigmoid: ["z = z.map { Self.sigmoid($0) }"]
    case .tanh: ["z = z.map { tanh($0) }"]
    case .softplus: ["z = z.map { max($0, 0) + log1p(exp(-$0.magnitude)) }"]
    case .softsign: ["z = z.map { $0 / (1 + $0.magnitude) }"]
    case .silu: ["z = z.map { $0 * Self.sigmoid($0) }"]
    case .gelu: ["z = z.map { $0 * 0.5 * erfc(-$0 * 0.7071067811865476) }"]
    case .step: ["z = z.map { $0 >= 0 ? 1 : 0 }"]
    case .sign: ["z = z.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }"]
    }
  }

  /// The numbers that the statements look up.
  var tables: [String] {
    var tables: [String] = []
    for (index, layer) in plan.layers.enumerated() {
      if case .rectified(let slopes) = layer.activation, slopes.count > 1 {
        tables.append(SwiftSource.array("slopes\(index)", slopes))
      }
    }
    if case .hierarchicalSoftmax(let tree) = plan.head {
      let items = tree.paths.map { path in
        "[" + path.map { "(\($0.node), \($0.isLeft ? 1 : -1))" }.joined(separator: ", ") + "]"
      }
      tables.append(
        "  /// For each class the inner nodes on its path, 1 for left and -1 for right.\n"
          + "  private static let paths: [[(Int, Double)]] = "
          + SwiftLiteral.list(items, indent: "  "))
    }
    if case .isotonic(let corners) = plan.model.calibration {
      for (index, map) in corners.enumerated() {
        tables.append(SwiftSource.array("scores\(index)", map.scores))
        tables.append(SwiftSource.array("values\(index)", map.values))
      }
    }
    return tables
  }

  /// The functions that the statements call.
  var runtime: [String] {
    var parts: [String] = []
    let hasSigmoid = plan.layers.dropLast().contains {
      $0.activation == .sigmoid || $0.activation == .silu
    }
    var isPlatt = false
    if case .platt = plan.model.calibration { isPlatt = true }
    if plan.layers.count > 1 { parts.append(SwiftRuntime.layer) }
    if !plan.head.isSoftmax || hasSigmoid || isPlatt { parts.append(SwiftRuntime.sigmoid) }
    if plan.head.isSoftmax { parts.append(SwiftRuntime.softmax) }
    if isPlatt { parts.append(SwiftRuntime.logit) }
    if case .isotonic = plan.model.calibration { parts.append(SwiftRuntime.corners) }
    return parts
  }
}
