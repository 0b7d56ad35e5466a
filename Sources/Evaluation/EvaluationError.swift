/// Why predictions could not be judged or rows not be split.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// There is nothing to judge or to split.
    case noRows
    /// Fewer than two classes.
    case tooFewClasses(Int)
    /// Two inputs that must have the same length do not.
    case lengths(what: String, found: Int, expected: Int)
    /// A row that was asked for, counted from 0, and how many there are.
    case noRow(Int, of: Int)
    /// A label outside `0..<classes`.
    case label(Int, classes: Int)
    /// A probability that is not a number from 0 to 1.
    case probability(Double)
    /// A weight that is negative or not finite, or weights that sum to zero.
    case weight(Double)
    /// A number of folds below 2 or above the number of rows.
    case folds(Int, rows: Int)
    /// Every class has fewer rows than there are folds.
    case classesSmallerThanFolds(largest: Int, folds: Int)
    /// Fewer groups than folds.
    case groupsFewerThanFolds(groups: Int, folds: Int)
    /// A share of rows that is not between 0 and 1.
    case fraction(Double)
    /// A split, aim or method that is not known.
    case unknown(what: String, text: String, known: String)
    /// Something that is defined for two classes alone.
    case twoClassesOnly(String, classes: Int)
  }

  /// What is wrong, with the offending value.
  public let reason: Reason
  /// The zero-based row, where there is one.
  public let row: Int?

  /// The row counts from 0; nil when no single row is to blame.
  public init(_ reason: Reason, row: Int? = nil) {
    self.reason = reason
    self.row = row
  }

  public var description: String {
    let place = row.map { "row \($0 + 1): " } ?? ""
    return place + sentence
  }

  private var sentence: String {
    switch reason {
    case .noRows: "there are no rows to judge"
    case .tooFewClasses(let count): "a classifier needs two classes or more (found \(count))"
    case .lengths(let what, let found, let expected):
      "\(what): found \(found) values, expected \(expected)"
    case .noRow(let row, let count): "there is no row \(row) (rows are 0 to \(count - 1))"
    case .label(let label, let classes):
      "class number \(label) is not one of the \(classes) classes"
    case .probability(let value): "\(value) is not a probability (expected 0 to 1)"
    case .weight(let value):
      "\(value) is not a usable row weight (expected finite, not negative, not all zero)"
    case .folds(let folds, let rows):
      "cannot make \(folds) folds of \(rows) rows (expected 2 to \(max(2, rows)))"
    case .classesSmallerThanFolds(let largest, let folds):
      "every class has fewer rows than the \(folds) folds (the largest has \(largest))"
    case .groupsFewerThanFolds(let groups, let folds):
      "\(groups) groups cannot fill \(folds) folds"
    case .fraction(let value): "\(value) is not a share of the rows (expected between 0 and 1)"
    case .unknown(let what, let text, let known):
      "unknown \(what) '\(text)' (known: \(known))"
    case .twoClassesOnly(let what, let classes):
      "\(what) is for two classes (found \(classes))"
    }
  }
}
