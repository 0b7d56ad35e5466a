import RowcastFeatures

/// Curves and products as nodes.
///
/// A number between knots is a row of pieces, each from 0 to 1 over one interval; a curve is the sum of
/// its rises, and the hats of an axis are differences of neighboring pieces.
struct ONNXProducts {
  let plan: ScoringPlan
  let inputs: ONNXInputs

  /// The sums of the first layer's units over curves and products, and what is added to intercepts.
  func sums(_ layer: PlanLayer, in graph: inout ONNXGraph) -> (terms: [String], base: [Double]) {
    var terms: [String] = []
    var base = [Double](repeating: 0, count: layer.outputs)
    if let curves = curves(layer, &base, in: &graph) { terms.append(curves) }
    let axes = plan.axes.map { hats($0, in: &graph) }
    for own in plan.products {
      var cells = axes[own.axes[0]]
      var width = plan.axes[own.axes[0]].axis.count
      for axis in own.axes.dropFirst() {
        let count = plan.axes[axis].axis.count
        let rows = graph.node("Reshape", [cells, graph.constant(indices: [-1, width, 1])])
        let columns = graph.node(
          "Reshape", [axes[axis], graph.constant(indices: [-1, 1, count])])
        width *= count
        cells = graph.node(
          "Reshape",
          [graph.node("Mul", [rows, columns]), graph.constant(indices: [-1, width])])
      }
      let weights = own.cells.flatMap { place in
        (0..<layer.outputs).map { layer.weight($0, place) }
      }
      let matrix = graph.constant(weights, shape: [own.cells.count, layer.outputs])
      terms.append(graph.node("MatMul", [cells, matrix]))
    }
    return (terms, base)
  }

  /// All curves at once: pieces of all numbers side by side, times what each rises by.
  private func curves(
    _ layer: PlanLayer, _ base: inout [Double], in graph: inout ONNXGraph
  ) -> String? {
    guard let numbers = inputs.numbers else { return nil }
    var columns: [Int] = []
    var lows: [Double] = []
    var widths: [Double] = []
    var rises: [Double] = []
    for (column, own) in numbers.plan.enumerated() {
      guard let curve = own.number.curve else { continue }
      for unit in 0..<layer.outputs { base[unit] += layer.weight(unit, own.input.hats.lowerBound) }
      for piece in 0..<(curve.knots.count - 1) {
        columns.append(column)
        lows.append(curve.knots[piece])
        widths.append(curve.knots[piece + 1] - curve.knots[piece])
        let place = own.input.hats.lowerBound + piece
        for unit in 0..<layer.outputs {
          rises.append(layer.weight(unit, place + 1) - layer.weight(unit, place))
        }
      }
    }
    guard !columns.isEmpty else { return nil }
    let x = graph.columns(numbers.filled, columns)
    let pieces = Self.pieces(x, lows, widths, in: &graph)
    let matrix = graph.constant(rises, shape: [columns.count, layer.outputs])
    return graph.node("MatMul", [pieces, matrix])
  }

  private static func pieces(
    _ x: String, _ lows: [Double], _ widths: [Double], in graph: inout ONNXGraph
  ) -> String {
    let share = graph.standardized(x, centers: lows, scales: widths)
    let above = graph.node("Max", [share, graph.constant(0)])
    return graph.node("Min", [above, graph.constant(1)])
  }

  /// The share of each place of an axis.
  private func hats(_ own: PlanAxis, in graph: inout ONNXGraph) -> String {
    let axis = own.axis
    let count = axis.count
    guard axis.isNumber else {
      var table = [Double](repeating: 0, count: axis.places.count * count)
      for (feature, place) in axis.places.enumerated() where place >= 0 {
        table[feature * count + place] = 1
      }
      let rows = graph.constant(table, shape: [axis.places.count, count])
      let codes = inputs.codes.first { $0.input.name == axis.column }?.codes ?? ""
      return graph.node("Gather", [rows, codes], [.integer("axis", 0)])
    }
    let numbers = inputs.numbers
    let column = numbers?.plan.firstIndex { $0.input.name == axis.column } ?? 0
    let knots = axis.knots
    let pieceCount = knots.count - 1
    let x = graph.columns(
      numbers?.filled ?? "", Array(repeating: column, count: pieceCount))
    let pieces = Self.pieces(
      x, Array(knots.dropLast()), (0..<pieceCount).map { knots[$0 + 1] - knots[$0] }, in: &graph)
    var steps = [Double](repeating: 0, count: pieceCount * count)
    for piece in 0..<pieceCount {
      steps[piece * count + piece] = -1
      steps[piece * count + piece + 1] = 1
    }
    var first = [Double](repeating: 0, count: count)
    first[0] = 1
    let moved = graph.node(
      "MatMul", [pieces, graph.constant(steps, shape: [pieceCount, count])])
    let hats = graph.node("Add", [moved, graph.constant(first)])
    guard axis.hasMissing else { return hats }
    var last = [Double](repeating: 0, count: count)
    last[count - 1] = 1
    let missing = graph.columns(inputs.missingNumbers, [column])
    return graph.node("Where", [missing, graph.constant(last), hats])
  }
}
