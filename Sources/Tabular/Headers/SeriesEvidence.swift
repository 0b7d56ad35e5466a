/// What speaks for numbers of one row being names rather than one record's values, in bits.
struct SeriesEvidence {
  /// Whether they only grow or only shrink, and the rows below do not, or have other numbers.
  private(set) var isOrdered = false
  /// Whether the columns before them are blank here and filled below: labels of rows.
  private(set) var hasBlankCorner = false
  /// Whether none of them could be a value of its column.
  private(set) var areAllUnlike = false
  private(set) var bits = 0.0

  /// A record seldom lacks its label.
  private static let corner = 5.0
  /// At most, for each step that is as the one before.
  private static let step = 3.0
  /// For a number that is unlike those below, and for all of them.
  private static let unlike = 2.0
  private static let allUnlike = 6.0
  /// At most, for a number such as people choose, and for all of them.
  private static let round = 1.5
  private static let allRound = 5.0
  private static let sample = 50
  /// So many equal steps are no chance.
  private static let stepsBelow = 4

  init(_ rule: HeaderRule, row: Int, _ numbers: [HeadCell], below: Range<Int>) {
    let below = below.prefix(Self.sample).filter { !rule.rows[$0].cells.isEmpty }
    guard let first = numbers.first?.column, !below.isEmpty else { return }
    hasBlankCorner =
      first > 0
      && (0..<first).allSatisfy { column in
        rule.rows[row].cell(inColumn: column) == nil
          && below.count { rule.rows[$0].cell(inColumn: column) != nil } * 10 >= below.count * 9
      }
    let values = numbers.compactMap { Double($0.text) }
    guard values.count == numbers.count, values.count > 1 else { return }
    let columns = numbers.map { number in
      below.compactMap { rule.rows[$0].cell(inColumn: number.column) }.filter {
        $0.kind == .number
      }
    }
    let unlike = zip(numbers, columns).count { Self.isUnlike($0, $1) }
    areAllUnlike = unlike == numbers.count
    let alike = below.count { index in
      let others = numbers.compactMap { rule.rows[index].cell(inColumn: $0.column) }
        .compactMap { $0.kind == .number ? Double($0.text) : nil }
      return others.count == numbers.count && Self.onlyGrowOrShrink(others)
    }
    // Of three numbers, every third row is in order by chance.
    let chance = values.count == 3 ? 0.6 : values.count == 2 ? 1 : 1.0 / 3
    isOrdered =
      Self.onlyGrowOrShrink(values)
      && !zip(values, columns).contains { Self.goesOn($0, in: $1) }
      && (areAllUnlike || Double(alike) <= chance * Double(below.count))
      && (values.count > 2 || hasBlankCorner)
    if values.count > 2 { bits += Self.orders(values.count) }
    if hasBlankCorner { bits += Self.corner }
    if Self.haveOneStep(values) {
      let all = columns.flatMap { $0 }
      let sizes = all.compactMap { Double($0.text) }
      let range = (sizes.max() ?? 0) - (sizes.min() ?? 0)
      let isFine = (all + numbers).contains(where: \.hasFraction)
      let bitsOfStep = isFine ? Self.step : min(Self.step, max(0, (1 + range).exponentBits))
      bits += bitsOfStep * Double(values.count - 1)
    }
    bits += min(Self.allUnlike, Self.unlike * Double(unlike))
    bits += Self.roundness(numbers, columns.flatMap { $0 })
  }

  /// Whether a number is none of those below: they all have decimals and it has none, or it has and none
  /// of them, or it is formatted otherwise, or it lies further from them than they lie apart.
  private static func isUnlike(_ number: HeadCell, _ others: [HeadCell]) -> Bool {
    guard others.count > 1, let value = Double(number.text) else { return others.isEmpty }
    let fractions = others.count { $0.hasFraction }
    if number.hasFraction ? fractions == 0 : fractions == others.count { return true }
    if others.allSatisfy({ $0.format != number.format }) { return true }
    let values = others.compactMap { Double($0.text) }
    guard let least = values.min(), let most = values.max(), most > least else { return false }
    return value < least - (most - least) || value > most + (most - least)
  }

  /// Whether the numbers below a fraction follow it in equal steps, as the times of samples do: then it is
  /// the first of them.
  private static func goesOn(_ value: Double, in others: [HeadCell]) -> Bool {
    let below = others.prefix(stepsBelow)
    let values = below.compactMap { Double($0.text) }
    guard below.count == stepsBelow, values.count == stepsBelow,
      below.allSatisfy(\.hasFraction)
    else { return false }
    let steps = zip([value] + values, values).map { $1 - $0 }
    return steps.allSatisfy { $0 != 0 && abs($0 - steps[0]) <= abs(steps[0]) * 1e-3 }
  }

  /// What all being such as people choose (1, 2, 2.5 or 5 and zeros) is worth, where others are not.
  private static func roundness(_ numbers: [HeadCell], _ others: [HeadCell]) -> Double {
    guard numbers.allSatisfy(\.isRound), !others.isEmpty else { return 0 }
    let share = (Double(others.count(where: \.isRound)) + 0.5) / (Double(others.count) + 1)
    return min(allRound, min(round, -share.exponentBits) * Double(numbers.count))
  }

  /// Whether numbers stand in the order of their size.
  private static func onlyGrowOrShrink(_ values: [Double]) -> Bool {
    let pairs = zip(values, values.dropFirst())
    return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
  }

  /// Whether three numbers or more have equal differences or ratios, as far as they are written.
  private static func haveOneStep(_ values: [Double]) -> Bool {
    guard values.count > 2 else { return false }
    func areEqual(_ steps: [Double]) -> Bool {
      guard let first = steps.first, first != 0, first.isFinite else { return false }
      return steps.allSatisfy { abs($0 - first) <= abs(first) * 1e-6 }
    }
    let pairs = zip(values, values.dropFirst())
    return areEqual(pairs.map { $1 - $0 }) || areEqual(pairs.map { $1 / $0 })
  }

  /// The bits that tell in which of all orders so many values stand, to within a bit.
  private static func orders(_ count: Int) -> Double {
    (2...max(2, count)).reduce(0) { $0 + Double($1).exponentBits }
  }
}

extension HeadCell {
  /// Whether a number is written with decimals.
  fileprivate var hasFraction: Bool { text.contains(".") || text.contains(",") }

  /// Whether a number is 1, 2, 2.5 or 5 with zeros, or nothing but zeros.
  fileprivate var isRound: Bool {
    let digits = text.filter { $0 != "." && $0 != "," && $0 != "-" && $0 != "+" }
      .drop { $0 == "0" }
    var leading = digits
    while leading.last == "0" { leading.removeLast() }
    return ["", "1", "2", "25", "5"].contains(leading)
  }
}
