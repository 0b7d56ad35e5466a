internal import RowcastLinearAlgebra
internal import RowcastMachine

/// What nearly all rows obey to the last digit: a number that is computed from others of its row, or
/// a value that is never greater than another. A row that does not is odd, however small the
/// difference is on the scale of the column; one that does is not to be accused by an estimate.
struct RowRule: Sendable, Hashable, Codable {
  /// How the first of ``columns`` follows from the others.
  enum Kind: String, Sendable, Hashable, Codable {
    /// The second and the third added up.
    case sum
    /// One times the other.
    case product
    /// One by the other.
    case quotient
    /// So much of the second, and a fixed amount.
    case line
    /// Not greater than the second.
    case order

    /// What it is likelier to be when two hold alike.
    var rank: Int {
      switch self {
      case .sum, .product: 0
      case .quotient: 1
      case .line, .order: 2
      }
    }
  }

  let kind: Kind
  /// The places of the columns: what follows, and from what.
  let columns: [Int]
  /// Of a line: the slope and the fixed amount.
  let slope: Double
  let offset: Double
  /// Half a unit in the last place of each column; 0 where rounding of it does not matter.
  let halves: [Double]
  /// The rows that were looked at, and those of them that do not obey.
  let rows: Int
  let exceptions: Int

  /// Whether it holds only when what it is computed from may have been rounded.
  var isLoose: Bool { halves.dropFirst().contains { $0 > 0 } }

  /// Whether a value follows, and is not only bounded.
  var isFormula: Bool { kind != .order }

  /// `-log` of the share of rows that break it, and as much again as so many rows are evidence; it
  /// counts more than what is rare, since it is wrong.
  var surprise: Double {
    let rows = Double(max(2, rows))
    return 1.5 * (Elementary.log(rows / Double(max(1, exceptions))) + Elementary.log(rows))
  }

  /// What the first column would be.
  @inline(__always)
  func result(_ x: Double, _ y: Double) -> Double {
    switch kind {
    case .sum: x + y
    case .product: x * y
    case .quotient: x / y
    case .line: slope * x + offset
    case .order: x
    }
  }

  /// How far off the result may be by rounding.
  @inline(__always)
  private func tolerance(_ z: Double, _ x: Double, _ y: Double) -> Double {
    var sum = halves[0] * (1 + 1e-6) + 1e-9 * max(z.magnitude, 1e-300)
    switch kind {
    case .sum: sum += halves[1] + halves[2] + 1e-9 * max(x.magnitude, y.magnitude)
    case .product: sum += halves[1] * y.magnitude + halves[2] * x.magnitude
    case .quotient:
      sum += halves[1] / y.magnitude + halves[2] * x.magnitude / (y.magnitude * y.magnitude)
    case .line: sum += halves[1] * slope.magnitude + 1e-9 * offset.magnitude
    case .order: sum = 0
    }
    return sum
  }

  /// How a row stands to it: 0 obeys, 1 is within what rounding in two ways could do, 2 does not obey;
  /// nil where a value is missing.
  func standing(_ row: Int, _ values: [[Double]]) -> Int? {
    standing(
      values[columns[0]][row], values[columns[1]][row],
      columns.count > 2 ? values[columns[2]][row] : 0)
  }

  /// How a row stands to it with another value at a place of ``columns``.
  func standing(_ row: Int, _ values: [[Double]], with value: Double, at place: Int) -> Int? {
    var own = columns.map { values[$0][row] }
    own[place] = value
    return standing(own[0], own[1], own.count > 2 ? own[2] : 0)
  }

  private func standing(_ z: Double, _ x: Double, _ y: Double) -> Int? {
    guard z.isFinite, x.isFinite, y.isFinite, kind != .quotient || y != 0 else { return nil }
    if kind == .order { return z <= x ? 0 : 2 }
    let (off, tolerance) = ((z - result(x, y)).magnitude, tolerance(z, x, y))
    return off <= tolerance * 1.05 ? 0 : off <= tolerance * 2 ? 1 : 2
  }

  /// What the column at a place of ``columns`` would be for the rule to be obeyed; nil where nothing
  /// follows.
  func implied(_ place: Int, _ row: Int, _ values: [[Double]]) -> Double? {
    let z = values[columns[0]][row]
    let x = values[columns[1]][row]
    let y = columns.count > 2 ? values[columns[2]][row] : 0
    let value: Double
    switch (kind, place) {
    case (.order, _): return nil
    case (_, 0): value = result(x, y)
    case (.sum, 1): value = z - y
    case (.sum, _): value = z - x
    case (.product, 1): value = z / y
    case (.product, _): value = z / x
    case (.quotient, 1): value = z * y
    case (.quotient, _): value = x / z
    case (.line, _): value = (z - offset) / slope
    }
    guard value.isFinite else { return nil }
    // As it would be written.
    let unit = 2 * halfUnits[place]
    return unit > 0 ? DecimalPlaces.rounded(value, unit: unit) : value
  }

  /// Half a unit in the last place of each column, also where the rounding of it does not matter.
  let halfUnits: [Double]

  func isSound(columns count: Int) -> Bool {
    columns.count == (kind == .line || kind == .order ? 2 : 3)
      && columns.allSatisfy { (0..<count).contains($0) } && Set(columns).count == columns.count
      && halves.count == columns.count && halfUnits.count == columns.count
      && (halves + halfUnits).allSatisfy { $0.isFinite && $0 >= 0 } && slope.isFinite
      && offset.isFinite && rows >= 0 && exceptions >= 0
  }
}

extension DecimalPlaces {
  /// The nearest multiple of a unit that is a power of ten.
  static func rounded(_ value: Double, unit: Double) -> Double {
    guard unit > 0, (value / unit).magnitude < 0x1p51 else { return value }
    // By a whole number of units to one, so that 20.88 comes out as it is written.
    let units = (1 / unit).rounded()
    return units >= 1 ? (value * units).rounded() / units : (value / unit).rounded() * unit
  }

  /// Half a unit in the last decimal place that at least one in a hundred of ascending or other
  /// values has; 0 where they have more than can be told.
  static func halfUnit(of values: [Double]) -> Double {
    var counts = [Int](repeating: 0, count: count)
    var present = 0
    let step = max(1, values.count / 4096)
    for index in stride(from: 0, to: values.count, by: step) where values[index].isFinite {
      counts[Int(of(values[index]))] += 1
      present += 1
    }
    let most = counts.lastIndex { $0 * 100 > present } ?? 0
    guard most < count - 1 else { return 0 }
    return 0.5 / (0..<most).reduce(1.0) { power, _ in power * 10 }
  }
}

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
    let (x, y) = (middle(1), rule.columns.count > 2 ? middle(2) : 0)
    let width: Double =
      switch rule.kind {
      case .sum: rule.halves[1] + rule.halves[2]
      case .product: rule.halves[1] * y + rule.halves[2] * x
      case .quotient: y > 0 ? rule.halves[1] / y + rule.halves[2] * x / (y * y) : .infinity
      case .line: rule.halves[1] * rule.slope.magnitude
      case .order: 0
      }
    return width * 40 <= spread
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
