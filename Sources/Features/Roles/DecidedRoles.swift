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

  /// The levels of at least so many rows, of all columns of categories.
  package func levelCount(threshold: Int, limit: Int) -> Int {
    found.reduce(0) { sum, column in
      guard column.assignment.role == .category else { return sum }
      return sum
        + min(limit, column.levels?.counts.count { $0 >= threshold } ?? column.codes ?? 0)
    }
  }

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
