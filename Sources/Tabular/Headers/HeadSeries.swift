/// Years, days, hours or numbers in order that name columns: `2019, 2020, 2021`.
///
/// Values that make a series across the columns are names where the rows below do not go on so:
/// years over what are no years, numbers from 0 or 1 in steps of one, and values of another kind
/// than those below.
struct HeadSeries {
  private var columns: Set<Int> = []

  var isFound: Bool { !columns.isEmpty }
  func contains(_ column: Int) -> Bool { columns.contains(column) }

  init(_ rule: HeaderRule, row: Int, below: Range<Int>) {
    let cells = rule.rows[row].cells.filter { $0.kind.isTyped && $0.column < rule.width }
    guard !cells.isEmpty, Set(cells.map(\.text)).count == cells.count else { return }
    let numbers = cells.filter { $0.kind == .number }
    let values = numbers.compactMap { Int($0.text) }
    guard values.count == numbers.count else { return }
    let hasNames = rule.rows[row].cells.contains { !$0.kind.isTyped }
    if !numbers.isEmpty {
      guard Self.areInOrder(values) else { return }
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
