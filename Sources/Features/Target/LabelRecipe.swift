public import RowcastTabular

/// How classes are made of a target column: nothing learned yet.
public struct LabelRecipe: Sendable, Hashable, Codable {
  /// The name of the target column.
  public var column: String
  /// The class that is looked for, of two; nil chooses it by ``PositiveClass``.
  public var positive: String?
  /// The most classes.
  public var classLimit: Int
  /// Where numbers are cut into classes; nil when each value is a class.
  public var bins: TargetBins?
  /// Whether each value is a class even where there are many, as of a quantity.
  public var takesManyValues: Bool

  /// By default the positive class is told by the labels, there may be 1,000 classes, and a column
  /// that looks like a quantity is refused.
  public init(
    column: String, positive: String? = nil, classLimit: Int = 1000, bins: TargetBins? = nil,
    takesManyValues: Bool = false
  ) {
    self.column = column
    self.positive = positive
    self.classLimit = classLimit
    self.bins = bins
    self.takesManyValues = takesManyValues
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
    let own = rows.map { all.selecting($0) } ?? all
    if let bins { return try cut(own, bins) }
    let counts = LevelCounts(own.levels())
    if !takesManyValues { try checkIsNoQuantity(own, counts) }
    let marks = noClasses(among: counts.texts.texts)
    let found = counts.counts.count - marks.count
    guard found <= classLimit else {
      throw FeatureError(.tooManyClasses(found, limit: classLimit), column: column)
    }
    let texts = counts.texts.texts
    let places = texts.indices.filter { !marks.contains(texts[$0]) }
    guard found >= 2 else { throw FeatureError(.tooFewClasses(found: texts), column: column) }
    let order = Self.ordered(places.map { texts[$0] }).map { places[$0] }
    let labels = order.map { texts[$0] }
    let marked = texts.indices.reduce(0) {
      $0 + (marks.contains(texts[$1]) ? counts.counts[$1] : 0)
    }
    return FittedLabels(
      column: column, labels: labels, counts: order.map { counts.counts[$0] },
      missingCount: counts.missing + marked, positive: try chosen(of: labels),
      missingTokens: (counts.missingTokens + marks).sorted(by: LevelCounts.inByteOrder))
  }

  /// The values that are marks of no value (`-`, `.`) beside two classes or more: but where a class is
  /// made of signs as well (`+`), and where one of them is the class that is looked for.
  package func noClasses(among values: some Collection<String>) -> Set<String> {
    let marks = Set(values).filter { MissingTokens.isMark($0) && $0 != positive }
    let others = values.filter { !marks.contains($0) }
    let areWords = others.allSatisfy { $0.contains { $0.isLetter || $0.isNumber } }
    return others.count >= 2 && areWords ? marks : []
  }

  /// The class that is looked for; nil of more than two.
  private func chosen(of labels: [String]) throws(FeatureError) -> Int? {
    guard let positive else { return PositiveClass.index(of: labels) }
    guard let index = labels.firstIndex(of: positive) else {
      throw FeatureError(.noSuchLabel(positive, labels: labels), column: column)
    }
    return labels.count == 2 ? index : nil
  }

  /// Cuts a column of numbers or dates into classes, those with rows alone.
  private func cut(_ own: TypedColumn, _ bins: TargetBins) throws(FeatureError) -> FittedLabels {
    let reading = RoleInference.role(of: own).reading
    let isDate = reading.form == .dates
    let isNumbers =
      if case .numbers = own.values { true } else { reading.form == .numbers || isDate }
    guard isNumbers else { throw FeatureError(.notNumbers, column: column) }
    if let areDates = bins.areDates, areDates != isDate {
      throw FeatureError(.otherCuts(isDate: isDate), column: column)
    }
    let values = own.numbers(reading)
    let fitted = bins.fitted(to: values, reading: reading)
    var counts = [Int](repeating: 0, count: fitted.cuts.count + 1)
    var missing = 0
    for value in values {
      if let place = fitted.place(of: value) { counts[place] += 1 } else { missing += 1 }
    }
    let places = counts.indices.filter { counts[$0] > 0 }
    let labels = places.map { fitted.label($0) }
    guard labels.count >= 2 else {
      throw FeatureError(.tooFewClasses(found: labels), column: column)
    }
    return FittedLabels(
      column: column, labels: labels, counts: places.map { counts[$0] }, missingCount: missing,
      positive: try chosen(of: labels), bins: fitted)
  }

  /// Refuses a column whose values do not recur as classes do: a quantity, or the name of its row.
  private func checkIsNoQuantity(
    _ own: TypedColumn, _ counts: LevelCounts
  ) throws(FeatureError) {
    let (distinct, present) = (counts.counts.count, counts.present)
    guard distinct > 10, present >= NumberRole.fewestRows else { return }
    let role = RoleInference.role(of: own)
    let isText = if case .texts = own.values { role.reading.form == .texts } else { false }
    if !isText, own.kind != .boolean {
      let hasFractions = own.numbers(role.reading).contains { $0.isFinite && $0 != $0.rounded() }
      if hasFractions || (distinct > 20 && present < 50 * distinct) {
        if role.reading.form == .dates {
          throw FeatureError(.manyDates(values: distinct), column: column)
        }
        throw FeatureError(.quantity(values: distinct), column: column)
      }
    } else if 2 * distinct > present {
      throw FeatureError(.namesRows(values: distinct, rows: present), column: column)
    }
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
