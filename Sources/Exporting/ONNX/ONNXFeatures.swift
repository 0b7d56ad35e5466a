import RowcastFeatures

/// Features as the columns of one matrix, with the place of each in the order of the weights.
struct ONNXFeatures {
  private(set) var parts: [String] = []
  private(set) var places: [Int] = []

  init(_ inputs: ONNXInputs, unitNorm: Bool, in graph: inout ONNXGraph) {
    if let numbers = inputs.numbers { addNumbers(numbers.plan, numbers.filled, &graph) }
    if let dates = inputs.dates {
      addDates(dates.plan, dates.milliseconds, inputs.missingDates, &graph)
    }
    if unitNorm, !parts.isEmpty {
      let dense = graph.joined(parts)
      let squares = graph.node("Mul", [dense, dense])
      let sum = graph.node(
        "ReduceSum", [squares, graph.constant(indices: [1])], [.integer("keepdims", 1)])
      let length = graph.node("Sqrt", [sum])
      let isLong = graph.node("Greater", [length, graph.constant(0)])
      let divisor = graph.node("Where", [isLong, length, graph.constant(1)])
      parts = [graph.node("Div", [dense, divisor])]
    }
    addIndicators(
      inputs.numbers?.plan.map(\.input.indicator) ?? [], inputs.missingNumbers, &graph)
    addIndicators(inputs.dates?.plan.map(\.input.indicator) ?? [], inputs.missingDates, &graph)
  }

  private mutating func addNumbers(
    _ plan: [(input: PlanInput, number: FittedNumber)], _ filled: String, _ graph: inout ONNXGraph
  ) {
    let isLinear = plan.allSatisfy { $0.number.scaler.isLinear }
    var raw = filled
    if !isLinear {
      let columns = plan.indices.map { i in
        let column = graph.columns(filled, [i])
        return Self.bent(column, plan[i].number.scaler, &graph)
      }
      raw = graph.joined(columns)
    }
    let isScaled = plan.map {
      !([.none, .unitNorm, .quantile] as [Scaling]).contains($0.number.scaler.kind)
    }
    parts.append(
      graph.standardized(
        raw, centers: zip(plan, isScaled).map { $1 ? $0.number.scaler.center : 0 },
        scales: zip(plan, isScaled).map { $1 ? $0.number.scaler.scale : 1 }))
    places += plan.map(\.input.dense.lowerBound)
    let hinges = plan.enumerated().flatMap { i, one in
      one.number.hinges.enumerated().map {
        (column: i, hinge: $1, place: one.input.dense.lowerBound + 1 + $0)
      }
    }
    guard !hinges.isEmpty else { return }
    let columns = graph.columns(filled, hinges.map(\.column))
    let beyond = graph.node("Sub", [columns, graph.constant(hinges.map(\.hinge.knot))])
    let piece = graph.node("Max", [beyond, graph.constant(0)])
    parts.append(
      graph.standardized(
        piece, centers: hinges.map(\.hinge.center), scales: hinges.map(\.hinge.scale)))
    places += hinges.map(\.place)
  }

  /// A column through the curved part of its scaling.
  private static func bent(
    _ x: String, _ scaler: FittedScaler, _ graph: inout ONNXGraph
  ) -> String {
    let one = graph.constant(1)
    func logarithm(_ y: String) -> String { graph.node("Log", [graph.node("Add", [one, y])]) }
    func power(_ log: String, _ exponent: Double) -> String {
      if exponent == 0 { return log }
      let e = graph.node("Exp", [graph.node("Mul", [log, graph.constant(exponent)])])
      return graph.node("Div", [graph.node("Sub", [e, one]), graph.constant(exponent)])
    }
    switch scaler.kind {
    case .none, .standard, .minmax, .maxabs, .robust, .unitNorm: return x
    case .log1p:
      return graph.node("Mul", [graph.node("Sign", [x]), logarithm(graph.node("Abs", [x]))])
    case .power:
      let lambda = scaler.lambda ?? 1
      let log = logarithm(graph.node("Abs", [x]))
      let isRight = graph.node("GreaterOrEqual", [x, graph.constant(0)])
      let left = graph.node("Neg", [power(log, 2 - lambda)])
      return graph.node("Where", [isRight, power(log, lambda), left])
    case .quantile: return share(of: x, among: scaler.landmarks ?? [], &graph)
    }
  }

  /// The share of training values below: the mean of the shares counted from both sides, so that a
  /// value that fills several landmarks gets their middle.
  private static func share(
    of x: String, among landmarks: [Double], _ graph: inout ONNXGraph
  ) -> String {
    guard let low = landmarks.first, let high = landmarks.last, low < high else {
      return graph.node("Mul", [x, graph.constant(0)])
    }
    var knots: [(x: Double, low: Double, high: Double)] = []
    for (i, value) in landmarks.enumerated() {
      if let last = knots.last, last.x == value {
        knots[knots.count - 1].high = Double(i)
      } else {
        knots.append((value, Double(i), Double(i)))
      }
    }
    let last = Double(landmarks.count - 1)
    // Below the first landmark that repeats the share is still 0, above the last one 1.
    knots[0].low = 0
    let pieces = zip(knots, knots.dropFirst()).map { (from: $0, to: $1) }
    let reach = graph.node("Sub", [x, graph.constant(pieces.map(\.from.x))])
    let inside = graph.node(
      "Min",
      [
        graph.node("Max", [reach, graph.constant(0)]),
        graph.constant(pieces.map { $0.to.x - $0.from.x }),
      ])
    let slopes = pieces.map { ($0.to.low - $0.from.high) / ($0.to.x - $0.from.x) }
    var terms = graph.node("Mul", [inside, graph.constant(slopes)])
    let jumps = knots.dropFirst().dropLast().filter { $0.high > $0.low }
    if !jumps.isEmpty {
      let at = graph.constant(jumps.map(\.x))
      let half = graph.constant(jumps.map { ($0.high - $0.low) / 2 })
      let isAt = graph.cast(graph.node("GreaterOrEqual", [x, at]), to: .double)
      let isPast = graph.cast(graph.node("Greater", [x, at]), to: .double)
      let both = graph.node("Add", [isAt, isPast])
      terms = graph.joined([terms, graph.node("Mul", [both, half])])
    }
    let sum = graph.node(
      "ReduceSum", [terms, graph.constant(indices: [1])], [.integer("keepdims", 1)])
    // The repeats of the smallest value are passed as soon as it is exceeded.
    let first = graph.constant(knots[0].high)
    let isAbove = graph.node("Greater", [x, graph.constant(low)])
    let begun = graph.node("Add", [sum, first])
    let zero = graph.constant(0)
    let isBelow = graph.node("Less", [x, graph.constant(high)])
    let inner = graph.node("Where", [isAbove, begun, zero])
    let scaled = graph.node("Div", [inner, graph.constant(last)])
    return graph.node("Where", [isBelow, scaled, graph.constant(1)])
  }

  private mutating func addDates(
    _ plan: [(input: PlanInput, date: FittedDate)], _ milliseconds: String, _ missing: String,
    _ graph: inout ONNXGraph
  ) {
    let dates = ONNXDates(milliseconds, in: &graph)
    var columns: [Int] = []
    var fitted: [FittedDate.Part] = []
    var values: [String] = []
    for part in DatePart.allCases {
      let having = plan.enumerated().compactMap { i, one in
        one.date.parts.firstIndex { $0.part == part }.map { (column: i, place: $0) }
      }
      guard !having.isEmpty else { continue }
      let all = dates.values(part, in: &graph)
      values.append(graph.columns(all, having.map(\.column)))
      columns += having.map(\.column)
      fitted += having.map { plan[$0.column].date.parts[$0.place] }
      places += having.map { plan[$0.column].input.dense.lowerBound + $0.place }
    }
    guard !values.isEmpty else { return }
    let joined = graph.joined(values)
    let isMissing = graph.columns(missing, columns)
    let fills = graph.constant(fitted.map(\.fill))
    let filled = graph.node("Where", [isMissing, fills, joined])
    parts.append(
      graph.standardized(
        filled, centers: fitted.map(\.scaler.center), scales: fitted.map(\.scaler.scale)))
  }

  private mutating func addIndicators(
    _ indicators: [Int?], _ missing: String, _ graph: inout ONNXGraph
  ) {
    let having = indicators.enumerated().compactMap { i, place in place.map { (i, $0) } }
    guard !having.isEmpty else { return }
    let columns = graph.columns(missing, having.map(\.0))
    parts.append(graph.cast(columns, to: .double))
    places += having.map(\.1)
  }
}
