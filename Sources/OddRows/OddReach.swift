internal import RowcastFeatures
public import RowcastTabular

/// How many rows of another file have days, or running numbers, beyond those that were learned from:
/// sums alone, so that parts of a file can be counted anywhere and added up.
public struct OddReach: Sendable, Hashable {
  /// By column that may go on: its rows with a value, and those beyond all that were learned from.
  private var counts: [Int: Count] = [:]

  private struct Count: Sendable, Hashable {
    var present = 0
    var beyond = 0
  }

  /// One row in so many beyond shows that values go on, and are no errors.
  private static let share = 20

  /// No rows.
  public init() {}

  fileprivate init(_ plan: OddPlan, _ table: Table) {
    for (index, column) in plan.columns.enumerated() where column.mayGoOn {
      guard let range = column.number?.tails.range, let reading = column.reading,
        let values = table[column.name]?.measured(reading)
      else { continue }
      var count = Count()
      for value in values where !value.isNaN {
        count.present += 1
        if !range.contains(value) { count.beyond += 1 }
      }
      counts[index] = count
    }
  }

  /// Adds the counts of other rows.
  public mutating func merge(_ other: OddReach) {
    counts.merge(other.counts) {
      Count(present: $0.present + $1.present, beyond: $0.beyond + $1.beyond)
    }
  }

  /// The places of the columns that go on.
  fileprivate var goingOn: [Int] {
    counts.filter { $0.value.beyond > 1 && $0.value.beyond * Self.share >= $0.value.present }.keys
      .sorted()
  }

  /// The rows of a column beyond those that were learned from.
  fileprivate func beyond(_ column: Int) -> Int { counts[column]?.beyond ?? 0 }
}

extension FittedOddRows {
  /// A column of which only is looked at whether it has a value, since it goes on.
  public struct LeftOut: Sendable, Hashable {
    /// The column.
    public let name: String
    /// The rows beyond those that were learned from.
    public let rows: Int
  }

  /// Whether there are columns that go on from file to file.
  public var mayGoOn: Bool { plan.columns.contains(where: \.mayGoOn) }

  /// How far rows of another file reach.
  public func reach(_ table: Table) -> OddReach { OddReach(plan, table) }

  /// What is usual, but for columns that go on in the file of all these rows: every row would be odd by
  /// them, and none is.
  public func leavingOut(_ reach: OddReach) -> (fitted: FittedOddRows, columns: [LeftOut]) {
    let places = reach.goingOn.filter(plan.columns.indices.contains)
    guard !places.isEmpty else { return (self, []) }
    return (
      FittedOddRows(self, leavingOut: Set(places)),
      places.map { LeftOut(name: plan.columns[$0].name, rows: reach.beyond($0)) }
    )
  }
}
