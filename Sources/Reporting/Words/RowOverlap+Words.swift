public import RowcastModeling

extension RowOverlap {
  /// What it means for the figures, in a sentence.
  public var words: String {
    let count = NumberWords.count(learned)
    return "\(isExact ? count : "About \(count)") of these \(NumberWords.number(rows, "row")) have "
      + "the values of rows that the model learned from: on those it is no test."
  }
}
