internal import RowcastMachine
public import RowcastTabular

/// Finds the role of each column from its values.
public enum RoleInference {
  /// The role of a column by itself; duplicates are found by ``roles(of:chosen:)``.
  static func role(of column: TypedColumn) -> RoleAssignment { inferred(column).assignment }

  /// The role of a column by itself, with what was learned on the way.
  static func inferred(_ column: TypedColumn) -> InferredColumn {
    switch column.values {
    case .numbers(let values):
      let moments = Moments(of: values)
      func assign(
        _ role: ColumnRole, _ reason: RoleReason, _ form: ColumnReading.Form,
        _ remedy: Remedy? = nil, codes: Int? = nil
      ) -> InferredColumn {
        InferredColumn(
          assignment: RoleAssignment(
            column: column.name, role: role, reason: reason,
            reading: ColumnReading(form: form, kind: column.kind), remedy: remedy),
          moments: moments, codes: codes)
      }
      let number = NumberRole(name: column.name, values: values, moments: moments)
      if moments.count == 0 || moments.minimum == moments.maximum {
        let found = number.found()
        return assign(found.role, found.reason, .numbers, found.remedy)
      }
      switch column.kind {
      case .boolean: return assign(.boolean, RoleReason(.truthValues), .booleans)
      case .date, .dateTime: return assign(.date, RoleReason(.dates), .dates)
      case .time, .duration: return assign(.numeric, RoleReason(.times), .numbers)
      default:
        let found = number.found()
        return assign(
          found.role, found.reason, .numbers, found.remedy,
          codes: found.role == .numeric ? number.recurringCodes : nil)
      }
    case .texts:
      let levels = LevelCounts(column.levels())
      let text = TextRole(name: column.name, kind: column.kind, column: column, levels: levels)
      return InferredColumn(assignment: text.found(), levels: levels)
    }
  }

  /// The roles of all columns of a table; those that `chosen` names are as it says.
  public static func roles(
    of table: Table, chosen: [String: ColumnRole] = [:]
  ) -> [RoleAssignment] {
    inferred(table, chosen: chosen).map(\.assignment)
  }

  /// Whether a column of numbers is read as such: no value is unreadable.
  private static func isNumbers(_ column: TypedColumn, _ reading: ColumnReading) -> Bool {
    if case .numbers = column.values { reading.form == .numbers } else { false }
  }

  /// The roles of all columns, with what was learned on the way.
  static func inferred(_ table: Table, chosen: [String: ColumnRole]) -> [InferredColumn] {
    var found = mapEach(table.columns.count) { index -> InferredColumn in
      let column = table.columns[index]
      guard let role = chosen[column.name] else { return inferred(column) }
      if role == .ignored || role == .target {
        return InferredColumn(
          assignment: RoleAssignment(
            column: column.name, role: role, reason: RoleReason(.chosen), isChosen: true,
            reading: ColumnReading(form: .texts, kind: column.kind)))
      }
      var own = inferred(column)
      own.assignment = own.assignment.changed(to: role)
      // What was counted of all numbers does not hold of those that are 0 or 1.
      if role == .boolean { own.moments = nil }
      if own.assignment.reading.form != .texts, !isNumbers(column, own.assignment.reading),
        !own.assignment.reason.tellsUnreadable
      {
        own.assignment.reason.remarks +=
          LevelCounts(column.levels())
          .unread(own.assignment.reading).map { [$0] } ?? []
      }
      return own
    }
    var duplicates = Duplicates(in: table)
    for index in found.indices where found[index].assignment.role.isFeature {
      guard let first = duplicates.first(like: index, found[index]) else { continue }
      if !found[index].assignment.isChosen {
        found[index].assignment.role = .duplicate
        found[index].assignment.reason = RoleReason(.same(as: table.columns[first].name))
      }
    }
    return found
  }
}

/// A column with its role, and what finding the role has already counted.
struct InferredColumn: Sendable {
  var assignment: RoleAssignment
  /// The moments of a column of numbers.
  var moments: Moments?
  /// The levels of a column of texts.
  var levels: LevelCounts?
  /// How many different ones there are, of numbers that may be codes.
  var codes: Int?
}

extension LevelCounts {
  /// The values that a reading cannot make numbers of.
  fileprivate func unread(_ reading: ColumnReading) -> RoleReason.Remark? {
    var rows = 0
    var values: [String] = []
    forEachUnread(reading, in: byFrequency()) { text, count in
      rows += count
      if values.count <= Self.shown { values.append(text) }
    }
    guard rows > 0 else { return nil }
    return .unreadable(
      rows: rows, values: Array(values.prefix(Self.shown)), areMore: values.count > Self.shown)
  }

  private static let shown = 3
}

extension RoleAssignment {
  /// This column in a role that the user chose.
  func changed(to role: ColumnRole) -> RoleAssignment {
    var changed = self
    changed.role = role
    changed.isChosen = true
    if self.role != role { changed.reason.ownRole = self.role }
    switch role {
    case .category, .text, .identifier, .target, .ignored, .constant, .duplicate:
      changed.reading.form = .texts
    case .numeric:
      changed.reading.form =
        [.dates, .times, .durations].contains(reading.form) ? reading.form : .numbers
    case .boolean: changed.reading.form = .booleans
    case .date: changed.reading.form = .dates
    }
    return changed
  }
}
