import RowcastFeatures
import RowcastTabular

/// The values of a table's rows in few words.
struct ReasonWords {
  private let columns: [(fitted: FittedColumn, raw: TypedColumn?, numbers: [Double])]

  /// The places of the columns of each product.
  private let products: [[Int]]

  init(_ features: FittedFeatures, names: [String], table: Table) {
    products = features.products.map { product in
      product.axes.compactMap { names.firstIndex(of: $0.column) }
    }
    let used = features.columns.filter(\.isUsed)
    columns = used.map { fitted in
      let raw = table[fitted.name]
      let hasNumbers = fitted.number != nil || fitted.date != nil
      return (fitted, raw, hasNumbers ? raw?.numbers(fitted.reading) ?? [] : [])
    }
  }

  func value(row: Int, column: Int) -> String {
    // Products stand behind the columns.
    if column >= columns.count {
      let product = products[column - columns.count]
      return "(" + product.map { value(row: row, column: $0) }.joined(separator: ", ") + ")"
    }
    let (fitted, raw, numbers) = columns[column]
    guard fitted.number != nil || fitted.date != nil else {
      guard let text = raw.flatMap({ Self.text($0, row) }) else { return "missing" }
      return fitted.text == nil ? "= \(text)" : "words"
    }
    guard numbers.indices.contains(row), numbers[row].isFinite else { return "missing" }
    if fitted.date != nil {
      let day = CivilDate(
        daysSinceEpoch: Int((numbers[row] / 86_400_000).rounded(.down).clamped(to: 1e9)))
      return "= \(day.year)-\(Self.two(day.month))-\(Self.two(day.day))"
    }
    if fitted.role == .boolean { return numbers[row] == 0 ? "= no" : "= yes" }
    guard let moments = fitted.moments, moments.standardDeviation > 0 else { return "average" }
    let distance = (numbers[row] - moments.mean) / moments.standardDeviation
    return distance < -0.25 ? "low" : distance > 0.25 ? "high" : "average"
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func text(_ column: TypedColumn, _ row: Int) -> String? {
    switch column.values {
    case .texts(let codes, let dictionary):
      return codes.indices.contains(row) && codes[row] != TypedColumn.missingCode
        ? dictionary[Int(codes[row])] : nil
    case .numbers(let values):
      guard values.indices.contains(row), values[row].isFinite else { return nil }
      if column.kind == .boolean { return values[row] == 0 ? "false" : "true" }
      var buffer = OutputBytes(capacity: 32)
      NumberText.append(values[row], to: &buffer)
      return buffer.string
    }
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double { min(max(self, -limit), limit) }
}
