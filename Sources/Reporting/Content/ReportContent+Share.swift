import RowcastMachine

extension ReportContent {
  /// The share of the positive class of two among the rows; nil where there is none to speak of.
  var positiveShare: PositiveShare? {
    guard let positive = target.positiveClass, target.counts.indices.contains(positive),
      target.classes.indices.contains(positive)
    else {
      return nil
    }
    let rows = target.counts.reduce(0, +)
    let share = Double(target.counts[positive]) / Double(max(1, rows))
    return share > 0 && share < 1 ? PositiveShare(value: share) : nil
  }

  /// Where percentages begin, with a blank behind it; empty where there are none.
  var shareSentence: String {
    guard let share = positiveShare, let positive = target.positiveClass else { return "" }
    return "Percentages begin at the share of “\(target.classes[positive])” among the rows, "
      + "\(share.words). "
  }
}

/// How probable the positive class is of a row of which nothing is known: what log-odds are added to,
/// for readers who do not think in log-odds.
struct PositiveShare {
  var value: Double

  /// The share as a percentage without places.
  var words: String { NumberWords.percent(value, 0) }

  /// Where a row stands when its log-odds move: logit p′ = logit p + change.
  func words(movedBy change: Double) -> String {
    let odds = value / (1 - value) * Elementary.exp(change)
    let moved = odds.isFinite ? odds / (1 + odds) : 1
    return NumberWords.percent(moved, moved < 0.01 || moved > 0.99 ? 1 : 0)
  }
}
