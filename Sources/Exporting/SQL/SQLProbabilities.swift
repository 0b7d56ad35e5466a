import RowcastEvaluation
import RowcastClassification

/// Logits to calibrated probabilities and a predicted class as SQL.
struct SQLProbabilities {
  let plan: ScoringPlan
  let dialect: SQLDialect
  private var last: Int { plan.layers.count - 1 }

  init(plan: ScoringPlan, dialect: SQLDialect) {
    self.plan = plan
    self.dialect = dialect
  }

  private func n(_ value: Double) -> String { dialect.number(value) }
  private func own(_ name: String, _ index: Int) -> String {
    dialect.name("rowcast_\(name)\(index)")
  }
  private func raw(_ index: Int) -> String { own("p", index) }

  /// The column of a class's probability after calibration.
  func final(_ index: Int) -> String {
    switch plan.model.calibration {
    case nil, .temperature: raw(index)
    case .platt, .isotonic: own("c", index)
    }
  }

  func add(to script: inout SQLScript) {
    let logits = (0..<plan.layers[last].outputs).map {
      let z = dialect.name("rowcast_z\(last)_\($0)")
      if case .temperature(let scaling) = plan.model.calibration {
        return "(\(z) / \(n(scaling.temperature)))"
      }
      return z
    }
    switch plan.head {
    case .sigmoid:
      script.add(
        [
          (raw(0), "1E0 / (1E0 + \(SQLExpression.exponential(logits[0])))"),
          (raw(1), "1E0 / (1E0 + \(SQLExpression.exponential("-\(logits[0])")))"),
        ], comment: "Both probabilities by the sigmoid.")
    case .softmax: softmax(logits, to: &script)
    case .hierarchicalSoftmax(let tree):
      script.add(
        tree.paths.enumerated().map { index, path in
          let turns = path.map { turn in
            let z = turn.isLeft ? "-\(logits[turn.node])" : logits[turn.node]
            return "1E0 / (1E0 + \(SQLExpression.exponential(z)))"
          }
          return (raw(index), turns.isEmpty ? "1E0" : turns.joined(separator: " * "))
        }, comment: "The product of the sigmoids along each class's path.")
    }
    calibrate(&script)
  }

  private func softmax(_ z: [String], to script: inout SQLScript) {
    let largest = z.indices.dropLast().map { i in
      let tests = z.indices.dropFirst(i + 1).map { "\(z[i]) >= \(z[$0])" }
      return "WHEN \(tests.joined(separator: " AND ")) THEN \(z[i])"
    }
    let top = own("top", 0)
    script.add(
      [(top, "CASE \(largest.joined(separator: " ")) ELSE \(z[z.count - 1]) END")],
      comment: "The largest logit is taken off, so that nothing overflows.")
    script.add(
      z.indices.map { (own("e", $0), SQLExpression.exponential("(\(z[$0]) - \(top))")) },
      comment: "Exponentials.")
    let total = z.indices.map { own("e", $0) }.joined(separator: " + ")
    script.add(
      z.indices.map { (raw($0), "\(own("e", $0)) / (\(total))") }, comment: "Probabilities.")
  }

  private func calibrate(_ script: inout SQLScript) {
    let maps: [(String) -> String]
    switch plan.model.calibration {
    case nil, .temperature: return
    case .platt(let sigmoids):
      maps = sigmoids.map { sigmoid in { p in platt(sigmoid, p) } }
    case .isotonic(let corners): maps = corners.map { corner in { p in isotonic(corner, p) } }
    }
    if plan.labels.count == 2 {
      script.add([(own("c", 1), maps[0](raw(1)))], comment: "Calibration.")
      script.add([(own("c", 0), "1E0 - \(own("c", 1))")], comment: "The other class.")
      return
    }
    script.add(
      maps.indices.map { (own("q", $0), maps[$0](raw($0))) }, comment: "Calibration.")
    let total = maps.indices.map { own("q", $0) }.joined(separator: " + ")
    script.add(
      maps.indices.map {
        (
          own("c", $0),
          "CASE WHEN \(total) > 0 THEN \(own("q", $0)) / (\(total))"
            + " ELSE \(n(1 / Double(maps.count))) END"
        )
      }, comment: "Calibrated probabilities sum to one.")
  }

  private func platt(_ sigmoid: PlattScaling, _ p: String) -> String {
    let kept =
      "(CASE WHEN \(p) < 1E-15 THEN 1E-15 WHEN \(p) > \(n(1 - 1e-15)) THEN \(n(1 - 1e-15))"
      + " ELSE \(p) END)"
    return "1E0 / (1E0 + EXP(-(\(n(sigmoid.slope)) * (LN(\(kept)) - LN(1E0 - \(kept)))"
      + " + \(n(sigmoid.offset)))))"
  }

  private func isotonic(_ map: IsotonicRegression, _ p: String) -> String {
    guard let first = map.scores.first, let last = map.values.last else { return p }
    let pieces = zip(map.scores, map.values)
    let cases = zip(pieces, pieces.dropFirst()).map { a, b in
      "WHEN \(p) <= \(n(b.0)) THEN \(n(a.1))"
        + " + (\(p) - \(n(a.0))) / \(n(b.0 - a.0)) * \(n(b.1 - a.1))"
    }
    return "CASE WHEN \(p) <= \(n(first)) THEN \(n(map.values[0])) "
      + cases.joined(separator: " ") + " ELSE \(n(last)) END"
  }

  /// The label of the predicted class.
  var prediction: String {
    let labels = plan.labels.map { dialect.literal($0) }
    if case .threshold(let threshold, let positive) = plan.model.decision {
      return "CASE WHEN \(final(positive)) >= \(n(threshold)) THEN \(labels[positive])"
        + " ELSE \(labels[1 - positive]) END"
    }
    let cases = labels.indices.dropLast().map { i in
      let tests = labels.indices.dropFirst(i + 1).map { "\(final(i)) >= \(final($0))" }
      return "WHEN \(tests.joined(separator: " AND ")) THEN \(labels[i])"
    }
    return "CASE \(cases.joined(separator: " ")) ELSE \(labels[labels.count - 1]) END"
  }
}
