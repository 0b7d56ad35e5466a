package import RowcastTabular

/// Numbers that stand for no value: -1, 99, -999, 9999 and the like, repeated and far from all others of
/// their column.
struct StandIn: Sendable, Hashable {
  let values: [Double]
  let rows: Int

  private static let fewestRows = 3
  /// Other values that tell how far is far.
  private static let fewestOthers = 10

  /// The numbers at either end of a column that stand for no value; nil where none does.
  init?(_ values: [Double], _ moments: Moments) {
    let ends = [moments.minimum, moments.maximum].filter(Self.canStandIn)
    guard !ends.isEmpty, moments.count > Self.fewestRows else { return nil }
    var rows = [Int](repeating: 0, count: ends.count)
    var others: Set<Double> = []
    var (low, high) = (Double.infinity, -Double.infinity)
    for value in values where value.isFinite {
      if let place = ends.firstIndex(of: value) {
        rows[place] += 1
      } else {
        if others.count < Self.fewestOthers { others.insert(value) }
        (low, high) = (min(low, value), max(high, value))
      }
    }
    guard others.count >= Self.fewestOthers else { return nil }
    let found = zip(ends, rows).filter { end, count in
      let gap = end < low ? low - end : end - high
      // Nothing else is negative where -1 stands for it.
      let least = end == -1 ? (low >= 0 ? 0.25 : 1) : 0.5
      return count >= Self.fewestRows && gap > least * (high - low)
    }
    guard !found.isEmpty else { return nil }
    self.values = found.map(\.0)
    self.rows = found.reduce(0) { $0 + $1.1 }
  }

  /// -1, and two nines or eights or more of either sign.
  private static func canStandIn(_ value: Double) -> Bool {
    guard value != -1, let whole = Int(exactly: abs(value)) else { return value == -1 }
    let digits = Set(String(whole))
    return whole > 9 && (digits == ["9"] || digits == ["8"])
  }
}

extension DataReview {
  /// Columns of numbers in which some stand for no value.
  /// - Parameter decided: what was counted of the same table, as far as anything was.
  package static func standIns(
    in table: Table, roles: [RoleAssignment], counted decided: DecidedRoles? = nil
  ) -> [DataWarning] {
    let known = decided?.moments(of: table) ?? [:]
    let used = Set(roles.filter { $0.role == .numeric }.map(\.column))
    return table.columns.compactMap { column in
      guard used.contains(column.name), case .numbers(let values) = column.values,
        [.integer, .decimal].contains(column.kind),
        let found = StandIn(values, known[column.name] ?? Moments(of: values))
      else { return nil }
      return DataWarning(.standIn(column: column.name, values: found.values, rows: found.rows))
    }
  }
}
