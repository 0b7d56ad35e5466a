package import RowcastModeling

extension ComparisonRemark {
  /// What was left out, as a sentence without a full stop.
  package var words: String {
    switch self {
    case .pooledLevels(let column, let kept, let count):
      "with curves only the \(NumberWords.number(kept, "most frequent level")) of \"\(column)\" have "
        + "weights of their own, and without curves \(NumberWords.count(count))"
    case .noCurvesOfColumns(let columns, let classes):
      "no curves: \(NumberWords.number(columns, "column")) of numbers are too many for those of "
        + NumberWords.number(classes, "class", "classes")
    case .noCurvesOfFeatures(let count):
      "no curves: \(NumberWords.number(count, "feature")) are too many for them"
    case .noCurvesOfShares: "no curves: they do not go with encodings that learn from the target"
    case .noCurvesOfTexts: "no curves: there is no column of numbers, dates or categories"
    case .noHinges(let columns, let rows):
      columns == 0
        ? "no hinges: there is no column of numbers"
        : "no hinges: \(NumberWords.number(columns, "column")) of numbers in "
          + "\(NumberWords.number(rows, "row")) are too many for them"
    case .noNetworkOfRows(let rows):
      Self.noNetwork("on \(NumberWords.number(rows, "row"))")
    case .noNetworkOfColumns(let columns, let levels, let rows):
      Self.noNetwork(
        "on \(NumberWords.number(columns, "column")) of numbers and "
          + "\(NumberWords.number(levels, "level")) in \(NumberWords.number(rows, "row"))")
    case .noNetworkOfTexts: Self.noNetwork("on texts")
    case .noNetworkOfStructure:
      "no multilayer perceptron was tried: no columns together tell what curves have not learned"
    }
  }

  private static func noNetwork(_ reason: String) -> String {
    "no multilayer perceptron was tried, as it takes long \(reason): --model mlp fits one"
  }
}
