public import RowcastFeatures

/// Something in a table that is to be mended, with the cells that show it; Reporting has the words.
public enum MendFinding: Sendable, Hashable {
  /// Values of a column that are likely one, spelled in several ways; groups of the most rows first.
  case spellings(column: String, [SpellingGroup])
  /// A column that is mostly of one form, and what else stands in it.
  case mixed(column: String, main: ValueForm, rows: Int, others: [ColumnFigures.Form])
  /// Words for no value: in a column of numbers or days they make it a column of texts, and among
  /// texts they count as values.
  case missingWords(column: String, main: ValueForm, SeenRows)
  /// Blanks at an end, several blanks together, characters that are not seen.
  case blots(column: String, outer: SeenRows, doubled: SeenRows, invisible: SeenRows)
  /// Errors of formulas.
  case errors(column: String, SeenRows)
  /// Rows that repeat another one: how many, and the first few.
  case repeatedRows(EstimatedCount, [RowPair])
  /// Rows that differ from another in spelling, or in what names the row: how many kinds of rows,
  /// and the first few.
  case alikeRows(EstimatedCount, [RowPair], ignoring: [String])
  /// A column that names its row, and some names come again.
  case nearKey(column: String, EstimatedCount, [RowPair])
  /// A column whose value follows from another's, but for some rows.
  case function(column: String, of: String, exceptions: Int, rows: [Int])
  /// Columns that say the same as others, as the review of a training finds them.
  case redundant(DataFinding)
  /// Rows that are named by a word for a sum, which is in this column.
  case totals(column: String, [CellPlace])
  /// Columns without any value.
  case empty(columns: [String])

  /// Two rows, the earlier one first.
  public struct RowPair: Sendable, Hashable {
    /// The row of the sheet, or the line of the file.
    public var first: Int
    /// The other one.
    public var second: Int

    /// Two rows, the earlier one first.
    public init(first: Int, second: Int) {
      self.first = first
      self.second = second
    }
  }

  /// The kinds for programs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Rows that are named by a word for a sum.
    case totals
    /// Rows that repeat another one.
    case repeatedRows = "repeated_rows"
    /// Rows that differ from another in spelling or identifier alone.
    case alikeRows = "alike_rows"
    /// A column that nearly names its row.
    case nearKey = "near_key"
    /// A column of several forms.
    case mixed
    /// Errors of formulas.
    case errors
    /// Words for no value.
    case missingWords = "missing_words"
    /// One value in several spellings.
    case spellings
    /// Blanks and characters that are not seen.
    case blots
    /// A column that follows from another.
    case function
    /// Columns that say the same.
    case redundant
    /// Columns without a value.
    case empty
  }

  /// What it is.
  public var kind: Kind {
    switch self {
    case .spellings: .spellings
    case .mixed: .mixed
    case .missingWords: .missingWords
    case .blots: .blots
    case .errors: .errors
    case .repeatedRows: .repeatedRows
    case .alikeRows: .alikeRows
    case .nearKey: .nearKey
    case .function: .function
    case .redundant: .redundant
    case .totals: .totals
    case .empty: .empty
    }
  }

  /// Rows that belong together; empty where none do.
  public var pairs: [RowPair] {
    switch self {
    case .repeatedRows(_, let pairs), .alikeRows(_, let pairs, _), .nearKey(_, _, let pairs): pairs
    default: []
    }
  }

  /// The column it is about; nil when it is about rows.
  public var column: String? {
    switch self {
    case .spellings(let column, _), .mixed(let column, _, _, _), .missingWords(let column, _, _),
      .blots(let column, _, _, _), .errors(let column, _), .nearKey(let column, _, _),
      .function(let column, _, _, _), .totals(let column, _):
      column
    case .empty(let columns): columns.count == 1 ? columns.first : nil
    case .redundant(let finding): finding.column
    case .repeatedRows, .alikeRows: nil
    }
  }
}
