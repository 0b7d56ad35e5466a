public import RowcastTabular

/// One cell with all that the file says of it: the audit view.
public struct AuditCell: Sendable, Hashable {
  /// The value by its kind, as JSON text where JSON could not hold it exactly.
  public enum Value: Sendable, Hashable {
    /// A number as a JSON number's text: the file's digits, or the shortest of its double.
    case number(String)
    /// The text without its formatting.
    case text(String)
    /// A truth value.
    case boolean(Bool)
    /// The code of an error value: `#DIV/0!`.
    case error(String)
    /// ISO 8601: a date, a time, or both.
    case date(String)
    /// A formula without a value.
    case uncalculated
  }

  /// Where the cell stands.
  public var reference: CellReference
  /// What the cell holds; of a formula its cached result.
  public var value: Value
  /// The day number of a date, as a JSON number's text; nil for other cells and for dates that the
  /// file states as text.
  public var serial: String?
  /// The formula without its equals sign; shared formulas as they read in this cell. Binary formats
  /// hold formulas as tokens: nil where these have arrays in braces, other workbooks or tables.
  public var formula: String?
  /// The number format's code when it is not General; `duration` for elapsed time.
  public var format: String?
}
