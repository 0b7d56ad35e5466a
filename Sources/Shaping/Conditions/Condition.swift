import RowcastTabular

/// A condition that a record meets or not: `amount > 100 and state = "CA"`.
///
///     condition   =  alternative { "or" alternative }
///     alternative =  part { "and" part }
///     part        =  "not" part | "(" condition ")" | test
///     test        =  column
///                 |  operand ("=" | "!=" | "<>" | "<" | "<=" | ">" | ">=") operand
///                 |  column ["not"] "in" "(" value { "," value } ")"
///                 |  column "is" ["not"] "null"
///     operand     =  column | value
///     column      =  name | "[" any name "]" | left of an operator: '"' any name '"'
///     value       =  number | text in quotes | date | time | "true" | "false"
///
/// Values that are missing, and errors such as `#DIV/0!`, which are none, are null.
///
/// A comparison with a missing value is neither true nor false, and a record is kept where its condition
/// is true (the logic of SQL). Numbers are compared by all their digits, texts by their bytes. Values of
/// different kinds, which one column may have, are not equal: `!=` and `not in` are true of them, `=` and
/// `in` false, and what asks for their order is neither.
public struct Condition: Sendable, Hashable {
  /// As it was written.
  public let text: String
  let root: Node

  /// A test, or several combined.
  indirect enum Node: Sendable, Hashable {
    case all([Node])
    case any([Node])
    case not(Node)
    case truth(Column)
    case isNull(Column)
    case compare(Column, Comparison, Operand)
    case isAmong(Column, [Operand])
  }

  /// A column by its name, and where it stands in the condition.
  struct Column: Sendable, Hashable {
    var name: String
    var place: Int
  }

  /// What a column is compared with.
  struct Operand: Sendable, Hashable {
    enum Content: Sendable, Hashable {
      case column(String)
      case literal(ConditionLiteral)
    }

    var content: Content
    var place: Int
    /// As it stands in the condition.
    var shown: String
  }

  /// Reads a condition.
  /// - Throws: ``ConditionError`` with the place.
  public init(parsing text: String) throws(ConditionError) {
    self.text = text
    var parser = try ConditionParser(text)
    root = try parser.condition()
  }

  /// The names of the columns that it looks at, as it writes them.
  public var columnNames: [String] { root.columnNames }
}

extension Condition.Node {
  fileprivate var columnNames: [String] {
    switch self {
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.columnNames)
    case .not(let node): node.columnNames
    case .truth(let column), .isNull(let column), .isAmong(let column, _): [column.name]
    case .compare(let column, _, let operand):
      if case .column(let other) = operand.content { [column.name, other] } else { [column.name] }
    }
  }
}
