/// What every chunk must know to be read: what its fields mean, and how its records are built.
struct ReadingPlan: Sendable {
  let fields: FieldReader
  /// The number of fields a record should have.
  let width: Int
  let grammar: Grammar
}
