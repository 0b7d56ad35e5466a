internal import RowcastTabular
import RowcastMachine

/// Levels as the log-odds of each class among their rows, drawn towards the overall share.
///
/// `share = (rows of the class + weight * overall share) / (rows + weight)`; the feature is
/// `ln(share / (1 - share))`, then standardized. Of two classes only the later one has a feature.
/// A row that was fitted must not see its own class: training rows get the shares of four folds
/// for the fifth (``FeatureRecipe/fittedAndTransformed(to:rows:labels:)``).
public struct FittedShares: Sendable, Hashable, Codable {
  /// The levels in byte order.
  public var levels: [String]
  /// Training rows of each level, by class: `levels.count * classes.count`, by level.
  public var counts: [Int]
  /// Training rows without a value, by class.
  public var missing: [Int]
  /// The labels of the classes.
  public var classes: [String]
  /// How many rows the overall share counts for.
  public var weight: Double
  /// One for each feature, over the training rows.
  public var scalers: [FittedScaler]

  /// The folds of cross-fitting.
  static let foldCount = 5

  /// The classes that have a feature.
  var featured: Range<Int> { classes.count == 2 ? 1..<2 : 0..<classes.count }

  /// Learns the shares.
  /// - Parameter codes: the class of each row; rows of no class do not count.
  static func fitted(
    to view: LevelView, codes: [UInt32], classes: [String], weight: Double
  ) -> FittedShares {
    let counts = LevelCounts(view)
    let texts = counts.texts
    let order = texts.indices.sorted { texts.precedes($0, $1) }
    var place = [Int](repeating: 0, count: texts.count)
    for (i, text) in order.enumerated() { place[text] = i }
    var shares = FittedShares(
      levels: order.compactMap { texts[$0] },
      counts: Array(repeating: 0, count: texts.count * classes.count),
      missing: Array(repeating: 0, count: classes.count), classes: classes, weight: weight,
      scalers: [])
    for (row, label) in codes.enumerated() where Int(label) < classes.count {
      let code = view.codes[row]
      let text = code == TypedColumn.missingCode ? code : counts.places[Int(code)]
      if text == TypedColumn.missingCode {
        shares.missing[Int(label)] += 1
      } else {
        shares.counts[place[Int(text)] * classes.count + Int(label)] += 1
      }
    }
    shares.scalers = shares.values(of: view).map {
      FittedScaler.standard(Moments(of: $0))
    }
    return shares
  }

  /// The unscaled features of all rows, one array for each class that has one.
  func values(of view: LevelView) -> [[Double]] {
    let table = logOdds()
    let map = places(of: view)
    return featured.map { label in
      view.codes.map { code in
        let level = code == TypedColumn.missingCode ? levels.count : map[Int(code)]
        return table[level * classes.count + label]
      }
    }
  }

  /// For each code of a column its level; `levels.count` when missing, one more when unseen.
  func places(of view: LevelView) -> [Int] {
    var interner = StringInterner()
    for level in levels { _ = interner.intern(level) }
    var map = [Int](repeating: levels.count, count: view.dictionary.count)
    view.forEachText { code, text in
      if !MissingTokens.contains(text, amongNumbers: false) {
        map[code] = interner.code(of: text).map { Int($0) } ?? levels.count + 1
      }
    }
    return map
  }

  /// The log-odds by level and class; then those of missing and of unseen values.
  func logOdds() -> [Double] {
    let prior = priors()
    let rows = levels.indices.map { level in
      Array(counts[(level * classes.count)..<((level + 1) * classes.count)])
    }
    let none = Array(repeating: 0, count: classes.count)
    return (rows + [missing, none]).flatMap { row -> [Double] in
      let total = Double(row.reduce(0, +))
      return row.enumerated().map { label, count in
        let share = (Double(count) + weight * prior[label]) / (total + weight)
        let bounded = min(max(share, 1e-9), 1 - 1e-9)
        return Elementary.log(bounded / (1 - bounded))
      }
    }
  }

  /// The overall share of each class.
  private func priors() -> [Double] {
    var totals = missing
    for (i, count) in counts.enumerated() { totals[i % classes.count] += count }
    let all = Double(max(1, totals.reduce(0, +)))
    return totals.map { Double($0) / all }
  }
}
