/// What a column is where every column has one type: in a Parquet file, in a table of a database.
///
/// Numbers with a point are doubles where doubles hold all of them as they are written, else decimals.
/// What has no type of its own there (durations, columns of several kinds) is text.
public enum DataType: Sendable, Hashable {
  /// Dates are days, times those of a wall clock, timestamps have no zone; all to the millisecond.
  case boolean, integer, double, date, time, timestamp, text
  /// Timestamps to the microsecond, of texts that are spelled so.
  case preciseTimestamp
  /// Numbers of so many digits, of which `scale` stand behind the point.
  case decimal(digits: Int, scale: Int)

  /// The type for what is known of a column before its values are read.
  public init(_ kind: ColumnKind?) {
    self =
      switch kind {
      case .boolean: .boolean
      case .integer: .integer
      case .decimal: .double
      case .date: .date
      case .time: .time
      case .dateTime: .timestamp
      case .duration, .text, .mixed, .empty, nil: .text
      }
  }

  /// The type for what is known of a column before its values are read: the texts of one may all be
  /// timestamps.
  public init(_ column: ColumnSchema) {
    self =
      column.kind == .text && column.holdsMicroseconds == true
      ? .preciseTimestamp : DataType(column.kind)
  }

  /// Text in place of decimals of more digits than a format has, or of more behind the point.
  package func limited(digits: Int, scale limit: Int = .max) -> DataType {
    if case .decimal(let count, let scale) = self, count > digits || scale > limit {
      .text
    } else {
      self
    }
  }
}
