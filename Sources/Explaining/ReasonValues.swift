import RowcastFeatures
import RowcastTabular

/// The values of a table's rows as reasons name them.
struct ReasonValues {
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

  func value(row: Int, column: Int) -> PredictionReason.Value {
    // Products stand behind the columns.
    if column >= columns.count {
      return .several(of: products[column - columns.count].map { value(row: row, column: $0) })
    }
    let (fitted, raw, numbers) = columns[column]
    guard fitted.number != nil || fitted.date != nil else {
      guard let text = raw.flatMap({ Self.text($0, row) }) else { return .missing }
      return fitted.text == nil ? .text(text) : .words
    }
    guard numbers.indices.contains(row), numbers[row].isFinite else { return .missing }
    if fitted.date != nil {
      return .day(Int((numbers[row] / 86_400_000).rounded(.down).clamped(to: 1e9)))
    }
    if fitted.role == .boolean { return .truth(numbers[row] != 0) }
    guard let moments = fitted.moments, moments.standardDeviation > 0 else { return .average }
    let distance = (numbers[row] - moments.mean) / moments.standardDeviation
    return distance < -0.25 ? .low : distance > 0.25 ? .high : .average
  }

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
