import RowcastTabular

extension DataReview {
  /// Of more classes with few rows so many are named.
  private static let namedClasses = 3

  /// What the classes themselves give reason to say.
  static func classWarnings(_ labels: FittedLabels) -> [DataWarning] {
    var found: [DataWarning] = []
    if labels.missingCount > 0 {
      found.append(
        DataWarning(
          labels.missingTokens.isEmpty
            ? .missingTarget(column: labels.column, rows: labels.missingCount)
            : .missingClass(
              column: labels.column, rows: labels.missingCount, tokens: labels.missingTokens)))
    }
    for (label, count) in zip(labels.labels, labels.counts) where MissingTokens.isMark(label) {
      found.append(
        DataWarning(
          .markedClass(column: labels.column, label: label, rows: count), severity: .note))
    }
    let few = zip(labels.labels, labels.counts).filter { $0.1 < fewestRowsOfClass }
    for (label, count) in few.prefix(few.count > namedClasses + 1 ? namedClasses : few.count) {
      found.append(DataWarning(.fewRows(column: labels.column, label: label, rows: count)))
    }
    if few.count > namedClasses + 1 {
      found.append(
        DataWarning(.moreFewRows(column: labels.column, classes: few.count - namedClasses)))
    }
    let total = labels.counts.reduce(0, +)
    if let largest = labels.counts.indices.max(by: { labels.counts[$0] < labels.counts[$1] }),
      total > 0
    {
      let share = Double(labels.counts[largest]) / Double(total)
      if share >= largestShare {
        found.append(
          DataWarning(
            .imbalance(column: labels.column, label: labels.labels[largest], share: share)))
      }
    }
    return found
  }

  /// What the roles of columns give reason to say.
  static func roleWarnings(_ roles: [RoleAssignment], rowCount: Int) -> [DataWarning] {
    roles.compactMap { role in
      switch role.role {
      case .identifier, .constant, .duplicate:
        role.isChosen
          ? nil
          : DataWarning(
            .unused(column: role.column, role: role.role, reason: role.reason, rows: rowCount))
      default: nil
      }
    }
  }
}
