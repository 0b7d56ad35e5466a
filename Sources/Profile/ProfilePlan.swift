public import RowcastFeatures
public import RowcastTabular

/// What is looked for among all rows, decided from the first of them: columns that others determine,
/// and rows that are the same but for their spelling or their identifier.
public struct ProfilePlan: Sendable {
  let guesses: [FunctionGuess]
  /// By column, whether it names the row.
  let identifiers: [Bool]

  /// The rows that it is decided from.
  package static let rows = 50_000

  /// - Parameters:
  ///   - schema: that of the rows.
  ///   - roles: of its columns, in their order.
  ///   - head: the first rows.
  public init(_ schema: Schema, roles: [RoleAssignment], head: Table) {
    guesses = FunctionGuess.guesses(head, roles: roles)
    identifiers = schema.columns.indices.map {
      $0 < roles.count && roles[$0].role == .identifier
    }
  }
}
