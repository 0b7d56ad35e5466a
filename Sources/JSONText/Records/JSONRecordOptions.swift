/// How records are written as JSON: their shape, and what stands for what JSON has no value for.
public struct JSONRecordOptions: Sendable, Hashable {
  /// How records are laid out.
  public enum Shape: String, Sendable, Hashable, CaseIterable {
    /// One object a line, nothing between: NDJSON.
    case lines
    /// An array of objects.
    case records
    /// An array of arrays, the names first.
    case values
    /// `{"columns": [names], "data": [[values], ...]}`.
    case split
  }

  /// What is written where a row has no value.
  public enum Empty: String, Sendable, Hashable, CaseIterable {
    /// JSON's `null`.
    case null
    /// No key at all; in arrays, which cannot leave a place out, null.
    case omit
    /// An empty text.
    case text
  }

  /// What is written for an error value such as `#DIV/0!`.
  public enum Errors: String, Sendable, Hashable, CaseIterable {
    /// JSON's `null`, or the code of the error as a text.
    case null, text
  }

  /// How numbers are written.
  public enum Numbers: String, Sendable, Hashable, CaseIterable {
    /// With the digits of the source.
    case exact
    /// As the shortest text of the nearest double.
    case double
  }

  /// How records are laid out.
  public var shape: Shape
  /// Indented by two spaces, one value a line; never for ``Shape/lines``.
  public var isPretty: Bool
  /// What stands for a missing value.
  public var empty: Empty
  /// What stands for an error value.
  public var errors: Errors
  /// How numbers are written.
  public var numbers: Numbers
  /// Adds `_sheet` (when the source has one) and `_row` before the columns.
  public var hasProvenance: Bool
  /// Adds `_sheet` alone before the columns: for several sheets in one stream.
  public var hasSheet: Bool
  /// Whether cells beyond the last column of the schema are written, as `column_N`.
  public var keepsUnknownColumns: Bool
  /// Whether arrays end with the row's last cell instead of being filled up to the schema's width.
  public var keepsRowWidth: Bool

  /// By default one compact object a line, with the digits of the source.
  public init(
    shape: Shape = .lines, isPretty: Bool = false, empty: Empty = .null, errors: Errors = .null,
    numbers: Numbers = .exact, hasProvenance: Bool = false, hasSheet: Bool = false,
    keepsUnknownColumns: Bool = true, keepsRowWidth: Bool = false
  ) {
    self.shape = shape
    self.isPretty = isPretty
    self.empty = empty
    self.errors = errors
    self.numbers = numbers
    self.hasProvenance = hasProvenance
    self.hasSheet = hasSheet
    self.keepsUnknownColumns = keepsUnknownColumns
    self.keepsRowWidth = keepsRowWidth
  }
}
