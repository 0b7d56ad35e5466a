/// A setting that would read or keep what is not read or kept: a value, since each door to the
/// library calls the setting by a name of its own.
public struct Remedy: Sendable, Hashable, Codable {
  /// What is set.
  public enum Setting: String, Sendable, Hashable, Codable, CaseIterable {
    /// The encoding of a text.
    case encoding
    /// What parts the fields of a record, and what stands around them.
    case delimiter
    /// The decimal mark of a column's numbers.
    case decimal
    /// The kind of a column; values are kinds.
    case columnKind = "column"
    /// The format of a column's dates; values are formats.
    case dateFormat = "date-format"
    /// The words for true and false.
    case truthWords = "true"
    /// The sheet of a workbook, or the member of a document, that holds the records.
    case sheet
    /// The rows that name the columns; values are their numbers.
    case header
    /// A limit; the value is its name.
    case limit = "max"
    /// How many records are taken.
    case rowCount = "limit"
    /// The role of a column; values are roles.
    case role
    /// Texts that mean: no value; values are the texts.
    case nullToken = "null"
    /// Whether spellings that differ in case and blanks alone are one.
    case foldLevels = "fold-levels"
    /// Columns that are not learned from; values are their names.
    case drop
    /// The condition of records that are taken; the value is one.
    case condition = "where"
  }

  /// What is set.
  public var setting: Setting
  /// The column that it is set for, where it is set for one.
  public var column: String?
  /// What it can be set to, where that is known.
  public var values: [String]

  /// Without values, it is for the reader to say.
  public init(_ setting: Setting, column: String? = nil, _ values: String...) {
    self.init(setting, column: column, values: values)
  }

  /// Without values, it is for the reader to say.
  public init(_ setting: Setting, column: String? = nil, values: [String]) {
    self.setting = setting
    self.column = column
    self.values = values
  }
}

extension Diagnostic {
  /// What can be set so that it is not noticed again.
  public var remedy: Remedy? {
    switch kind {
    case .guessedEncoding: Remedy(.encoding)
    case .passedSheet, .innerRecords: Remedy(.sheet)
    case .ambiguousNumber: Remedy(.decimal)
    default: nil
    }
  }
}
