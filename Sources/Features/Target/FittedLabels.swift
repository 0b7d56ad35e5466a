public import RowcastTabular

/// The classes of a target column, found from its training rows.
public struct FittedLabels: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The target column.
  public var column: String
  /// The classes in order: by number when all are numbers, else by their bytes.
  public var labels: [String]
  /// Training rows of each class.
  public var counts: [Int]
  /// Training rows without a class.
  public var missingCount: Int
  /// Of two classes the one that is looked for; nil for more.
  public var positive: Int?
  /// The texts that count as no class, as far as they were seen.
  public var missingTokens: [String]
  /// How numbers are cut into the classes; nil when the classes are the values themselves.
  public var bins: FittedBins?

  /// One count for each label; `positive` is a place among the labels.
  public init(
    column: String, labels: [String], counts: [Int], missingCount: Int = 0, positive: Int? = nil,
    missingTokens: [String] = [], bins: FittedBins? = nil
  ) {
    self.column = column
    self.labels = labels
    self.counts = counts
    self.missingCount = missingCount
    self.positive = positive
    self.missingTokens = missingTokens
    self.bins = bins
  }

  private enum CodingKeys: String, CodingKey {
    case column, labels, counts, missingCount, positive, missingTokens, bins
  }

  /// - Throws: `DecodingError` when something is missing, or lengths do not fit.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    column = try values.decode(String.self, forKey: .column)
    labels = try values.decode([String].self, forKey: .labels)
    counts = try values.decode([Int].self, forKey: .counts)
    missingCount = try values.decode(Int.self, forKey: .missingCount)
    positive = try values.decodeIfPresent(Int.self, forKey: .positive)
    missingTokens = try values.decode([String].self, forKey: .missingTokens)
    bins = try values.decodeIfPresent(FittedBins.self, forKey: .bins)
    guard labels.count >= 2, counts.count == labels.count,
      positive.map(labels.indices.contains) ?? true
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .labels, in: values, debugDescription: "labels, counts and positive do not fit")
    }
  }

  /// The share of each class among the training rows that have one.
  public var shares: [Double] {
    let total = counts.reduce(0.0) { $0 + Double($1) }
    return counts.map { Double($0) / max(1, total) }
  }

  /// The label of the class that is looked for.
  public var positiveLabel: String? { positive.map { labels[$0] } }

  public var description: String {
    let parts = zip(labels, counts).map { "\($0) (\($1))" }.joined(separator: ", ")
    let absent = missingCount > 0 ? "; \(missingCount) rows without a class" : ""
    return "\(column): \(parts)\(absent)"
  }

  /// The class of each row of a column; `TypedColumn.missingCode` where it has none or another one.
  public func encoded(_ column: TypedColumn) -> [UInt32] {
    if let bins { return bins.encoded(column, labels: labels) }
    let view = column.levels()
    var interner = StringInterner()
    for label in labels { _ = interner.intern(label) }
    var map = [UInt32](repeating: TypedColumn.missingCode, count: view.dictionary.count)
    view.forEachText { code, text in map[code] = interner.code(of: text) ?? TypedColumn.missingCode
    }
    return view.codes.map { $0 == TypedColumn.missingCode ? $0 : map[Int($0)] }
  }

  /// The values of a column that are none of the classes, but one of them but for case and blanks.
  package func otherSpellings(in column: TypedColumn) -> [String] {
    guard bins == nil else { return [] }
    let known = Set(labels)
    let keys = Set(labels.map(Spelling.folded))
    return LevelCounts(column.levels()).texts.texts.filter {
      !known.contains($0) && keys.contains(Spelling.folded($0))
    }
  }

  /// The class of each row of a table.
  /// - Throws: ``FeatureError`` when the table has no such column.
  public func encoded(_ table: Table) throws(FeatureError) -> [UInt32] {
    guard let column = table[column] else {
      throw FeatureError(.noSuchColumn(available: table.names), column: self.column)
    }
    return encoded(column)
  }
}
