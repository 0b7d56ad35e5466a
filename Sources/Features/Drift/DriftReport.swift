/// How a table differs from the training rows, column by column.
public struct DriftReport: Sendable, Hashable, Codable {
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
    /// Whether the range is that of yes and no, as 1 and 0.
    public var isTruth = false
    /// How far the mean moved, in training standard deviations; nil for texts.
    public var shift: Double?
    /// By what values must be multiplied to be as those of training: 100 or 0.01, where they look like
    /// percentages in another unit; nil where they do not.
    public var factor: Double?
    /// Rows with a level that training did not have; of a column of numbers or of yes and no, with a
    /// value that is none.
    public var unseenRows = 0
    /// The most frequent of these levels or texts, at most ten.
    public var unseenLevels: [Level] = []

    /// A level and its rows.
    public struct Level: Sendable, Hashable, Codable {
      /// The level as a text.
      public var level: String
      /// Rows with the level.
      public var rows: Int
      /// The level of training that it is but for case and blanks; nil when it is none.
      public var known: String?
    }
  }

  /// A mean that moved by this many standard deviations is worth a sentence.
  public static let notableShift = 0.5
  /// A share of missing values that rose by this much is worth a sentence.
  public static let notableMissing = 0.1
  /// What chance does not do: so many standard errors, of the mean of the rows and of their count.
  public static let notableErrors = 4.0

  /// Fewer numbers have no mean that is worth a sentence: of a long tail one is far out by itself.
  public static let fewestNumbers = 10.0

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
        drift.isTruth = fitted.reading.form == .booleans
        if seen.moments.count > 0 {
          drift.shift =
            (seen.moments.mean - training.mean)
            / max(training.usefulDeviation, .leastNormalMagnitude)
          drift.factor =
            drift.isDate
            ? nil : [100, 0.01].first { seen.moments.isLike(training, times: $0) }
        }
      }
      drift.unseenRows = seen.unseenRows
      var known: [String: String] = [:]
      for level in seen.unseen.isEmpty ? [] : fitted.levels?.levels ?? [] {
        known[Spelling.folded(level)] = level
      }
      drift.unseenLevels = seen.unseen
        .map {
          ColumnDrift.Level(
            level: $0.key, rows: $0.value, known: known[Spelling.folded($0.key)])
        }
        .sorted { a, b in
          a.rows != b.rows ? a.rows > b.rows : LevelCounts.inByteOrder(a.level, b.level)
        }
        .prefix(10).map(\.self)
      return drift
    }
  }

  /// What is worth knowing; empty when the used columns look like the training rows.
  public var findings: [DriftFinding] {
    missingColumns.map { .noColumn($0) }
      + columns.lazy.filter { !missingColumns.contains($0.column) }.flatMap {
        $0.findings(rowCount: rowCount)
      }
  }
}

/// How the rows of a table differ from those of training; Reporting has the words.
public enum DriftFinding: Sendable, Hashable {
  /// A column that the model needs is not in the table.
  case noColumn(String)
  /// Rows with levels that training did not have; the most frequent of these.
  case unseenLevels(
    column: String, rows: Int, of: Int, levels: [DriftReport.ColumnDrift.Level])
  /// Rows with a value that is none where the model reads numbers, dates, or yes and no: it counts as
  /// missing; the most frequent of these values.
  case unread(column: String, rows: Int, of: Int, texts: [String], as: ColumnReading.Form)
  /// Rows below the smallest or above the largest number of training; of dates in milliseconds.
  case outside(column: String, rows: Int, of: Int, range: ClosedRange<Double>, isDate: Bool)
  /// The mean moved by so many standard deviations of training.
  case shift(column: String, deviations: Double)
  /// Values are those of training but for a factor of a hundred, as percentages and fractions are.
  case factor(column: String, factor: Double)
  /// More values are missing than in training.
  case missing(column: String, share: Double, trainingShare: Double)
}

extension DriftReport.ColumnDrift {
  /// What is worth knowing of this column.
  func findings(rowCount: Int) -> [DriftFinding] {
    var all: [DriftFinding] = []
    if unseenRows > 0 {
      all.append(
        trainingRange.isEmpty
          ? .unseenLevels(column: column, rows: unseenRows, of: rowCount, levels: unseenLevels)
          : .unread(
            column: column, rows: unseenRows, of: rowCount, texts: unseenLevels.map(\.level),
            as: isDate ? .dates : isTruth ? .booleans : .numbers))
    }
    if below + above > 0, trainingRange.count == 2, trainingRange[0] <= trainingRange[1] {
      all.append(
        .outside(
          column: column, rows: below + above, of: rowCount,
          range: trainingRange[0]...trainingRange[1], isDate: isDate))
    }
    // Few rows differ from many by chance: a mean moves by one standard error, a count by its own.
    let rows = Double(rowCount)
    let numbers = rows * (1 - missingShare)
    if let factor {
      all.append(.factor(column: column, factor: factor))
    } else if let shift, abs(shift) >= DriftReport.notableShift,
      numbers >= DriftReport.fewestNumbers,
      abs(shift) * numbers.squareRoot() >= DriftReport.notableErrors
    {
      all.append(.shift(column: column, deviations: shift))
    }
    let more = missingShare - trainingMissingShare
    let error = (1 + rows * trainingMissingShare * (1 - trainingMissingShare)).squareRoot()
    if more >= DriftReport.notableMissing, rows * more >= DriftReport.notableErrors * error {
      all.append(
        .missing(column: column, share: missingShare, trainingShare: trainingMissingShare))
    }
    return all
  }
}

extension Moments {
  /// Enough numbers to tell a unit by.
  private static let fewest = 10

  /// Whether the numbers, multiplied, are spread as others are, and without are not.
  fileprivate func isLike(_ other: Moments, times factor: Double) -> Bool {
    guard count >= Self.fewest, other.count >= Self.fewest, mean != 0, other.mean != 0 else {
      return false
    }
    let spread = (squaredDeviations / Double(count)).squareRoot() * factor
    let others = (other.squaredDeviations / Double(other.count)).squareRoot()
    let range = other.maximum - other.minimum
    return (0.6...1.67).contains(mean * factor / other.mean) && others > 0
      && (0.4...2.5).contains(spread / others)
      && minimum * factor >= other.minimum - range / 2
      && maximum * factor <= other.maximum + range / 2
      // Values that training had, too, are in no other unit.
      && (mean - other.mean).magnitude > others / 2
  }
}
