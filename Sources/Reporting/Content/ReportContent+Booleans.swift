import RowcastModeling
import RowcastTabular

extension ReportContent {
  /// Tells columns of yes and no by their two values: there is no curve between them.
  mutating func tellBooleansByValue() {
    let booleans = Dictionary(
      columns.filter { $0.role == "boolean" }.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    var curves: [NumericEffect] = []
    for effect in numericEffects {
      if let levels = booleans[effect.column].flatMap({ Self.levels(of: effect, in: $0) }) {
        categoryEffects.append(
          CategoryEffect(column: effect.column, target: effect.target, levels: levels))
      } else {
        curves.append(effect)
      }
    }
    numericEffects = curves
  }

  /// Nil where a word is not known for yes or no.
  private static func levels(
    of effect: NumericEffect, in column: ColumnProfile
  ) -> [CategoryEffect.Level]? {
    guard let no = effect.points.first?.y, let yes = effect.points.last?.y,
      !column.levels.isEmpty
    else { return nil }
    var levels: [CategoryEffect.Level] = []
    for level in column.levels {
      let word = Array(level.value.utf8)
      guard let truth = TruthWords.value(word.span) else { return nil }
      levels.append(.init(value: level.value, effect: truth ? yes : no, rows: level.count))
    }
    return levels
  }
}
