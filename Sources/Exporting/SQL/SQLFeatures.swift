import RowcastFeatures

/// Dense features and indicators as SQL.
struct SQLFeatures {
  let dialect: SQLDialect

  /// A scaled expression.
  func scaled(_ x: String, by scaler: FittedScaler) -> String {
    func standardized(_ y: String) -> String {
      "(\(y) - \(dialect.number(scaler.center))) / \(dialect.number(scaler.scale))"
    }
    switch scaler.kind {
    case .none, .unitNorm: return x
    case .standard, .minmax, .maxabs, .robust: return standardized(x)
    case .log1p:
      return standardized(
        "CASE WHEN \(x) < 0 THEN -LN(1E0 - \(x)) ELSE LN(1E0 + \(x)) END")
    case .power: return standardized(power(x, lambda: scaler.lambda ?? 1))
    case .quantile: return share(of: x, among: scaler.landmarks ?? [])
    }
  }

  /// The power of Yeo and Johnson.
  private func power(_ x: String, lambda: Double) -> String {
    func side(_ base: String, _ exponent: Double) -> String {
      let e = dialect.number(exponent)
      return exponent == 0 ? "LN(\(base))" : "(EXP(\(e) * LN(\(base))) - 1E0) / \(e)"
    }
    return "CASE WHEN \(x) >= 0 THEN \(side("1E0 + \(x)", lambda))"
      + " ELSE -(\(side("1E0 - \(x)", 2 - lambda))) END"
  }

  /// The share of training values below, straight between landmarks.
  private func share(of x: String, among landmarks: [Double]) -> String {
    guard let low = landmarks.first, let high = landmarks.last, low < high else { return "0E0" }
    let last = Double(landmarks.count - 1)
    var cases = [
      "WHEN \(x) <= \(dialect.number(low)) THEN 0E0",
      "WHEN \(x) >= \(dialect.number(high)) THEN 1E0",
    ]
    var i = 0
    while i < landmarks.count - 1 {
      var end = i
      while end + 1 < landmarks.count, landmarks[end + 1] == landmarks[i] { end += 1 }
      if end > i {
        let middle = Double(i + end) / 2 / last
        cases.append(
          "WHEN \(x) = \(dialect.number(landmarks[i])) THEN \(dialect.number(middle))")
      }
      if end + 1 < landmarks.count {
        let (a, b) = (landmarks[end], landmarks[end + 1])
        cases.append(
          "WHEN \(x) < \(dialect.number(b)) THEN (\(dialect.number(Double(end)))"
            + " + (\(x) - \(dialect.number(a))) / \(dialect.number(b - a)))"
            + " / \(dialect.number(last))")
      }
      i = end + 1
    }
    return "CASE " + cases.joined(separator: " ") + " ELSE 1E0 END"
  }

  /// The dense features of a column, in their order.
  func dense(_ sql: SQLInput) -> [String] {
    switch sql.input.kind {
    case .category: return []
    case .number(let number):
      let x = sql.filled
      return [scaled(x, by: number.scaler)]
        + number.hinges.map { hinge in
          let knot = dialect.number(hinge.knot)
          return "(CASE WHEN \(x) > \(knot) THEN \(x) - \(knot) ELSE 0E0 END"
            + " - \(dialect.number(hinge.center))) / \(dialect.number(hinge.scale))"
        }
    case .date(let date):
      guard case .date(let parts) = sql.reading.form else { return [] }
      return date.parts.map { part in
        scaled(
          "COALESCE(\(parts.value(part.part)), \(dialect.number(part.fill)))", by: part.scaler)
      }
    }
  }

  /// 1 where the value is missing.
  func indicator(_ sql: SQLInput) -> String {
    "CASE WHEN \(sql.value) IS NULL THEN 1E0 ELSE 0E0 END"
  }
}
