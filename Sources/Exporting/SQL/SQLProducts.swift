import RowcastFeatures

/// Curves and products as SQL: heights between knots, and cells by their numbers.
struct SQLProducts {
  let plan: ScoringPlan
  let inputs: [SQLInput]
  let dialect: SQLDialect

  private func place(_ axis: Int) -> String { dialect.name("rowcast_a\(axis)") }
  private func share(_ axis: Int) -> String { dialect.name("rowcast_s\(axis)") }
  private func cell(_ product: Int) -> String { dialect.name("rowcast_c\(product)") }

  /// A function of the filled number between knots: its value on each interval, and beyond both ends.
  private func pieces(
    _ x: String, _ knots: [Double], below: String, above: String, _ piece: (Int) -> String
  ) -> String {
    let n = dialect.number
    let inner = (0..<(knots.count - 1)).map { "WHEN \(x) < \(n(knots[$0 + 1])) THEN \(piece($0))" }
    return "CASE WHEN \(x) <= \(n(knots[0])) THEN \(below)\n      "
      + inner.joined(separator: "\n      ") + "\n      ELSE \(above) END"
  }

  /// How far a number is on the way between two knots.
  private func share(_ x: String, _ knots: [Double], _ place: Int) -> String {
    let (low, high) = (knots[place], knots[place + 1])
    return "(\(x) - \(dialect.number(low))) / \(dialect.number(high - low))"
  }

  /// The height of a curve for one unit; nil where it is nothing.
  func height(_ input: SQLInput, _ layer: PlanLayer, _ unit: Int) -> String? {
    guard case .number(let number) = input.input.kind, let curve = number.curve else { return nil }
    let heights = input.input.hats.map { layer.weight(unit, $0) }
    guard heights.contains(where: { $0 != 0 }) else { return nil }
    let n = dialect.number
    return pieces(
      input.filled, curve.knots, below: n(heights[0]), above: n(heights[heights.count - 1])
    ) { place in
      "\(n(heights[place])) + \(share(input.filled, curve.knots, place))"
        + " * \(n(heights[place + 1] - heights[place]))"
    }
  }

  /// Where the row stands along each axis: the place, and of numbers how far on the way to the next.
  var axes: [(name: String, expression: String)] {
    plan.axes.enumerated().flatMap { index, own -> [(name: String, expression: String)] in
      let input = inputs[own.input]
      guard own.axis.isNumber else {
        let cases = own.axis.places.dropLast().enumerated().filter { $0.element >= 0 }
          .map { "WHEN \($0.offset) THEN \($0.element)" }
        let other = own.axis.places.last.flatMap { $0 >= 0 ? "\($0)" : nil } ?? "NULL"
        return [
          (
            place(index), "CASE \(input.value) \(cases.joined(separator: " ")) ELSE \(other) END"
          )
        ]
      }
      let (knots, x) = (own.axis.knots, input.filled)
      func orMissing(_ missing: String, _ rest: String) -> String {
        own.axis.hasMissing
          ? "CASE WHEN \(input.value) IS NULL THEN \(missing) ELSE \(rest) END" : rest
      }
      return [
        (
          place(index),
          orMissing(
            "\(knots.count - 1)",
            pieces(x, knots, below: "0", above: "\(knots.count - 2)") { "\($0)" })
        ),
        (
          share(index),
          orMissing(
            "1E0",
            pieces(x, knots, below: "0E0", above: "1E0") { share(x, knots, $0) })
        ),
      ]
    }
  }

  /// The first cell that the row touches of each product; NULL when a column has no place there.
  var cells: [(name: String, expression: String)] {
    plan.products.enumerated().map { index, own in
      let terms = zip(own.axes, own.product.strides).map { axis, stride in
        stride == 1 ? place(axis) : "\(place(axis)) * \(stride)"
      }
      return (cell(index), terms.joined(separator: " + "))
    }
  }

  /// What a product adds for one unit; nil where it is nothing.
  func term(_ index: Int, _ layer: PlanLayer, _ unit: Int) -> String? {
    let own = plan.products[index]
    let weights = own.cells.map { layer.weight(unit, $0) }
    guard weights.contains(where: { $0 != 0 }) else { return nil }
    let numbers = zip(own.axes, own.product.axes).filter(\.1.isNumber).map(\.0)
    let corners = ScoringPlan.corners(of: own.product).compactMap { corner -> String? in
      let cases = weights.indices.compactMap { cell -> String? in
        let first = cell - corner.step
        guard first >= 0, weights[cell] != 0 else { return nil }
        return "WHEN \(first) THEN \(dialect.number(weights[cell]))"
      }
      guard !cases.isEmpty else { return nil }
      let factors = zip(numbers, corner.isUpper).map { axis, isUpper in
        isUpper ? share(axis) : "(1E0 - \(share(axis)))"
      }
      let value = "CASE \(cell(index)) \(cases.joined(separator: " ")) ELSE 0E0 END"
      return (factors + [value]).joined(separator: " * ")
    }
    return "(\(corners.joined(separator: "\n      + ")))"
  }
}
