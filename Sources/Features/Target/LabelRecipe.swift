public import RowcastTabular

/// How classes are made of a target column: nothing learned yet.
public struct LabelRecipe: Sendable, Hashable, Codable {
  /// The name of the target column.
  public var column: String
  /// The class that is looked for, of two; nil chooses it by ``PositiveClass``.
  public var positive: String?
  /// The most classes.
  public var classLimit: Int

  /// By default the positive class is told by the labels, and there may be 1,000 classes.
  public init(column: String, positive: String? = nil, classLimit: Int = 1000) {
    self.column = column
    self.positive = positive
    self.classLimit = classLimit
  }

  /// Finds the classes: numbers by their shortest text, truth values as `false` and `true`.
  ///
  /// Classes stand in the order of numbers when all are numbers, else in byte order.
  /// - Throws: ``FeatureError`` when the column is not there, or has too few or too many classes,
  ///   or when the positive class is none of them.
  public func fitted(to table: Table, rows: [Int]? = nil) throws(FeatureError) -> FittedLabels {
    guard let all = table[column] else {
      throw FeatureError(.noSuchColumn(available: table.names), column: column)
    }
    let counts = LevelCounts((rows.map { all.selecting($0) } ?? all).levels())
    let found = counts.counts.count
    guard found <= classLimit else {
      throw FeatureError(.tooManyClasses(found, limit: classLimit), column: column)
    }
    let texts = counts.texts.texts
    guard found >= 2 else { throw FeatureError(.tooFewClasses(found: texts), column: column) }
    let order = Self.ordered(texts)
    let labels = order.map { texts[$0] }
    var chosen = labels.count == 2 ? PositiveClass.index(of: labels) : nil
    if let positive {
      guard let index = labels.firstIndex(of: positive) else {
        throw FeatureError(.noSuchLabel(positive, labels: labels), column: column)
      }
      chosen = labels.count == 2 ? index : nil
    }
    return FittedLabels(
      column: column, labels: labels, counts: order.map { counts.counts[$0] },
      missingCount: counts.missing, positive: chosen, missingTokens: counts.missingTokens)
  }

  /// The places of the labels in their order.
  static func ordered(_ texts: [String]) -> [Int] {
    let numbers = texts.map { Double($0) }
    if numbers.allSatisfy({ $0?.isFinite == true }) {
      return texts.indices.sorted { a, b in
        let (x, y) = (numbers[a] ?? 0, numbers[b] ?? 0)
        return x != y ? x < y : LevelCounts.inByteOrder(texts[a], texts[b])
      }
    }
    return texts.indices.sorted { LevelCounts.inByteOrder(texts[$0], texts[$1]) }
  }
}

/// Which of two classes is the one that is looked for.
///
/// 1. The one whose label says so (`yes`, `true`, `positive`, `spam`, `churned` ...), when the
///    other does not. 2. The other one of a label that says no (`no`, `false`, `none`, `good`,
///    `normal`, or one that begins with `no`, `not` or `non`). 3. The later one in order: 1 of 0
///    and 1.
public enum PositiveClass {
  static let words: Set<String> = [
    "yes", "y", "true", "t", "positive", "pos", "+", "1", "spam", "churn", "churned", "fraud",
    "bad", "default", "defaulted", "malignant", "sick", "ill", "diseased",
  ]
  static let opposites: Set<String> = [
    "no", "n", "false", "f", "negative", "neg", "-", "0", "none", "ham", "good", "normal",
    "benign", "healthy",
  ]

  /// The index of the positive class of two labels.
  static func index(of labels: [String]) -> Int? {
    guard labels.count == 2 else { return nil }
    let lowered = labels.map { $0.lowercased() }
    let says = lowered.map { words.contains($0) }
    if says[0] != says[1] { return says[0] ? 0 : 1 }
    let denies = lowered.map { label in
      opposites.contains(label)
        || ["no ", "no-", "no_", "not ", "not-", "not_", "non ", "non-", "non_"]
          .contains { label.hasPrefix($0) }
    }
    if denies[0] != denies[1] { return denies[0] ? 1 : 0 }
    return 1
  }
}
