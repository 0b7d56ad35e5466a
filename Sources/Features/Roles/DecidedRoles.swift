package import RowcastTabular

/// The roles and readings of a table's columns, decided once: the same in every fold and every fit.
package struct DecidedRoles: Sendable {
  private(set) var found: [InferredColumn]
  private let rowCount: Int

  /// Decides by all rows of the table.
  /// - Parameter chosen: the roles that the user chose, and the target.
  package init(_ table: Table, chosen: [String: ColumnRole]) {
    found = RoleInference.inferred(table, chosen: chosen)
    rowCount = table.rowCount
  }

  /// The role of every column with its reason.
  package var assignments: [RoleAssignment] { found.map(\.assignment) }

  /// The same with one column in another role.
  package func changing(_ column: String, to role: ColumnRole, because reason: RoleReason)
    -> DecidedRoles
  {
    var changed = self
    for index in found.indices where found[index].assignment.column == column {
      var assignment = found[index].assignment.changed(to: role)
      (assignment.isChosen, assignment.reason, assignment.remedy) = (false, reason, nil)
      changed.found[index].assignment = assignment
    }
    return changed
  }

  /// How many levels of at least so many rows each column of categories has.
  package func levels(threshold: Int) -> [(column: String, levels: Int)] {
    found.compactMap { column in
      guard column.assignment.role == .category else { return nil }
      let count = column.levels?.counts.count { $0 >= threshold } ?? column.codes ?? 0
      return (column.assignment.column, count)
    }
  }

  /// Categories of which many new rows will have a level that was not seen: as many as have one that
  /// stands in one row alone (Good 1953).
  package var unseenLevels: [DataWarning] {
    found.compactMap { column in
      guard column.assignment.role == .category, let levels = column.levels else { return nil }
      let single = levels.counts.count { $0 == 1 }
      let rows = levels.present
      guard rows >= Self.fewestRows, Double(single) >= Self.notableShare * Double(rows) else {
        return nil
      }
      return DataWarning(
        .unseenLevels(
          column: column.assignment.column, levels: levels.counts.count, single: single,
          rows: rows), severity: .note)
    }
  }

  /// The share of new rows with unseen levels that is worth a sentence, and the rows that tell it.
  private static let notableShare = 0.1
  private static let fewestRows = 100

  /// What was counted of the numbers of a table, where that table has all the rows and values.
  func moments(of table: Table) -> [String: Moments] {
    guard table.rowCount == rowCount else { return [:] }
    return Dictionary(
      found.compactMap { column in column.moments.map { (column.assignment.column, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The columns of rows of that table; what was counted by all rows counts only for all of them.
  func columns(of training: Table) -> [InferredColumn] {
    let known = Dictionary(
      found.map { ($0.assignment.column, $0) }, uniquingKeysWith: { first, _ in first })
    return training.columns.map { column in
      guard var own = known[column.name] else { return RoleInference.inferred(column) }
      if training.rowCount != rowCount { (own.moments, own.levels) = (nil, nil) }
      return own
    }
  }
}
