import RowcastFeatures
import RowcastTabular

/// What is doubtful about a table before anything is learned from it.
struct DataWarnings {
  let task: LearningTask
  let options: TrainOptions
  /// The roles by all rows of the task.
  let roles: DecidedRoles

  /// Rows that a review looks at; what it looks for shows in fewer already.
  static let reviewedRows = 20_000

  /// The review of the table, with the roles that were chosen.
  func review() -> DataReview {
    var chosen: [String: ColumnRole] = [task.target.column: .target]
    for (column, role) in options.roles where column != task.target.column {
      chosen[column] = role
    }
    let roles = RoleInference.roles(of: reviewed, chosen: chosen)
    var review = DataReview(of: reviewed, roles: roles, labels: task.target)
    review.warnings +=
      DataReview.standIns(in: task.table, roles: roles, counted: self.roles) + orders
    let offices: [(String?, DataFinding.Office)] = [
      (options.weights, .weights), (options.order, .order), (options.group, .groups),
    ]
    let findings = offices.compactMap { name, office in
      name.map { DataFinding.office(column: $0, office) }
    }
    for finding in [task.ordering].compactMap(\.self) + findings {
      review.warnings.append(DataWarning(finding, severity: .note))
    }
    if options.classWeight == .balanced, options.calibration == nil {
      review.warnings.append(DataWarning(.balancedClasses))
    }
    return review
  }

  /// Orders that were given and are not those of the levels.
  private var orders: [DataWarning] {
    options.levels.sorted { $0.key < $1.key }.compactMap { column, levels in
      guard let found = task.table[column]?.countedLevels() else { return nil }
      let known = Set(found.map(\.level))
      let order = levels.map(options.spelled)
      let others = found.filter { !order.contains($0.level) }
      let absent = order.filter { !known.contains($0) }
      guard !others.isEmpty || !absent.isEmpty else { return nil }
      return DataWarning(
        .order(
          column: column, absent: absent, others: others.map(\.level),
          rows: others.reduce(0) { $0 + $1.rows }))
    }
  }

  /// Every nth row of a very large table, so that its order does not matter.
  private var reviewed: Table {
    let rows = task.table.rowCount
    guard rows > Self.reviewedRows else { return task.table }
    let step = (rows + Self.reviewedRows - 1) / Self.reviewedRows
    return task.table.picking(Array(stride(from: 0, to: rows, by: step)))
  }
}
