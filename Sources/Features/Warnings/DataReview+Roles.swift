extension DataReview {
  /// What the classes themselves give reason to say.
  static func classWarnings(_ labels: FittedLabels) -> [DataWarning] {
    var found: [DataWarning] = []
    if labels.missingCount > 0 {
      found.append(
        DataWarning(
          kind: .missingTarget, column: labels.column, figure: Double(labels.missingCount),
          message: "\(labels.missingCount) rows have no value of \"\(labels.column)\" and teach "
            + "nothing"))
    }
    for (label, count) in zip(labels.labels, labels.counts)
    where count < fewestRowsOfClass {
      found.append(
        DataWarning(
          kind: .fewRows, column: labels.column, figure: Double(count),
          message: "class \"\(label)\" of \"\(labels.column)\" has \(count) "
            + "\(count == 1 ? "row" : "rows"): too few to learn or to judge it"))
    }
    let total = labels.counts.reduce(0, +)
    if let largest = labels.counts.indices.max(by: { labels.counts[$0] < labels.counts[$1] }),
      total > 0
    {
      let share = Double(labels.counts[largest]) / Double(total)
      if share >= largestShare {
        found.append(
          DataWarning(
            kind: .imbalance, column: labels.column, figure: share,
            message: "\(Figures.percent(share)) of the rows are \"\(labels.labels[largest])\": "
              + "saying so always is as accurate, so look at the other figures"))
      }
    }
    return found
  }

  /// What the roles of columns give reason to say.
  static func roleWarnings(_ roles: [RoleAssignment], rowCount: Int) -> [DataWarning] {
    roles.compactMap { role in
      guard !role.isChosen else { return nil }
      let kind: DataWarning.Kind
      switch role.role {
      case .identifier: kind = .identifier
      case .constant: kind = .constant
      case .duplicate: kind = .duplicate
      default: return nil
      }
      return DataWarning(
        kind: kind, column: role.column, figure: Double(rowCount),
        message: "\"\(role.column)\" is not used: \(role.reason)")
    }
  }
}
