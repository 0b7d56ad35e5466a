/// Why a row is odd: one thing about it that is rare, and what would be usual.
public struct OddReason: Sendable, Hashable {
  /// What is rare.
  public let finding: Finding
  /// The columns that it is about; the odd cells.
  public let columns: [String]
  /// How rare it is: `-log` of the share of rows that are as rare.
  public let surprise: Double

  /// The kinds of rare things, with the values as their texts.
  public enum Finding: Sendable, Hashable {
    /// A number or day far from the others; they are mostly between two values.
    case far(String, usual: ClosedValues)
    /// A number or day that is not far out, but at one end: so many percent of all are from a bound on
    /// where it is less, or up to it where it is greater.
    case atEnd(String, bound: String, percent: Int, isLow: Bool)
    /// A number where few are.
    case sparse(String, rows: Int, of: Int)
    /// A number with another number of decimal places than others: so many rows have as many.
    case decimals(String, rows: Int, of: Int)
    /// A day of the week, from 0 for Monday, on which few rows are.
    case weekday(String, day: Int, rows: Int, of: Int)
    /// A level that few rows have.
    case level(String, rows: Int, of: Int)
    /// A level that is a slip away from a frequent one.
    case spelling(String, like: String?)
    /// A text whose length in bytes is rare.
    case length(String, bytes: Int)
    /// A text made as few are.
    case shape(String, rows: Int, of: Int)
    /// A text with letters in a row that hardly occur.
    case letters(String)
    /// No value, where nearly all rows have one.
    case missing(rows: Int, of: Int)
    /// A value of another kind than those of its column.
    case otherKind(String, rows: Int, of: Int)
    /// Two values that are rarely together; if the columns had nothing to do with each other, more
    /// rows would have both.
    case pair(Side, Side, rows: Int, expected: Double)
    /// Two values of which one, the first or the second, is in so many of its rows with another value
    /// of the other column.
    case exception(Side, Side, usual: Side, isOfFirst: Bool, rows: Int, of: Int)
    /// A number that does not follow from those of other columns, which say it is between two values.
    case relation(String, by: [String], usual: ClosedValues)
    /// Two values of which the first is the greater one, which it is in so few rows.
    case order(String, String, rows: Int, of: Int)
    /// A value that other rows have, too, in a column whose values are nearly all different: so many
    /// rows have one that repeats.
    case repeated(String, rows: Int, of: Int)
    /// Values of several columns that are rarely together; columns are those of the rarest.
    case together(rows: Int, of: Int)
  }

  /// Two values and all between them, as texts.
  public struct ClosedValues: Sendable, Hashable {
    /// The lesser one.
    public let from: String
    /// The greater one.
    public let to: String
  }
}

/// How odd the rows of a table are.
public struct OddScores: Sendable {
  /// From 0 to 1, by row: 0.5 where one usual row of a hundred is as odd, 0.6 of a thousand, 0.75 of
  /// a million.
  public internal(set) var oddness: [Double]
  /// The reasons of odd rows, the strongest first, by row.
  public internal(set) var reasons: [Int: [OddReason]]

  /// The scores of so many rows from one on.
  package func part(_ start: Int, _ count: Int) -> OddScores {
    let rows = start..<min(oddness.count, start + count)
    var part = OddScores(oddness: Array(oddness[rows]), reasons: [:])
    for row in rows { part.reasons[row - start] = reasons[row] }
    return part
  }

  /// From where on a row is called odd, and has reasons.
  public static let limit = 0.5
}
