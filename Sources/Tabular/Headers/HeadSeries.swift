/// Years, days, hours or numbers in order that name columns: `2019, 2020, 2021`.
///
/// Values that make a series across the columns are names where the rows below do not go on so:
/// years over what are no years, numbers from 0 or 1 in steps of one, values of another kind than those
/// below, and numbers of which more speaks against chance than their being one record's
/// (``SeriesEvidence``).
struct HeadSeries {
  private var columns: Set<Int> = []
  /// What the series costs as names, in bits, all its columns together.
  private(set) var bits = 0.0
  /// Whether nothing stands before the series, over the labels of the rows.
  private(set) var hasBlankCorner = false

  /// Who knows how a series begins knows how it goes on.
  private static let beginning = 0.6
  private static let further = 0.1
  /// Numbers seldom name columns.
  private static let unlikely = 10.0

  var isFound: Bool { !columns.isEmpty }
  var count: Int { columns.count }
  func contains(_ column: Int) -> Bool { columns.contains(column) }

  init(_ rule: HeaderRule, row: Int, below: Range<Int>) {
    let cells = rule.rows[row].cells.filter { $0.kind.isTyped && $0.column < rule.width }
    guard !cells.isEmpty, Set(cells.map(\.text)).count == cells.count else { return }
    // A list of numbers, or an amount, that stands alone is in no order.
    if cells.count == 1, cells[0].kind == .figures, !cells[0].isDay { return }
    let numbers = cells.filter { $0.kind == .number }
    if !numbers.isEmpty {
      let evidence = SeriesEvidence(rule, row: row, numbers, below: below)
      let hasNames = rule.rows[row].cells.contains { !$0.kind.isTyped && $0.kind != .missing }
      if !Self.isCertain(rule, numbers, below: below, hasNames: hasNames, evidence) {
        guard hasNames || evidence.hasBlankCorner, evidence.isOrdered else { return }
        bits = max(0, Self.unlikely - evidence.bits)
      }
      hasBlankCorner = evidence.hasBlankCorner
    }
    columns = Set(cells.map(\.column))
    for index in 0..<columns.count { bits += index < 2 ? Self.beginning : Self.further }
  }

  /// Whether years, or numbers in equal steps, stand where no record goes on so.
  private static func isCertain(
    _ rule: HeaderRule, _ numbers: [HeadCell], below: Range<Int>, hasNames: Bool,
    _ evidence: SeriesEvidence
  ) -> Bool {
    let values = numbers.compactMap { Int($0.text) }
    guard values.count == numbers.count, areInOrder(values) else { return false }
    let areYears = values.allSatisfy { (1850...2150).contains($0) }
    let isCount =
      values.count >= (evidence.hasBlankCorner ? 2 : 3) && (values[0] == 0 || values[0] == 1)
      && values[1] - values[0] == 1
    // A table without labels has all its columns counted, over numbers that are no counts.
    let isWholeCount = isCount && values.count == rule.width && evidence.areAllUnlike
    guard areYears || isCount || values.count >= 4,
      hasNames || evidence.hasBlankCorner || isWholeCount || (areYears && values.count > 1)
    else { return false }
    // Rows that go on so are records.
    let others = below.prefix(50)
    let alike = others.filter { index in
      let cells = numbers.compactMap { rule.rows[index].cell(inColumn: $0.column) }
      let values = cells.compactMap { Int($0.text) }
      guard values.count == numbers.count else { return false }
      if areYears, !values.contains(where: { (1850...2150).contains($0) }) { return false }
      if areYears, values.count < 3 { return true }
      return areInOrder(values) && (areYears || values[0] <= 1)
    }
    return alike.count * 3 <= others.count
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
