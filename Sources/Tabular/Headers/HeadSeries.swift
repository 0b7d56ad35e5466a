/// Years, days, hours or numbers in order that name columns: `2019, 2020, 2021`.
///
/// Values that make a series across the columns are names where the rows below do not go on so:
/// years over what are no years, numbers from 0 or 1 in steps of one, numbers that only grow or only
/// shrink, and values of another kind than those below.
struct HeadSeries {
  private var columns: Set<Int> = []
  /// What the series costs as names, in bits, all its columns together.
  private(set) var bits = 0.0

  /// Who knows how a series begins knows how it goes on.
  private static let beginning = 0.6
  private static let further = 0.1
  /// Numbers in another order than that of equal steps seldom name columns.
  private static let unequal = 10.0

  var isFound: Bool { !columns.isEmpty }
  func contains(_ column: Int) -> Bool { columns.contains(column) }

  init(_ rule: HeaderRule, row: Int, below: Range<Int>) {
    let cells = rule.rows[row].cells.filter { $0.kind.isTyped && $0.column < rule.width }
    guard !cells.isEmpty, Set(cells.map(\.text)).count == cells.count else { return }
    let numbers = cells.filter { $0.kind == .number }
    let hasNames = rule.rows[row].cells.contains { !$0.kind.isTyped }
    let values = numbers.compactMap { Int($0.text) }
    if !numbers.isEmpty, values.count < numbers.count || !Self.areInOrder(values) {
      guard hasNames, Self.onlyGrowOrShrink(numbers) else { return }
      let others = below.prefix(50)
      let alike = others.filter { index in
        Self.onlyGrowOrShrink(
          numbers.compactMap { rule.rows[index].cell(inColumn: $0.column) }
            .filter { $0.kind == .number })
      }
      guard alike.count * 3 <= others.count else { return }
      bits = max(0, Self.unequal - Self.orders(numbers.count))
    } else if !numbers.isEmpty {
      let areYears = values.allSatisfy { (1850...2150).contains($0) }
      let isCount =
        values.count >= 3 && (values[0] == 0 || values[0] == 1)
        && values[1] - values[0] == 1
      guard areYears || isCount || values.count >= 4, hasNames || (areYears && values.count > 1)
      else { return }
      // Rows that go on so are records.
      let others = below.prefix(50).map { index in
        numbers.map { rule.rows[index].cell(inColumn: $0.column) }
      }
      let alike = others.filter { cells in
        let values = cells.compactMap { $0.flatMap { Int($0.text) } }
        guard values.count == numbers.count else { return false }
        return areYears
          ? values.contains { (1850...2150).contains($0) }
          : Self.areInOrder(values) && values[0] <= 1
      }
      guard alike.count * 3 <= others.count else { return }
    }
    columns = Set(cells.map(\.column))
    for index in 0..<columns.count { bits += index < 2 ? Self.beginning : Self.further }
  }

  /// Whether four numbers or more stand in the order of their size.
  private static func onlyGrowOrShrink(_ cells: [HeadCell]) -> Bool {
    let values = cells.compactMap { Double($0.text) }
    guard values.count >= 4, values.count == cells.count else { return false }
    let pairs = zip(values, values.dropFirst())
    return pairs.allSatisfy { $0 < $1 } || pairs.allSatisfy { $0 > $1 }
  }

  /// The bits that tell in which of all orders so many values stand, to within a bit.
  private static func orders(_ count: Int) -> Double {
    (2...max(2, count)).reduce(0) { $0 + Double($1).exponentBits }
  }

  /// Whether numbers grow or shrink by equal steps.
  private static func areInOrder(_ values: [Int]) -> Bool {
    guard values.count > 1 else { return true }
    let (step, isOverflow) = values[1].subtractingReportingOverflow(values[0])
    guard step != 0, !isOverflow else { return false }
    return zip(values, values.dropFirst()).allSatisfy {
      let difference = $1.subtractingReportingOverflow($0)
      return !difference.overflow && difference.partialValue == step
    }
  }
}

extension Double {
  /// Its logarithm to two, linear between powers of two: the same on any processor.
  var exponentBits: Double { Double(exponent) + significand - 1 }
}
