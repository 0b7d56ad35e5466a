/// Why features could not be fitted or a table could not be transformed, and which column it was.
public struct FeatureError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public var reason: Reason
  /// The column, when it is about one.
  public var column: String?

  /// What stands in the way, with what was found or is allowed.
  public enum Reason: Sendable, Hashable {
    /// A column that was asked for is not in the table.
    case noSuchColumn(available: [String])
    /// There is no row to learn from.
    case noRows
    /// The target has fewer than two classes among the rows.
    case tooFewClasses(found: [String])
    /// The target has more classes than a classifier is made for.
    case tooManyClasses(Int, limit: Int)
    /// The target has numbers of a quantity: so many different ones.
    case quantity(values: Int)
    /// The target has dates: so many different ones.
    case manyDates(values: Int)
    /// The target is to be cut at numbers and has dates, or the other way round.
    case otherCuts(isDate: Bool)
    /// The target has another value in nearly every row.
    case namesRows(values: Int, rows: Int)
    /// The target is to be cut at numbers and has none.
    case notNumbers
    /// The label asked for is no class of the target.
    case noSuchLabel(String, labels: [String])
    /// An encoding that learns from the target was asked for, and no target was given.
    case targetNeeded(encoding: String)
    /// No column is left that could be a feature; the columns besides the target, with why they are none.
    case noFeatures(unused: [RoleAssignment])
  }

  /// The column is nil when the error is not about one.
  public init(_ reason: Reason, column: String? = nil) {
    self.reason = reason
    self.column = column
  }

  public var description: String {
    let what =
      switch reason {
      case .noSuchColumn(let available):
        "no such column (the table has \(Self.list(available)))"
      case .noRows: "there are no rows to learn from"
      case .tooFewClasses(let found):
        found.isEmpty
          ? "the target has no value in any row"
          : "the target has one class only (\(Self.list(found))); two are needed"
      case .tooManyClasses(let count, let limit):
        "the target has \(count) different values, more than the \(limit) classes allowed"
      case .quantity(let values):
        "the target is a number with \(values) different values, and what is predicted are classes"
      case .manyDates(let values):
        "the target is a date with \(values) different values, and what is predicted are classes"
      case .otherCuts(let isDate):
        isDate
          ? "the target has dates, and is to be cut at numbers"
          : "the target has numbers, and is to be cut at dates"
      case .namesRows(let values, let rows):
        "the target has \(values) different values in \(rows) rows: hardly one recurs, so that "
          + "nothing can be learned of it"
      case .notNumbers: "the target is to be cut at numbers, and holds texts"
      case .noSuchLabel(let label, let labels):
        "\"\(label)\" is no class of the target (found \(Self.list(labels)))"
      case .targetNeeded(let encoding): "the encoding \"\(encoding)\" learns from the target"
      case .noFeatures: "no column is left to learn from"
      }
    return column.map { "column \"\($0)\": \(what)" } ?? what
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
