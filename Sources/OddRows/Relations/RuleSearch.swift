internal import RowcastLinearAlgebra
internal import RowcastMachine

/// Finds what nearly all rows of a sample obey.
struct RuleSearch {
  /// The values by column; empty for columns that take no part.
  let values: [[Double]]
  /// The columns of numbers that may be computed, and columns whose values may be in order: by groups,
  /// of one kind each.
  let numbers: [Int]
  let ordered: [[Int]]

  private static let fewestRows = 20
  /// The columns that are looked at: the first ones of a wide table.
  private static let mostColumns = 32
  /// The share of rows that must obey a formula, and an order.
  private static let share = 0.97
  private static let orderShare = 0.995
  /// What chance must break of an order for it to say anything.
  private static let leastChance = 0.15
  private static let most = 64
  private static let tried = 24

  private var rowCount: Int { values.map(\.count).max() ?? 0 }

  /// The rules, formulas first; of columns that one rule binds no second one of more is told.
  func rules() -> [RowRule] {
    guard rowCount >= Self.fewestRows else { return [] }
    let columns = Array(numbers.prefix(Self.mostColumns))
    let halves = columns.map { DecimalPlaces.halfUnit(of: values[$0]) }
    let spreads = columns.map { column -> Double in
      let sorted = values[column].ascending
      return sorted.quantile(0.9) - sorted.quantile(0.1)
    }
    let found = mapChunks(of: columns.count, size: 1) { first, _ in
      formulas(for: first, columns, halves, spreads)
    }.flatMap { $0 }
    // Each set of columns once, by the rule with the fewest exceptions.
    var best: [Set<Int>: RowRule] = [:]
    for rule in found {
      let key = Set(rule.columns)
      // Of a product and the quotients that it makes, the product is how it was computed.
      if let known = best[key],
        (known.exceptions, known.isLoose ? 1 : 0, known.kind.rank)
          <= (rule.exceptions, rule.isLoose ? 1 : 0, rule.kind.rank)
      {
        continue
      }
      best[key] = rule
    }
    let chosen = found.filter { best[Set($0.columns)] == $0 }.prefix(Self.most)
    let bound = Set(chosen.map { Set($0.columns) })
    let orders = ordered.flatMap { group -> [RowRule] in
      let group = Array(group.prefix(Self.mostColumns))
      return mapChunks(of: group.count, size: 1) { place, _ in
        group.compactMap { upper -> RowRule? in
          let lower = group[place]
          guard lower != upper, !bound.contains(where: { $0.isSuperset(of: [lower, upper]) })
          else { return nil }
          return order(lower, upper)
        }
      }.flatMap { $0 }
    }.prefix(Self.most)
    return Array(chosen) + Array(orders)
  }

  /// The formulas whose result is one column.
  private func formulas(
    for first: Int, _ columns: [Int], _ halves: [Double], _ spreads: [Double]
  ) -> [RowRule] {
    guard spreads[first] > 0 else { return [] }
    var found: [RowRule] = []
    func consider(_ kind: RowRule.Kind, _ others: [Int], _ slope: Double = 0, _ offset: Double = 0)
    {
      let all = [first] + others
      let own = all.map { halves[$0] }
      // First by what is written, then by what was written down rounded. Whole numbers are counts.
      let rounded = own.enumerated().map { $0 == 0 || $1 < 0.5 ? $1 : 0 }
      let exact = [own[0]] + others.map { _ in 0.0 }
      for allowed in exact == rounded ? [exact] : [exact, rounded] {
        let rule = RowRule(
          kind: kind, columns: all.map { columns[$0] }, slope: slope, offset: offset,
          halves: allowed, rows: 0, exceptions: 0, halfUnits: own)
        if let checked = checked(rule, spread: spreads[first]) {
          found.append(checked)
          return
        }
      }
    }
    let others = columns.indices.filter { $0 != first && spreads[$0] > 0 }
    for (index, x) in others.enumerated() {
      if let (slope, offset) = line(of: columns[first], by: columns[x], halves[first], halves[x]) {
        consider(.line, [x], slope, offset)
      }
      for y in others[(index + 1)...] {
        consider(.sum, [x, y])
        consider(.product, [x, y])
        consider(.quotient, [x, y])
        consider(.quotient, [y, x])
      }
    }
    return found
  }

  /// A rule with how many rows obey it; nil where too few do, or where that says nothing.
  private func checked(_ rule: RowRule, spread: Double) -> RowRule? {
    let rows = rowCount
    // Nearly all are no formula, which some rows across the table tell.
    let step = max(1, rows / Self.tried)
    var (seen, misses) = (0, 0)
    for row in stride(from: 0, to: rows, by: step) {
      guard let standing = rule.standing(row, values) else { continue }
      seen += 1
      if standing > 0 { misses += 1 }
      if misses > 3 { return nil }
    }
    guard seen > 0 else { return nil }
    var (telling, obeying, complete, exceptions) = (0, 0, 0, 0)
    for row in 0..<rows {
      guard let standing = rule.standing(row, values) else { continue }
      complete += 1
      if standing == 2 { exceptions += 1 }
      guard isTelling(rule, row) else { continue }
      telling += 1
      if standing == 0 { obeying += 1 }
    }
    guard telling >= max(Self.fewestRows, complete * 3 / 10), complete * 2 >= rows,
      Double(obeying) >= Self.share * Double(telling),
      Double(exceptions) <= (1 - Self.share) * Double(complete)
    else { return nil }
    // What rounding allows must be little beside what there is to tell.
    let widest = rule.halves[0] * 2
    guard widest * 20 <= spread, isNarrow(rule, spread) else { return nil }
    return RowRule(
      kind: rule.kind, columns: rule.columns, slope: rule.slope, offset: rule.offset,
      halves: rule.halves, rows: complete, exceptions: exceptions, halfUnits: rule.halfUnits)
  }

  /// Whether a row could break the rule: nothing is told by adding 0, or by 1 times a number.
  private func isTelling(_ rule: RowRule, _ row: Int) -> Bool {
    let others = rule.columns.dropFirst().map { values[$0][row] }
    switch rule.kind {
    case .sum: return others.allSatisfy { $0 != 0 }
    case .product: return others.allSatisfy { $0 != 0 && $0 != 1 }
    case .quotient: return others.allSatisfy { $0 != 0 } && others[1] != 1
    case .line, .order: return true
    }
  }

  /// Whether the rounding of what it is computed from leaves the result narrow.
  private func isNarrow(_ rule: RowRule, _ spread: Double) -> Bool {
    guard rule.isLoose else { return true }
    func middle(_ place: Int) -> Double {
      values[rule.columns[place]].ascending.map(\.magnitude).sorted().quantile(0.75)
    }
    return rule.rounding(middle(1), rule.columns.count > 2 ? middle(2) : 0) * 40 <= spread
  }

  /// The line that most rows would be on: by the middle of the slopes between rows far apart, and then
  /// by those near it.
  private func line(
    of first: Int, by other: Int, _ half: Double, _ otherHalf: Double
  ) -> (slope: Double, offset: Double)? {
    func isThere(_ row: Int) -> Bool {
      values[first][row].isFinite && values[other][row].isFinite
    }
    let step = max(1, rowCount / 256)
    let some = stride(from: 0, to: rowCount, by: step).filter(isThere)
      .sorted { (values[other][$0], $0) < (values[other][$1], $1) }
    guard some.count >= Self.fewestRows else { return nil }
    let shift = some.count / 2
    let slopes = (0..<(some.count - shift)).compactMap { place -> Double? in
      let (a, b) = (some[place], some[place + shift])
      let width = values[other][b] - values[other][a]
      return width > 0 ? (values[first][b] - values[first][a]) / width : nil
    }.sorted()
    guard slopes.count * 3 >= some.count, case let slope = slopes.quantile(0.5), slope != 0,
      slope.isFinite, slopes.quantile(0.25) > 0 || slopes.quantile(0.75) < 0
    else { return nil }
    // Nearly all slopes are one where this is a line: most tables end here.
    guard slopes.quantile(0.75) - slopes.quantile(0.25) <= 0.05 * slope.magnitude else {
      return nil
    }
    let offset = some.map { values[first][$0] - slope * values[other][$0] }.sorted().quantile(0.5)
    let rows = (0..<rowCount).filter(isThere)
    let offs = rows.map { (values[first][$0] - slope * values[other][$0] - offset).magnitude }
    let limit = 4 * (offs.sorted().quantile(0.5) + half + otherHalf * slope.magnitude)
    var (n, sx, sz, sxx, sxz) = (0.0, 0.0, 0.0, 0.0, 0.0)
    let center = values[other][some[shift]]
    for (place, row) in rows.enumerated() where offs[place] <= limit {
      let x = values[other][row] - center
      let z = values[first][row]
      n += 1
      sx += x
      sz += z
      sxx += x * x
      sxz += x * z
    }
    let spread = n * sxx - sx * sx
    guard n > 2, spread > 0 else { return nil }
    let fitted = neat((n * sxz - sx * sz) / spread)
    let level = (sz - fitted * sx) / n - fitted * center
    guard fitted != 0, fitted.isFinite, level.isFinite else { return nil }
    let unit = max(2 * half, 1e-9)
    return (fitted, level.magnitude < unit / 4 ? 0 : neat(level))
  }

  /// A number of few digits where it is nearly one: 0.19 for 0.1900004.
  private func neat(_ value: Double) -> Double {
    var power = 1.0
    while value != 0, (value * power).magnitude < 100 { power *= 10 }
    for _ in 0..<3 {
      let near = (value * power).rounded() / power
      if (near - value).magnitude <= 1e-5 * value.magnitude { return near }
      power *= 10
    }
    return value
  }

  /// That one column is never greater than another one, where chance would often make it so.
  private func order(_ lower: Int, _ upper: Int) -> RowRule? {
    let (a, b) = (values[lower], values[upper])
    let rows = a.indices.filter { a[$0].isFinite && b[$0].isFinite }
    guard rows.count >= 2 * Self.fewestRows, rows.count * 2 >= a.count else { return nil }
    let exceptions = rows.count { a[$0] > b[$0] }
    let lesser = rows.count { a[$0] < b[$0] }
    guard Double(rows.count - exceptions) >= Self.orderShare * Double(rows.count),
      lesser * 2 >= rows.count
    else { return nil }
    let half = rows.count / 2
    let chance = rows.indices.count { a[rows[$0]] > b[rows[($0 + half) % rows.count]] }
    guard Double(chance) >= Self.leastChance * Double(rows.count) else { return nil }
    return RowRule(
      kind: .order, columns: [lower, upper], slope: 0, offset: 0, halves: [0, 0],
      rows: rows.count, exceptions: exceptions, halfUnits: [0, 0])
  }
}
