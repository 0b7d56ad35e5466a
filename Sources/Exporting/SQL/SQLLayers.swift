import RowcastFeatures
import RowcastLinearAlgebra

/// The layers of a network and its probabilities as SQL.
struct SQLLayers {
  let plan: ScoringPlan
  let dialect: SQLDialect

  func unit(_ layer: Int, _ output: Int) -> String { dialect.name("rowcast_z\(layer)_\(output)") }
  func probability(_ index: Int) -> String { dialect.name("rowcast_p\(index)") }
  static func feature(_ place: Int, _ dialect: SQLDialect) -> String {
    dialect.name("rowcast_f\(place)")
  }

  /// The first layer: products with the features that have columns, and a weight for each code.
  func first(
    _ inputs: [SQLInput], _ products: SQLProducts
  ) -> [(name: String, expression: String)] {
    let layer = plan.layers[0]
    return (0..<layer.outputs).map { k in
      var terms = [dialect.number(layer.intercepts[k])]
      func add(_ place: Int) {
        let weight = layer.weights[k, place]
        guard weight != 0 else { return }
        terms.append("\(dialect.number(weight)) * \(Self.feature(place, dialect))")
      }
      for sql in inputs {
        for place in sql.input.dense { add(place) }
        if let place = sql.input.indicator { add(place) }
        if let height = products.height(sql, layer, k) { terms.append(height) }
        guard !sql.input.levels.isEmpty else { continue }
        let cases = sql.input.levels.compactMap { place -> String? in
          let weight = layer.weights[k, place]
          return weight == 0
            ? nil
            : "WHEN \(place - sql.input.levels.lowerBound) THEN \(dialect.number(weight))"
        }
        if !cases.isEmpty {
          terms.append("CASE \(sql.value) \(cases.joined(separator: " ")) ELSE 0E0 END")
        }
      }
      terms += plan.products.indices.compactMap { products.term($0, layer, k) }
      return (unit(0, k), SQLExpression.sum(terms))
    }
  }

  /// The values of a layer's units after its activation.
  func activated(_ index: Int) -> [(name: String, expression: String)] {
    let layer = plan.layers[index]
    return (0..<layer.outputs).map { j in
      (dialect.name("rowcast_h\(index)_\(j)"), activation(layer.activation, unit(index, j), j))
    }
  }

  /// A later layer, from the values of the one before it.
  func following(_ index: Int) -> [(name: String, expression: String)] {
    let layer = plan.layers[index]
    return (0..<layer.outputs).map { k in
      let terms = (0..<layer.inputs).compactMap { j -> String? in
        let weight = layer.weights[k, j]
        return weight == 0
          ? nil : "\(dialect.number(weight)) * \(dialect.name("rowcast_h\(index - 1)_\(j)"))"
      }
      return (unit(index, k), SQLExpression.sum([dialect.number(layer.intercepts[k])] + terms))
    }
  }

  private func activation(_ activation: PlanActivation, _ z: String, _ unit: Int) -> String {
    func n(_ value: Double) -> String { dialect.number(value) }
    switch activation {
    case .identity: return z
    case .rectified(let slopes):
      let slope = activation.slope(slopes, of: unit)
      return "CASE WHEN \(z) >= 0 THEN \(z) ELSE \(slope == 0 ? "0E0" : "\(n(slope)) * \(z)") END"
    case .exponential(let alpha, let scale):
      return "CASE WHEN \(z) >= 0 THEN \(n(scale)) * \(z)"
        + " ELSE \(n(scale * alpha)) * (\(SQLExpression.exponential(z)) - 1E0) END"
    case .sigmoid: return "1E0 / (1E0 + \(SQLExpression.exponential("-\(z)")))"
    case .tanh: return "2E0 / (1E0 + \(SQLExpression.exponential("(-2E0 * \(z))"))) - 1E0"
    case .softplus:
      return "CASE WHEN \(z) > 0 THEN \(z) + LN(1E0 + \(SQLExpression.exponential("-\(z)")))"
        + " ELSE LN(1E0 + \(SQLExpression.exponential(z))) END"
    case .softsign: return "\(z) / (1E0 + ABS(\(z)))"
    case .silu: return "\(z) / (1E0 + \(SQLExpression.exponential("-\(z)")))"
    case .gelu: return z  // refused before
    case .step: return "CASE WHEN \(z) >= 0 THEN 1E0 ELSE 0E0 END"
    case .sign: return "CASE WHEN \(z) > 0 THEN 1E0 WHEN \(z) < 0 THEN -1E0 ELSE 0E0 END"
    }
  }
}
