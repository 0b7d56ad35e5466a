import RowcastClassification
import RowcastEvaluation
import RowcastFeatures

/// Layers, probabilities and calibration as nodes.
struct ONNXLayers {
  let plan: ScoringPlan

  /// The logits: products with the features, and a row of weights for each code.
  func logits(
    _ features: ONNXFeatures, _ inputs: ONNXInputs, texts: [ONNXText], in graph: inout ONNXGraph
  ) -> String {
    let layer = plan.layers[0]
    let units = 0..<layer.outputs
    var terms: [String] = []
    if !features.parts.isEmpty {
      let weights = features.places.flatMap { place in units.map { layer.weight($0, place) } }
      let matrix = graph.constant(weights, shape: [features.places.count, layer.outputs])
      terms.append(graph.node("MatMul", [graph.joined(features.parts), matrix]))
    }
    for (input, levels, codes) in inputs.codes {
      var rows = input.levels.flatMap { place in units.map { layer.weight($0, place) } }
      rows += units.map { _ in 0.0 }
      let table = graph.constant(rows, shape: [levels.width + 1, layer.outputs])
      terms.append(graph.node("Gather", [table, codes], [.integer("axis", 0)]))
    }
    for text in texts { terms.append(text.sums(layer, in: &graph)) }
    let (products, base) = ONNXProducts(plan: plan, inputs: inputs).sums(layer, in: &graph)
    terms += products
    let intercepts = graph.constant(zip(layer.intercepts, base).map { $0 + $1 })
    var z = terms.isEmpty ? intercepts : graph.node("Sum", terms + [intercepts])
    for (index, layer) in plan.layers.enumerated().dropFirst() {
      z = activated(z, plan.layers[index - 1].activation, in: &graph)
      let weights = (0..<layer.inputs).flatMap { j in
        (0..<layer.outputs).map { layer.weight($0, j) }
      }
      let matrix = graph.constant(weights, shape: [layer.inputs, layer.outputs])
      let products = graph.node("MatMul", [z, matrix])
      z = graph.node("Add", [products, graph.constant(layer.intercepts)])
    }
    return z
  }

  private func activated(
    _ z: String, _ activation: PlanActivation, in graph: inout ONNXGraph
  ) -> String {
    let (zero, one) = (graph.constant(0), graph.constant(1))
    switch activation {
    case .identity: return z
    case .rectified(let slopes):
      let right = graph.node("Max", [z, zero])
      if slopes == [0] { return right }
      let left = graph.node("Mul", [graph.node("Min", [z, zero]), graph.constant(slopes)])
      return graph.node("Add", [right, left])
    case .exponential(let alpha, let scale):
      let right = graph.node("Mul", [graph.node("Max", [z, zero]), graph.constant(scale)])
      let e = graph.node("Exp", [graph.node("Min", [z, zero])])
      let left = graph.node(
        "Mul", [graph.node("Sub", [e, one]), graph.constant(scale * alpha)])
      return graph.node("Add", [right, left])
    case .sigmoid: return graph.node("Sigmoid", [z])
    case .tanh: return graph.node("Tanh", [z])
    case .softplus:
      let e = graph.node("Exp", [graph.node("Neg", [graph.node("Abs", [z])])])
      let log = graph.node("Log", [graph.node("Add", [one, e])])
      return graph.node("Add", [graph.node("Max", [z, zero]), log])
    case .softsign:
      return graph.node("Div", [z, graph.node("Add", [one, graph.node("Abs", [z])])])
    case .silu: return graph.node("Mul", [z, graph.node("Sigmoid", [z])])
    case .gelu:
      let scaled = graph.node("Mul", [z, graph.constant(0.7071067811865476)])
      let share = graph.node("Add", [one, graph.node("Erf", [scaled])])
      let half = graph.node("Mul", [z, graph.constant(0.5)])
      return graph.node("Mul", [half, share])
    case .step:
      return graph.cast(graph.node("GreaterOrEqual", [z, zero]), to: .double)
    case .sign: return graph.node("Sign", [z])
    }
  }

  func probabilities(_ logits: String, in graph: inout ONNXGraph) -> String {
    var z = logits
    if case .temperature(let scaling) = plan.model.calibration {
      z = graph.node("Div", [z, graph.constant(scaling.temperature)])
    }
    let p: String
    switch plan.head {
    case .sigmoid:
      p = graph.node("Sigmoid", [graph.joined([graph.node("Neg", [z]), z])])
    case .softmax: p = graph.node("Softmax", [z], [.integer("axis", 1)])
    case .hierarchicalSoftmax(let tree):
      let count = plan.layers[plan.layers.count - 1].outputs
      let sides = graph.node("Sigmoid", [graph.joined([z, graph.node("Neg", [z])])])
      let classes = tree.paths.map { path in
        let turns = graph.columns(sides, path.places(nodeCount: count))
        return graph.node(
          "ReduceProd", [turns, graph.constant(indices: [1])], [.integer("keepdims", 1)])
      }
      p = graph.joined(classes)
    }
    return calibrated(p, in: &graph)
  }

  private func calibrated(_ p: String, in graph: inout ONNXGraph) -> String {
    let isBinary = plan.labels.count == 2
    let raw: String
    switch plan.model.calibration {
    case nil, .temperature: return p
    case .platt(let maps):
      let own = isBinary ? graph.columns(p, [1]) : p
      let kept = graph.node(
        "Min",
        [graph.node("Max", [own, graph.constant(1e-15)]), graph.constant(1 - 1e-15)])
      let rest = graph.node("Log", [graph.node("Sub", [graph.constant(1), kept])])
      let odds = graph.node("Sub", [graph.node("Log", [kept]), rest])
      let turned = graph.node("Mul", [odds, graph.constant(maps.map(\.slope))])
      let moved = graph.node("Add", [turned, graph.constant(maps.map(\.offset))])
      raw = graph.node("Sigmoid", [moved])
    case .isotonic(let maps):
      let columns = maps.enumerated().map { k, map in
        let own = graph.columns(p, [isBinary ? 1 : k])
        return bent(own, map, in: &graph)
      }
      raw = graph.joined(columns)
    }
    if isBinary {
      return graph.joined([graph.node("Sub", [graph.constant(1), raw]), raw])
    }
    let sum = graph.node(
      "ReduceSum", [raw, graph.constant(indices: [1])], [.integer("keepdims", 1)])
    return graph.node("Div", [raw, sum])
  }

  /// A function that is straight between corners, as a sum of pieces that rise between two each.
  private func bent(
    _ p: String, _ map: IsotonicRegression, in graph: inout ONNXGraph
  ) -> String {
    guard let first = map.values.first else { return p }
    let pieces = zip(zip(map.scores, map.values), zip(map.scores, map.values).dropFirst())
    guard map.scores.count > 1 else {
      let flat = graph.node("Mul", [p, graph.constant(0)])
      return graph.node("Add", [flat, graph.constant(first)])
    }
    let reach = graph.node("Sub", [p, graph.constant(pieces.map { $0.0.0 })])
    let inside = graph.node(
      "Min",
      [
        graph.node("Max", [reach, graph.constant(0)]),
        graph.constant(pieces.map { $0.1.0 - $0.0.0 }),
      ])
    let slopes = pieces.map { ($0.1.1 - $0.0.1) / ($0.1.0 - $0.0.0) }
    let terms = graph.node("Mul", [inside, graph.constant(slopes)])
    let sum = graph.node(
      "ReduceSum", [terms, graph.constant(indices: [1])], [.integer("keepdims", 1)])
    return graph.node("Add", [sum, graph.constant(first)])
  }

  /// The index of the predicted class of each row.
  func predicted(_ p: String, in graph: inout ONNXGraph) -> String {
    guard case .threshold(let threshold, let positive) = plan.model.decision else {
      return graph.node("ArgMax", [p], [.integer("axis", 1), .integer("keepdims", 0)])
    }
    let own = graph.columns(p, [positive])
    let isReached = graph.node("GreaterOrEqual", [own, graph.constant(threshold)])
    let choice = positive == 1 ? isReached : graph.node("Not", [isReached])
    let index = graph.cast(choice, to: .int64)
    return graph.node("Reshape", [index, graph.constant(indices: [-1])])
  }
}
