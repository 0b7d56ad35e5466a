public import Tabular

/// Finds the role of each column from its values.
public enum RoleInference {
  /// The role of a column by itself; duplicates are found by ``roles(of:overrides:)``.
  static func role(of column: Column) -> RoleAssignment {
    switch column.values {
    case .numbers(let values):
      func assign(
        _ role: ColumnRole, _ reason: String, _ form: ColumnReading.Form
      ) -> RoleAssignment {
        RoleAssignment(
          column: column.name, role: role, reason: reason,
          reading: ColumnReading(form: form, kind: column.kind))
      }
      let moments = Moments(of: values)
      let number = NumberRole(name: column.name, values: values, moments: moments)
      if moments.count == 0 || moments.minimum == moments.maximum {
        let found = number.found()
        return assign(found.role, found.reason, .numbers)
      }
      switch column.kind {
      case .boolean: return assign(.boolean, "false and true", .booleans)
      case .date, .dateTime: return assign(.date, "calendar dates", .dates)
      case .time, .duration: return assign(.numeric, "times, as milliseconds", .numbers)
      default:
        let found = number.found()
        return assign(found.role, found.reason, .numbers)
      }
    case .texts:
      let levels = LevelCounts(column.levels())
      return TextRole(name: column.name, kind: column.kind, column: column, levels: levels).found()
    }
  }

  /// The roles of all columns of a table; those that `chosen` names are as it says.
  public static func roles(
    of table: Table, chosen: [String: ColumnRole] = [:]
  ) -> [RoleAssignment] {
    var found = mapEach(table.columns.count) { index in
      let column = table.columns[index]
      guard let role = chosen[column.name] else { return Self.role(of: column) }
      if role == .ignored || role == .target {
        return RoleAssignment(
          column: column.name, role: role, reason: "chosen", isChosen: true,
          reading: ColumnReading(form: .texts, kind: column.kind))
      }
      return Self.role(of: column).changed(to: role)
    }
    for index in found.indices where found[index].role.isFeature && !found[index].isChosen {
      if let first = Duplicates.first(like: index, in: table, among: found) {
        found[index].role = .duplicate
        found[index].reason = "the same as \"\(table.columns[first].name)\" in every row"
      }
    }
    return found
  }
}

extension RoleAssignment {
  /// This column in a role that the user chose.
  func changed(to role: ColumnRole) -> RoleAssignment {
    var changed = self
    changed.role = role
    changed.isChosen = true
    changed.reason =
      self.role == role ? reason : "chosen; by itself: \(self.role.rawValue), \(reason)"
    switch role {
    case .category, .text, .identifier, .target, .ignored, .constant, .duplicate:
      changed.reading.form = .texts
    case .numeric: changed.reading.form = reading.form == .dates ? .dates : .numbers
    case .boolean: changed.reading.form = .booleans
    case .date: changed.reading.form = .dates
    }
    return changed
  }
}
