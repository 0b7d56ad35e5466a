import RowcastFeatures
import RowcastReporting

/// What stands behind "no column is left to learn from": why, column by column, and what takes one.
enum UnusedColumns {
  private static let most = 5

  /// Empty where there is no column but the target.
  static func words(_ unused: [RoleAssignment]) -> String {
    guard !unused.isEmpty else { return "" }
    let told = unused.prefix(most).map { column in
      "\"\(column.column)\" is "
        + (column.isChosen ? "left out as asked" : "not used (\(column.advice))")
    }
    let more = unused.count - told.count
    return ": " + told.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      + hint(unused)
  }

  /// The option that takes a column which names the rows all the same, where no other is told.
  private static func hint(_ unused: [RoleAssignment]) -> String {
    guard !unused.prefix(most).contains(where: { !$0.isChosen && $0.remedy != nil }),
      let first = unused.first(where: { $0.role == .identifier && !$0.isChosen })
    else { return "" }
    let role = first.reading.form == .numbers ? ColumnRole.numeric : .category
    let option = TerminalText.shellWord("\(first.column)=\(role.rawValue)")
    return "; --role \(option) takes it all the same"
  }
}
