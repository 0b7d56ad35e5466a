/// What is drawn of two columns that go together, from a sample.
public struct AssociationDrawing: Sendable {
  /// The pair.
  public var association: Association
  /// What is drawn.
  public var form: Form

  /// The drawings by the kinds of the columns.
  public enum Form: Sendable {
    /// Two columns of numbers: some of the rows; days are milliseconds since 1970.
    case points([(x: Double, y: Double)], xIsDay: Bool, yIsDay: Bool)
    /// Numbers by level of a category, the most frequent levels first: the 5th, 25th, 50th, 75th
    /// and 95th percentile.
    case spreads([(level: String, rows: Int, quantiles: [Double])], levels: String, isDay: Bool)
    /// Rows by the levels of two categories, the most frequent levels first.
    case grid(rows: [String], columns: [String], counts: [[Int]])
  }

  private static let points = 400
  private static let levels = 8
}

extension AssociationDrawing {
  /// - Parameter first: the column that is drawn across.
  init?(_ association: Association, _ first: MeasuredColumn, _ second: MeasuredColumn) {
    self.association = association
    switch (first.isNumber, second.isNumber) {
    case (true, true):
      let rows = first.values.indices.filter {
        !first.values[$0].isNaN && !second.values[$0].isNaN
      }
      guard !rows.isEmpty else { return nil }
      let step = max(1, (rows.count + Self.points - 1) / Self.points)
      form = .points(
        stride(from: 0, to: rows.count, by: step).map {
          (first.values[rows[$0]], second.values[rows[$0]])
        }, xIsDay: first.isDay, yIsDay: second.isDay)
    case (true, false): form = Self.spreads(of: first, by: second)
    case (false, true): form = Self.spreads(of: second, by: first)
    case (false, false): form = Self.grid(first, second)
    }
  }

  private static func spreads(of numbers: MeasuredColumn, by levels: MeasuredColumn) -> Form {
    var values = [[Double]](repeating: [], count: levels.levels.count)
    for row in numbers.values.indices where levels.codes[row] >= 0 && !numbers.values[row].isNaN {
      values[Int(levels.codes[row])].append(numbers.values[row])
    }
    let shown = values.indices.filter { !values[$0].isEmpty }
      .filter { levels.levels[$0] != MeasuredColumn.otherLevels }.prefix(Self.levels)
    return .spreads(
      shown.map { place in
        (
          levels.levels[place], values[place].count,
          NumberSketch(of: values[place]).quantiles(at: [0.05, 0.25, 0.5, 0.75, 0.95])
        )
      }, levels: levels.name, isDay: numbers.isDay)
  }

  private static func grid(_ first: MeasuredColumn, _ second: MeasuredColumn) -> Form {
    let (height, width) = (min(levels, first.levels.count), min(levels, second.levels.count))
    var counts = [[Int]](repeating: [Int](repeating: 0, count: width), count: height)
    for row in first.codes.indices {
      let (i, j) = (Int(first.codes[row]), Int(second.codes[row]))
      if i >= 0, j >= 0, i < height, j < width { counts[i][j] += 1 }
    }
    return .grid(
      rows: Array(first.levels.prefix(height)), columns: Array(second.levels.prefix(width)),
      counts: counts)
  }
}

extension AssociationMatrix {
  /// Drawings of the strongest pairs.
  /// - Parameters:
  ///   - most: how many.
  ///   - masked: columns whose values are not shown.
  public func drawings(most: Int, masked: Set<String>) -> [AssociationDrawing] {
    let byName = Dictionary(measured.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return pairs.lazy.filter { pair in
      pair.strength >= Self.drawnStrength && !masked.contains(pair.first)
        && !masked.contains(pair.second)
    }.compactMap { pair in
      guard let first = byName[pair.first], let second = byName[pair.second] else { return nil }
      return AssociationDrawing(pair, first, second)
    }.prefix(most).map { $0 }
  }

  /// Weaker pairs are not worth a drawing.
  static let drawnStrength = 0.2
}
