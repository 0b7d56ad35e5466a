/// What every chunk must know to become a batch.
struct BatchPlan: Sendable {
  /// By source column.
  let modes: [ColumnDecision.Mode]
  /// For fields beyond the last known column.
  let overflowMode: ColumnDecision.Mode
  /// The number of fields a record should have.
  let width: Int
  /// Whether empty fields are cells too.
  let keepsEmpty: Bool
  let hasNullTokens: Bool
  let classifier: ValueClassifier
  let fieldText: FieldText
  let walker: RecordWalker
}
