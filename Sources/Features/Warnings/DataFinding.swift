/// What was found of a table, its split or a model, with the figures behind it; Reporting has the
/// words.
public enum DataFinding: Sendable, Hashable, Codable {
  /// The column alone nearly tells the class; the best other column, if there is one.
  case leak(column: String, target: String, strength: Double, next: ColumnStrength?)
  /// The column numbers the rows, and they stand in the order of the classes.
  case runningNumber(column: String, target: String, strength: Double)
  /// The column names who has the rows, so many of them several, and they are on both sides of a split.
  case groups(column: String, strength: Double, count: Int)
  /// The model is right so often that its columns are to be asked whether they came before the
  /// outcome; those that tell the most alone.
  case tooGood(accuracy: Double, columns: [ColumnStrength])
  /// Numbers beyond all bounds, which count as missing.
  case infinite(column: String, rows: Int)
  /// Numbers that are repeated and far from all others, as such that stand for no value.
  case standIn(column: String, values: [Double], rows: Int)
  /// Levels, or classes, that differ in case and blanks alone, those that are alike together.
  case spellings(column: String, groups: [[String]])
  /// Rows without a class, and the same with the texts that say so.
  case missingTarget(column: String, rows: Int)
  case missingClass(column: String, rows: Int, tokens: [String])
  /// A class has too few rows.
  case fewRows(column: String, label: String, rows: Int)
  /// So many further classes have too few rows.
  case moreFewRows(column: String, classes: Int)
  /// One class has nearly all rows.
  case imbalance(column: String, label: String, share: Double)
  /// The column is not used, for its role.
  case unused(column: String, role: ColumnRole, reason: RoleReason, rows: Int)
  /// The column is a linear function of another, or of several when none is named.
  case linear(column: String, of: String?, rows: Int)
  /// Each value of one column goes with one value of the other.
  case sameFact(column: String, other: String, rows: Int)
  /// These levels stand in the same rows.
  case sameRows(levels: [Level], rows: Int)
  /// So many further findings of this kind, with the columns they are about.
  case moreCollinear(columns: [String], count: Int)
  /// Judged rows that have the values of a row that was learned from.
  case repeatedRows(Int, of: Int)
  /// Judged rows of a group that was learned from, too, as the split is by time.
  case groupsAcross(Int, of: Int)
  /// Levels were given in an order: those that no row has, and those of rows that it leaves out.
  case order(column: String, absent: [String], others: [String], rows: Int)
  /// Of the levels of a column so many stand in one row alone, so that new rows will have others.
  case unseenLevels(column: String, levels: Int, single: Int, rows: Int)
  /// Classes weigh the same together, and probabilities are those of such rows.
  case balancedClasses
  /// Folds in time that many rows of one moment left no room for.
  case foldsDropped(Int, of: Int)
  /// Classes of a single row, which judge nothing.
  case singleRows(classes: Int)
  /// Classes with fewer rows than there are folds.
  case smallClasses(Int, folds: Int)
  /// Rows of classes that all stand on one side of a split, which are not judged.
  case unlearnedRows(Int, classes: Int)
  /// What a split by time is ordered by where nobody said it: the only column of dates, or the rows as
  /// they stand, beside so many columns of dates.
  case timeOrder(column: String?, dates: Int)
  /// A column says something of the rows (their weights, order or groups), and is not learned from.
  case office(column: String, Office)
  /// A mark that may mean no value, and is a class.
  case markedClass(column: String, label: String, rows: Int)
  /// Anything else, in the words of who found it.
  case told(DataWarning.Kind, column: String?, figure: Double?, message: String)

  /// What a column says of the rows when it is no feature of theirs.
  public enum Office: String, Sendable, Hashable, Codable {
    case weights, order, groups
  }

  /// A level and its column.
  public struct Level: Sendable, Hashable, Codable {
    /// The column's name.
    public var column: String
    /// The level as a text.
    public var level: String
  }

  /// What it is about, for programs.
  public var kind: DataWarning.Kind {
    switch self {
    case .leak, .runningNumber, .groups: .leak
    case .tooGood: .tooGood
    case .spellings: .spellings
    case .infinite: .infinite
    case .standIn: .standIn
    case .missingTarget, .missingClass: .missingTarget
    case .fewRows, .moreFewRows: .fewRows
    case .imbalance: .imbalance
    case .unused(_, .constant, _, _): .constant
    case .unused(_, .duplicate, _, _): .duplicate
    case .unused: .identifier
    case .linear, .sameFact, .sameRows, .moreCollinear: .collinear
    case .repeatedRows, .groupsAcross: .repeatedRows
    case .order, .unseenLevels: .levels
    case .balancedClasses: .balancedClasses
    case .foldsDropped, .singleRows, .smallClasses, .unlearnedRows, .timeOrder, .office: .split
    case .markedClass: .markedClass
    case .told(let kind, _, _, _): kind
    }
  }

  /// The column it is about; nil when it is about none.
  public var column: String? {
    switch self {
    case .leak(let column, _, _, _), .runningNumber(let column, _, _),
      .missingTarget(let column, _), .missingClass(let column, _, _),
      .fewRows(let column, _, _), .imbalance(let column, _, _), .unused(let column, _, _, _),
      .linear(let column, _, _), .sameFact(let column, _, _), .groups(let column, _, _),
      .infinite(let column, _), .standIn(let column, _, _), .spellings(let column, _),
      .moreFewRows(let column, _), .order(let column, _, _, _), .markedClass(let column, _, _),
      .unseenLevels(let column, _, _, _):
      column
    case .timeOrder(let column, _): column
    case .office(let column, _): column
    case .sameRows(let levels, _): levels.first?.column
    case .moreCollinear(let columns, _): columns.first
    // Columns that tell it together are not to be asked one by one.
    case .tooGood(_, let columns):
      columns.first.flatMap { $0.strength >= DataReview.leakStrength ? $0.column : nil }
    case .repeatedRows, .groupsAcross, .foldsDropped, .singleRows, .smallClasses, .unlearnedRows,
      .balancedClasses:
      nil
    case .told(_, let column, _, _): column
    }
  }

  /// The number behind it; what it means depends on the kind.
  public var figure: Double? {
    switch self {
    case .leak(_, _, let strength, _), .runningNumber(_, _, let strength),
      .groups(_, let strength, _):
      strength
    case .imbalance(_, _, let share), .tooGood(let share, _): share
    case .missingTarget(_, let rows), .missingClass(_, let rows, _), .fewRows(_, _, let rows),
      .unused(_, _, _, let rows),
      .linear(_, _, let rows), .sameFact(_, _, let rows), .sameRows(_, let rows),
      .infinite(_, let rows), .standIn(_, _, let rows), .order(_, _, _, let rows),
      .markedClass(_, _, let rows), .unlearnedRows(let rows, _):
      Double(rows)
    case .spellings(_, let groups): Double(groups.reduce(0) { $0 + $1.count })
    case .moreFewRows(_, let count), .repeatedRows(let count, _), .groupsAcross(let count, _),
      .moreCollinear(_, let count), .foldsDropped(let count, _), .unseenLevels(_, _, let count, _),
      .singleRows(let count),
      .smallClasses(let count, _):
      Double(count)
    case .balancedClasses, .timeOrder, .office: nil
    case .told(_, _, let figure, _): figure
    }
  }
}
