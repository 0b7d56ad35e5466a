/// What every chunk must know to be read: what its fields mean, and how its records are built.
struct ReadingPlan: Sendable {
  let fields: FieldReader
  /// The number of fields a record should have.
  let width: Int
  /// Whether an empty field is a cell, though one without a value, so that a record ends where it
  /// ends in the file.
  let keepsWidth: Bool
  let grammar: Grammar
}
