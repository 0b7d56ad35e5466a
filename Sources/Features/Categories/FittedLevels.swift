internal import RowcastTabular

/// What becomes of a level that was not seen in training.
public enum UnseenLevels: String, Sendable, Hashable, Codable, CaseIterable {
  /// All one-hot features of the column are zero.
  case zeros
  /// As the rare levels, when there are any; else all zeros.
  case rare
}

/// One-hot features of a category column.
///
///     | level 0 | level 1 | ... | rare levels | missing |
///
/// Levels stand by frequency, equals in byte order. Levels of few rows share one feature; a
/// missing value is a level of its own. The last two exist only when training rows had them.
public struct FittedLevels: Sendable, Hashable, Codable {
  /// The levels with a feature of their own.
  public var levels: [String]
  /// Training rows of each level.
  public var counts: [Int]
  /// The pooled levels, the most frequent first, at most ``rareLimit``.
  public var rare: [String]
  /// Training rows of all pooled levels.
  public var rareCount: Int
  /// Training rows without a value.
  public var missingCount: Int
  /// What becomes of levels that training rows did not have.
  public var unseen: UnseenLevels

  /// The number of pooled levels that are kept by name.
  public static let rareLimit = 10_000

  /// One count for each level.
  public init(
    levels: [String], counts: [Int], rare: [String] = [], rareCount: Int = 0,
    missingCount: Int = 0, unseen: UnseenLevels = .rare
  ) {
    self.levels = levels
    self.counts = counts
    self.rare = rare
    self.rareCount = rareCount
    self.missingCount = missingCount
    self.unseen = unseen
  }

  /// The number of one-hot features.
  public var width: Int {
    levels.count + (rareCount > 0 ? 1 : 0) + (missingCount > 0 ? 1 : 0)
  }

  /// The feature of pooled levels.
  public var rareCode: Int? { rareCount > 0 ? levels.count : nil }
  /// The feature of missing values.
  public var missingCode: Int? {
    missingCount > 0 ? levels.count + (rareCount > 0 ? 1 : 0) : nil
  }
  /// The feature of levels not seen in training; ``width``, which is none, when all are zero.
  public var unseenCode: Int { unseen == .rare ? rareCode ?? width : width }

  /// Learns the levels of a column.
  /// - Parameter threshold: levels of fewer rows are pooled.
  static func fitted(
    to counts: LevelCounts, threshold: Int, limit: Int, unseen: UnseenLevels
  ) -> FittedLevels {
    let order = counts.byFrequency()
    let kept = order.prefix { counts.counts[$0] >= threshold }.prefix(limit)
    let pooled = order.dropFirst(kept.count)
    return FittedLevels(
      levels: kept.compactMap { counts.texts[$0] }, counts: kept.map { counts.counts[$0] },
      rare: pooled.prefix(rareLimit).compactMap { counts.texts[$0] },
      rareCount: pooled.reduce(0) { $0 + counts.counts[$1] }, missingCount: counts.missing,
      unseen: unseen)
  }
}
