public import RowcastComparison
package import RowcastTabular

/// Two tables that were compared, as people are told of it: on a terminal, as a page, as a workbook.
public struct ComparisonReport: Sendable {
  /// What the old table is called.
  public var oldName: String
  /// What the new table is called.
  public var newName: String
  /// What came of the comparison.
  public var tables: ComparedTables
  /// The columns whose values are not shown, by their names.
  public var masked: Set<String>
  /// The program and its version.
  public var software: String

  /// What stands for values that are not shown.
  static let mask = "(not shown)"

  /// All that is told.
  public init(
    oldName: String, newName: String, tables: ComparedTables, masked: Set<String> = [],
    software: String
  ) {
    self.oldName = oldName
    self.newName = newName
    self.tables = tables
    self.masked = masked
    self.software = software
  }

  /// Whether a column's values are not shown; by either of its names.
  package func isMasked(_ column: ColumnPair) -> Bool {
    [column.old?.name, column.new?.name].contains { $0.map(masked.contains) ?? false }
  }

  /// The same by the place of a column.
  package func isMasked(_ column: Int) -> Bool {
    tables.columns.indices.contains(column) && isMasked(tables.columns[column].pair)
  }

  /// The first rows that are not the same.
  /// - Throws: `FileError` when they cannot be read back.
  package func firstChanges(_ limit: Int) throws -> [RowChange] {
    var changes: [RowChange] = []
    guard limit > 0 else { return [] }
    try tables.forEachChange {
      changes.append($0)
      return changes.count < limit
    }
    return changes
  }

  /// All rows that are not the same.
  package var changeCount: Int {
    tables.counts.added + tables.counts.removed + tables.counts.changed
  }

  /// A value as text; nothing for a missing one.
  package func shown(_ value: Value, of column: Int) -> String {
    if isMasked(column) {
      return value.isMissing ? "" : Self.mask
    }
    return Self.visible(value.description)
  }

  /// A text as it is; in quotes, with what cannot be seen by its numbers, where it has blanks at an end
  /// or such signs.
  private static func visible(_ text: String) -> String {
    func isHidden(_ scalar: Unicode.Scalar) -> Bool {
      if scalar == "\n" || scalar == " " { return false }
      let isMark = (0x300...0x36F).contains(scalar.value)
      return isMark || scalar.value < 0x20 || scalar.properties.isWhitespace
        || (scalar.value < 0xFE00 && scalar.properties.isDefaultIgnorableCodePoint)
        || scalar == "\u{FEFF}"
    }
    let scalars = text.unicodeScalars
    let ends = [scalars.first, scalars.last].contains {
      $0?.properties.isWhitespace == true
    }
    guard ends || scalars.contains(where: isHidden) else { return text }
    let seen = scalars.map { scalar -> String in
      switch scalar {
      case "\n": return "\\n"
      case "\r": return "\\r"
      case "\t": return "\\t"
      default:
        guard isHidden(scalar) else { return String(scalar) }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      }
    }
    return "\"\(seen.joined())\""
  }

  /// A value of a changed cell before and after, told apart by their kinds where they look alike.
  func shown(_ change: RowChange, _ column: Int) -> (old: String, new: String) {
    guard let before = change.old?.values[column], let after = change.new?.values[column] else {
      return ("", "")
    }
    let (old, new) = (shown(before, of: column), shown(after, of: column))
    if isMasked(column) || old != new { return (old, new) }
    return ("\(old) (\(before.kindName))", "\(new) (\(after.kindName))")
  }

  /// The values of a row as it is, or was when it is no more; of columns that are gone as they were.
  func values(_ change: RowChange) -> [Value] {
    guard let new = change.new?.values, let old = change.old?.values else {
      return (change.new ?? change.old)?.values ?? []
    }
    return zip(tables.columns, zip(old, new)).map { $0.pair.fate == .gone ? $1.0 : $1.1 }
  }

  /// The values of the key of a row.
  func key(_ change: RowChange) -> [(name: String, value: String)] {
    let values = values(change)
    return tables.columns.indices.filter { tables.columns[$0].isKey && $0 < values.count }.map {
      (tables.columns[$0].pair.name, shown(values[$0], of: $0))
    }
  }

  /// Columns that are added, gone, renamed or of another kind, in their order.
  var changedColumns: [ColumnPair] {
    tables.columns.map(\.pair).filter { $0.fate != .kept || $0.isOfAnotherKind }
  }

  /// Columns whose values, or missing values, have drifted: those of the greatest effect first.
  var drifts: [(column: ColumnPair, drift: ColumnDrift)] {
    tables.columns.flatMap { column in
      [column.drift, column.missingDrift].compactMap(\.self).filter(\.isDrift).map {
        (column.pair, $0)
      }
    }.enumerated().sorted {
      ($1.element.1.effect, $1.element.1.size, $0.offset)
        < ($0.element.1.effect, $0.element.1.size, $1.offset)
    }.map(\.element)
  }

  /// Columns with changed cells, those with the most first.
  var cellsByColumn: [(name: String, count: Int)] {
    tables.columns.filter { $0.changedCells > 0 }.map { ($0.pair.name, $0.changedCells) }
      .enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
      .map { (name: $0.element.0, count: $0.element.1) }
  }
}

extension Value {
  /// What kind of value this is, in a word.
  fileprivate var kindName: String {
    switch self {
    case .missing: "missing"
    case .text: "text"
    case .integer, .number: "number"
    case .boolean: "boolean"
    case .date, .dateTime: "date"
    case .time: "time"
    case .duration: "duration"
    case .error: "error"
    }
  }
}
