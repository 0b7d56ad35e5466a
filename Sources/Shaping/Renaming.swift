public import RowcastTabular

/// A new name for a column.
public struct Renaming: Sendable, Hashable {
  /// The name in the source.
  public var from: String
  /// The name under which it is written.
  public var to: String

  /// Both as they are, without blanks at their ends being dropped.
  public init(from: String, to: String) {
    self.from = from
    self.to = to
  }
}

extension Schema {
  /// The place of a column by its name, or by the one that it had before it got a new one.
  public func index(of name: String, after renamings: [Renaming]) -> Int? {
    index(of: name)
      ?? renamings.first { $0.from == name }.flatMap { index(of: $0.to) }
  }

  /// The same columns, some by other names. Columns may exchange their names.
  /// - Parameter isComplete: whether a column that is not there is an error, or passed over.
  /// - Throws: ``RenamingError`` for a column that is not there, is renamed twice, or would share its name.
  public func renamed(
    _ renamings: [Renaming], isComplete: Bool = true
  ) throws(RenamingError) -> Schema {
    if renamings.isEmpty { return self }
    var result = self
    var done: Set<Int> = []
    for renaming in renamings {
      guard let index = index(of: renaming.from) else {
        if !isComplete { continue }
        throw RenamingError(.noColumn(available: names), renaming)
      }
      guard done.insert(index).inserted else { throw RenamingError(.twice, renaming) }
      guard !renaming.to.isEmpty else { throw RenamingError(.empty, renaming) }
      result.columns[index].name = renaming.to
    }
    var taken: Set<String> = []
    for name in result.names where !taken.insert(name).inserted {
      let cause = renamings.last { $0.to == name }
      throw RenamingError(.taken, cause ?? Renaming(from: name, to: name))
    }
    return result
  }
}

/// Why a column cannot have another name.
public struct RenamingError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// No column has the name; those that are there.
    case noColumn(available: [String])
    /// The column is given two names.
    case twice
    /// Another column has the new name.
    case taken
    /// The new name has no character.
    case empty
  }

  /// What stands in the way.
  public let reason: Reason
  /// What was asked for.
  public let renaming: Renaming

  init(_ reason: Reason, _ renaming: Renaming) {
    self.reason = reason
    self.renaming = renaming
  }

  public var description: String {
    let (from, to) = (renaming.from, renaming.to)
    return switch reason {
    case .noColumn: "there is no column \"\(from)\" to rename"
    case .twice: "the column \"\(from)\" is renamed twice"
    case .taken: "two columns would have the name \"\(to)\""
    case .empty: "the new name of \"\(from)\" is empty"
    }
  }
}
