/// What a document of records looks like.
public enum RecordShape: String, Sendable, Hashable, Codable, CaseIterable {
  /// One object a record.
  case records
  /// One array a column.
  case columns
  /// The names once, then one array a record.
  case split
  /// One array a record, the names first; in CSV and workbooks, rows without a header.
  case values
  /// Each cell of a workbook with its formula and number format.
  case cells
}

/// What becomes of error values such as `#DIV/0!`.
public enum ErrorPolicy: String, Sendable, Hashable, CaseIterable {
  /// No value, and a note.
  case null
  /// Their text.
  case text
  /// The run fails.
  case fail
}
