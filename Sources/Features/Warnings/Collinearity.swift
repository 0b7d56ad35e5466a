internal import RowcastLinearAlgebra
internal import RowcastTabular

/// Finds columns that can be computed from others without error.
enum Collinearity {
  /// The most rows looked at for numbers, spread evenly.
  static let rowLimit = 20_000
  /// The most columns of numbers compared.
  static let columnLimit = 500
  /// Levels of fewer rows may agree by chance, and matter little.
  static func fewestRows(of count: Int) -> Int { max(5, count / 100) }
  /// A column of numbers with more distinct values is no category.
  static let distinctLimit = 100

  /// Columns of numbers that are a linear function of columns before them.
  static func ofNumbers(_ columns: [(name: String, values: [Double])]) -> [DataWarning] {
    let columns = Array(columns.prefix(columnLimit))
    guard columns.count > 1, let rowCount = columns.first?.values.count else { return [] }
    let step = max(1, rowCount / rowLimit)
    let rows = Array(stride(from: 0, to: rowCount, by: step))
    // Missing numbers at the mean: a column that is missing elsewhere is no function of another.
    let standard = mapEach(columns.count) { index -> [Double] in
      let values = rows.map { columns[index].values[$0] }
      let moments = Moments(of: values)
      let deviation = moments.usefulDeviation
      return values.map { $0.isFinite ? ($0 - moments.mean) / deviation : 0 }
    }
    if areIndependent(standard) { return [] }
    // Modified Gram-Schmidt: what is left of a column after the independent ones before it.
    var basis: [(index: Int, direction: [Double])] = []
    var found: [DataWarning] = []
    for index in columns.indices {
      var rest = standard[index]
      let whole = rest.reduce(0) { $0 + $1 * $1 }
      guard whole > 0 else { continue }
      var partner: (index: Int, share: Double)?
      for (other, direction) in basis {
        var product = 0.0
        for i in rest.indices { product += rest[i] * direction[i] }
        for i in rest.indices { rest[i] -= product * direction[i] }
        let share = product * product / whole
        if share > (partner?.share ?? 0) { partner = (other, share) }
      }
      let left = rest.reduce(0) { $0 + $1 * $1 }
      if left > 1e-12 * whole {
        let length = left.squareRoot()
        basis.append((index, rest.map { $0 / length }))
      } else if let partner {
        let name = columns[index].name
        let other = partner.share > 1 - 1e-9 ? columns[partner.index].name : nil
        found.append(DataWarning(.linear(column: name, of: other, rows: rowCount)))
      }
    }
    return gathered(found)
  }

  /// The first few findings, and the others as one.
  private static func gathered(_ found: [DataWarning]) -> [DataWarning] {
    guard found.count > shownLimit + 1 else { return found }
    let rest = found.dropFirst(shownLimit)
    return Array(found.prefix(shownLimit))
      + [DataWarning(.moreCollinear(columns: rest.compactMap(\.column), count: rest.count))]
  }

  /// So many columns, and so many groups of levels, are named each by itself.
  private static let shownLimit = 3

  /// Whether no column is even close to a linear function of those before it.
  ///
  /// By the factor of their Gram matrix, a hundred times faster than one column after the other:
  /// what is left of a column is good to about 1e-13 of it, so that a hundred times as much as
  /// counts for a linear function is told from it safely.
  private static func areIndependent(_ columns: [[Double]]) -> Bool {
    let (rowCount, width) = (columns[0].count, columns.count)
    var rows = [Double](repeating: 0, count: rowCount * width)
    for (j, column) in columns.enumerated() {
      var squares = 0.0
      for value in column { squares += value * value }
      // Of a constant column nothing is left from the start, and it depends on nothing.
      guard squares > 0 else { return false }
      let scale = 1 / squares.squareRoot()
      for i in 0..<rowCount { rows[i * width + j] = column[i] * scale }
    }
    let gram = FeatureMatrix(trusted: rowCount, dense: rows, denseWidth: width)
      .weightedGram([Double](repeating: 1, count: rowCount))
    var square = [Double](repeating: 0, count: width * width)
    for i in 0..<width {
      for j in 0...i { square[i * width + j] = gram[i * (width + 1) + j] }
    }
    guard let factor = Cholesky(square, order: width) else { return false }
    return (0..<width).allSatisfy { factor.pivot($0) > 1e-10 }
  }

  /// A column as levels: one code for each row, missing values as one more level.
  struct Levels {
    var name: String
    /// Whether the levels are numbers: one of them that stands in certain rows is no fact.
    var isNumber: Bool
    var codes: [Int]
    var texts: [String]
  }

  /// Levels that stand in exactly the same rows in several columns, and columns that are the same
  /// fact under other names.
  static func ofLevels(_ columns: [Levels]) -> [DataWarning] {
    struct Rows: Hashable {
      var mark: UInt64
      var count: Int
    }
    var places: [Rows: [(column: Int, level: Int)]] = [:]
    var order: [Rows] = []
    var facts: [[Rows]: [Int]] = [:]
    for (index, column) in columns.enumerated() {
      var marks = [Rows](repeating: Rows(mark: 0, count: 0), count: column.texts.count)
      for (row, code) in column.codes.enumerated() {
        marks[code].mark &+= mark(of: row)
        marks[code].count += 1
      }
      for (level, rows) in marks.enumerated()
      where rows.count >= fewestRows(of: column.codes.count) {
        if places[rows] == nil { order.append(rows) }
        places[rows, default: []].append((index, level))
      }
      let present = marks.filter { $0.count > 0 }
      // Where hardly a value recurs, each goes with one of any other column.
      guard 2 * present.count <= column.codes.count else { continue }
      facts[present.sorted { ($0.count, $0.mark) < ($1.count, $1.mark) }, default: []].append(index)
    }
    var found: [DataWarning] = []
    var same: [Int: Int] = [:]
    for (index, _) in columns.enumerated() {
      guard let group = facts.values.first(where: { $0.contains(index) }), group.count > 1,
        let first = group.first, index != first
      else { continue }
      same[index] = first
      found.append(
        DataWarning(
          .sameFact(
            column: columns[index].name, other: columns[first].name,
            rows: columns[index].codes.count)))
    }
    for rows in order {
      let all = (places[rows] ?? []).filter { same[$0.column] == nil }
      guard all.count > 1, all.contains(where: { !columns[$0.column].isNumber }) else { continue }
      let levels = all.map {
        DataFinding.Level(
          column: columns[$0.column].name, level: columns[$0.column].texts[$0.level])
      }
      found.append(DataWarning(.sameRows(levels: levels, rows: rows.count)))
    }
    return gathered(found)
  }

  /// A random-looking number for each row, so that sums of rows tell sets apart.
  private static func mark(of row: Int) -> UInt64 {
    SplitMix64.mixed(UInt64(truncatingIfNeeded: row) &* SplitMix64.step)
  }
}
