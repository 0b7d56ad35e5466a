internal import RowcastTabular

/// How a table differs from the training rows, column by column.
public struct DriftReport: Sendable, Hashable, Codable, CustomStringConvertible {
  /// Rows compared.
  public var rowCount: Int
  /// Columns the features need that the table does not have.
  public var missingColumns: [String]
  /// Columns of the table that training did not have.
  public var extraColumns: [String]
  /// The used columns, in the order of training.
  public var columns: [ColumnDrift]

  /// The difference of one column.
  public struct ColumnDrift: Sendable, Hashable, Codable {
    /// The column's name.
    public var column: String
    /// The share of rows without a value, here and in training.
    public var missingShare: Double
    /// The same share among the training rows.
    public var trainingMissingShare: Double
    /// Rows below the smallest and above the largest training number.
    public var below = 0
    /// Rows above the largest training number.
    public var above = 0
    /// The smallest and the largest training number.
    public var trainingRange: [Double] = []
    /// Whether the range is of dates, in milliseconds since 1970-01-01.
    public var isDate = false
    /// How far the mean moved, in training standard deviations; nil for texts.
    public var shift: Double?
    /// Rows with a level that training did not have.
    public var unseenRows = 0
    /// The most frequent of these levels, at most ten.
    public var unseenLevels: [Level] = []

    /// A level and its rows.
    public struct Level: Sendable, Hashable, Codable {
      /// The level as a text.
      public var level: String
      /// Rows with the level.
      public var rows: Int
    }
  }

  /// A mean that moved by this many standard deviations is worth a sentence.
  public static let notableShift = 0.5
  /// A share of missing values that rose by this much is worth a sentence.
  public static let notableMissing = 0.1

  /// Compares what was seen with the training rows of the features.
  public init(_ tally: DriftTally, features: FittedFeatures) {
    rowCount = tally.rowCount
    missingColumns = tally.absent
    extraColumns = tally.extra
    let total = Double(max(1, tally.rowCount))
    let trained = Double(max(1, features.rowCount))
    let used = features.columns.filter(\.isUsed)
    columns = zip(used, tally.columns).map { fitted, seen in
      let missing = fitted.moments?.missing ?? fitted.levels?.missingCount
      var drift = ColumnDrift(
        column: fitted.name, missingShare: Double(seen.missing) / total,
        trainingMissingShare: Double(missing ?? (features.rowCount - (fitted.text?.textCount ?? 0)))
          / trained)
      if let training = fitted.moments, training.count > 0 {
        drift.below = seen.below
        drift.above = seen.above
        drift.trainingRange = [training.minimum, training.maximum]
        drift.isDate = fitted.reading.form == .dates
        if seen.moments.count > 0 {
          drift.shift =
            (seen.moments.mean - training.mean)
            / max(training.usefulDeviation, .leastNormalMagnitude)
        }
      }
      drift.unseenRows = seen.unseenRows
      drift.unseenLevels = seen.unseen
        .map { ColumnDrift.Level(level: $0.key, rows: $0.value) }
        .sorted { a, b in
          a.rows != b.rows ? a.rows > b.rows : LevelCounts.inByteOrder(a.level, b.level)
        }
        .prefix(10).map(\.self)
      return drift
    }
  }

  /// What is worth knowing, one sentence each; empty when the used columns look like the training
  /// rows.
  public var sentences: [String] {
    var all = missingColumns.map {
      "column \"\($0)\" is not in the table: all its values are missing"
    }
    for column in columns where !missingColumns.contains(column.column) {
      all += column.sentences(rowCount: rowCount)
    }
    return all
  }

  public var description: String { sentences.joined(separator: "\n") }
}

extension DriftReport.ColumnDrift {
  /// What is worth knowing of this column.
  func sentences(rowCount: Int) -> [String] {
    var all: [String] = []
    if unseenRows > 0 {
      let levels = unseenLevels.prefix(5).map { "\"\($0.level)\" (\($0.rows))" }
      all.append(
        "\"\(column)\": \(rows(unseenRows)) of \(rowCount) with a level not seen in training: "
          + levels.joined(separator: ", "))
    }
    if below + above > 0, trainingRange.count == 2 {
      all.append(
        "\"\(column)\": \(rows(below + above)) of \(rowCount) outside the training range "
          + "\(end(trainingRange[0])) to \(end(trainingRange[1]))")
    }
    if let shift, abs(shift) >= DriftReport.notableShift {
      all.append(
        "\"\(column)\": the mean is \(Figures.hundredths(abs(shift))) standard deviations "
          + "\(shift > 0 ? "higher" : "lower") than in training")
    }
    if missingShare - trainingMissingShare >= DriftReport.notableMissing {
      all.append(
        "\"\(column)\": \(Figures.percent(missingShare)) missing, "
          + "\(Figures.percent(trainingMissingShare)) in training")
    }
    return all
  }

  /// An end of the training range: a day when the column holds dates.
  private func end(_ value: Double) -> String {
    guard isDate, let milliseconds = Int64(exactly: value.rounded()) else {
      return Figures.short(value)
    }
    return TemporalText.string(.date, milliseconds: milliseconds)
  }

  private func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
