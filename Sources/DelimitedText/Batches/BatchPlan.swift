/// What every chunk must know to become a batch.
struct BatchPlan: Sendable {
  /// By source column.
  let decisions: [ColumnDecision]
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
  let grammar: Grammar

  init(
    decisions: [ColumnDecision], overflowMode: ColumnDecision.Mode, width: Int, keepsEmpty: Bool,
    hasNullTokens: Bool, classifier: ValueClassifier, fieldText: FieldText, grammar: Grammar
  ) {
    self.decisions = decisions
    modes = decisions.map(\.mode)
    self.overflowMode = overflowMode
    self.width = width
    self.keepsEmpty = keepsEmpty
    self.hasNullTokens = hasNullTokens
    self.classifier = classifier
    self.fieldText = fieldText
    self.grammar = grammar
  }
}
