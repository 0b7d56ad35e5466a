public import RowcastTabular

/// Why a text is no condition, or none for these columns, and where in it.
public struct ConditionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, with the offending value.
  public enum Reason: Sendable, Hashable {
    /// Something else was expected here.
    case expected(String, found: String)
    /// A quote or bracket is opened here and never closed.
    case unclosed(String)
    /// Digits that are neither a number nor a date.
    case badNumber(String)
    /// More is nested than is read.
    case tooDeep(limit: Int)
    /// No column has this name.
    case noColumn(String, available: [String])
    /// Two values stand here, and no column.
    case noColumnHere
    /// A column of one kind is compared with a value of another.
    case unlike(column: String, kind: ColumnKind, value: String, valueKind: String)
    /// Two columns of unlike kinds are compared.
    case unlikeColumns(String, ColumnKind, String, ColumnKind)
    /// A column that is not true or false stands alone.
    case noTruth(column: String, kind: ColumnKind)
    /// An order was asked for of what has none.
    case noOrder(column: String)
  }

  /// What is wrong.
  public let reason: Reason
  /// The condition.
  public let text: String
  /// The place in it, in characters from 0.
  public let column: Int

  init(_ reason: Reason, in text: String, at column: Int) {
    self.reason = reason
    self.text = text
    self.column = column
  }

  /// The condition with a caret before the place.
  public var marked: String {
    let place = text.index(text.startIndex, offsetBy: column, limitedBy: text.endIndex)
    let index = place ?? text.endIndex
    return text[..<index] + "^" + text[index...]
  }

  /// What is wrong, without the place.
  public var message: String {
    switch reason {
    case .expected(let what, let found): "expected \(what) (found \(found))"
    case .unclosed(let mark): "\(mark) is not closed"
    case .badNumber(let text):
      "\(text) is no number, date or time; a text stands in quotes, a name like this in brackets"
    case .tooDeep(let limit): "more than \(limit) parentheses or \"not\" inside each other"
    case .noColumn(let name, _): "there is no column \"\(name)\""
    case .noColumnHere: "a comparison needs a column"
    case .unlike(let column, let kind, let value, let valueKind):
      "\"\(column)\" is of kind \(kind.rawValue), and \(value) is \(valueKind)"
    case .unlikeColumns(let one, let kind, let other, let otherKind):
      "\"\(one)\" is of kind \(kind.rawValue), and \"\(other)\" of kind \(otherKind.rawValue)"
    case .noTruth(let column, let kind):
      "\"\(column)\" is of kind \(kind.rawValue), and alone only a boolean is a condition"
    case .noOrder(let column): "true and false have no order, only = and !=; \"\(column)\""
    }
  }

  public var description: String { "\(message) at column \(column + 1): \(marked)" }
}
