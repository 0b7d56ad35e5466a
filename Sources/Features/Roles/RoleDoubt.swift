internal import RowcastTabular

/// A column whose values fit more than one role.
package struct RoleDoubt: Sendable, Hashable {
  /// The column's name.
  package var column: String
  /// The role that it has by its values alone, and why.
  package var role: ColumnRole
  package var reason: RoleReason
  /// What it could be besides.
  package var others: [ColumnRole]
}

extension DecidedRoles {
  /// Columns whose role only a trial can tell: texts some of which recur or that are missing in many
  /// rows, categories of many words, what is left out although it may be either, and numbers that may be
  /// codes.
  package var doubts: [RoleDoubt] {
    found.compactMap { column -> RoleDoubt? in
      let assignment = column.assignment
      if assignment.isChosen { return nil }
      if column.codes != nil {
        return RoleDoubt(
          column: assignment.column, role: assignment.role, reason: assignment.reason,
          others: [.category])
      }
      guard let levels = column.levels else { return nil }
      let recurs =
        (levels.counts.max() ?? 0) >= Self.fewestRows || levels.missing >= Self.fewestRows
      var others: [ColumnRole]
      switch assignment.role {
      case .text: others = recurs ? [.category] : []
      case .category:
        others =
          levels.counts.count > Self.manyLevels && TextShape(levels.texts).words >= Self.words
          ? [.text] : []
      case .identifier:
        others = (assignment.remedy?.values ?? []).compactMap(ColumnRole.init(rawValue:))
        if !recurs { others.removeAll { $0 == .category } }
      default: others = []
      }
      return others.isEmpty
        ? nil
        : RoleDoubt(
          column: assignment.column, role: assignment.role, reason: assignment.reason,
          others: others)
    }
  }

  /// Rows of a level, or without a value, that are enough for a feature.
  private static let fewestRows = 5
  /// Levels, and words of each, from which categories may be texts.
  private static let manyLevels = 50
  private static let words = 1.5
}
