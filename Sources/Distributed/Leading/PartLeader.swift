import RowcastFeatures
import RowcastMachine
public import RowcastModeling
import RowcastTabular

/// Leads a training in parts: says what is to be found in all rows, plans the model by some of them, and
/// takes the steps of the fit.
///
/// Whatever the parts are and in which order their results come, the model is the same to the last bit:
/// what is added up is added up without rounding, and the sample is chosen by what the rows are.
public struct PartLeader: Sendable {
  /// How the model is trained.
  public var options: TrainOptions
  /// The column whose classes are learned.
  public var target: String
  /// The name that the model remembers its table by.
  public var tableName: String
  /// How lines are read, as the first of them tell.
  public var lines: LineFormat
  /// Whether lines that cannot be read are left out and counted.
  public var skipsBad: Bool

  /// The most rows that the model is planned and judged by.
  static let sampleRows = 20_000
  /// The most weights: each has an exact sum of its own in every part.
  static let weightLimit = 200_000

  /// - Throws: ``PartError`` for options that cannot be had in parts.
  public init(
    target: String, options: TrainOptions, tableName: String, lines: LineFormat,
    skipsBad: Bool = false
  ) throws(PartError) {
    self.options = options
    self.options.inParts = true
    self.target = target
    self.tableName = tableName
    self.lines = lines
    self.skipsBad = skipsBad
    try self.options.checkParts()
    for name in [target] + options.drop where !lines.names.contains(name) {
      throw PartError(.noSuchColumn(name, available: lines.names))
    }
  }

  /// Columns that are texts whatever their values are, since they were given such a role.
  public static func texts(of options: TrainOptions) -> Set<String> {
    var names = Set(options.encodings.keys).union(options.levels.keys)
    for (name, role) in options.roles where role == .category || role == .text {
      names.insert(name)
    }
    return names
  }

  /// Trains.
  /// - Throws: ``PartError``, `TrainingError`, or what the rows' owner throws.
  public func trained(
    on rows: some RowsElsewhere, progress: TrainingProgressHandler? = nil
  ) throws -> TrainedInParts {
    var timings = Timings()
    let wanted = lines.reading(Set(lines.names).subtracting(options.drop))
    let (lines, profile) = try timings.measure("profile", rows: rows.lineCount) {
      try ProfilePasses(lines: wanted, target: target, skipsBad: skipsBad, keeps: true)
        .profiled(rows)
    }
    let table = profile.few.table(of: lines, most: Self.sampleRows)
    guard table.rowCount > 0 else { throw PartError(.noRows) }
    let known = try known(profile, lines, table)
    let guarded = GuardedRows(
      rows: rows, lines: lines, target: target, skipsBad: skipsBad, expected: profile.lines,
      dropped: known.dropped, uncounted: known.uncounted)
    let trainer = Trainer(target: target, options: options, tableName: tableName)
    var task: LearningTask? = try trainer.task(table)
    let all = AllRows(
      rows: profile.rows - known.dropped, dropped: known.dropped, classes: known.classes,
      columns: known.columns, isWhole: table.rowCount == profile.rows,
      loss: { try guarded.loss($0) })
    guard let sample = task else { throw PartError(.noRows) }
    let trained = try trainer.fitted(to: &task, of: all, progress: progress)
    return TrainedInParts(
      trained: trained.measured(timings), sample: sample, skipped: profile.skipped)
  }

  private struct Known {
    var dropped = 0
    var classes: [String: Int] = [:]
    var columns: [String: CountedColumn] = [:]
    /// Columns with too many levels to be counted.
    var uncounted: Set<String> = []
  }

  /// What is known of all rows.
  private func known(
    _ profile: PartProfile, _ lines: LineFormat, _ table: Table
  ) throws(PartError) -> Known {
    var known = Known()
    for (place, column) in lines.columns.enumerated() {
      let levels = profile.levels[place]
      if column.name == target {
        guard let levels, !levels.hasTooMany else {
          throw PartError(.tooManyLevels(column: target, limit: LevelTally.limit))
        }
        known.classes = levels.rows
        known.dropped = levels.missing
        let labels = LabelRecipe(column: target, positive: options.positive.map(options.spelled))
        for mark in options.bins == nil ? labels.noClasses(among: levels.rows.keys) : [] {
          known.dropped += known.classes.removeValue(forKey: mark) ?? 0
        }
      }
      if levels?.hasTooMany == true { known.uncounted.insert(column.name) }
      known.columns[column.name] = CountedColumn(
        moments: profile.numbers[place]?.moments,
        levels: levels?.hasTooMany == false ? levels?.rows : nil, missing: levels?.missing ?? 0)
    }
    let seen = Set(table[target]?.countedLevels().map(\.level) ?? [])
    for (label, rows) in known.classes.sorted(by: { $0.key < $1.key }) where !seen.contains(label) {
      throw PartError(.unseenClass(label, rows: rows))
    }
    return known
  }
}

/// What a training in parts gives.
public struct TrainedInParts: Sendable {
  /// The model, and how good it is.
  public let trained: Trained
  /// The rows that it was planned and judged by.
  package let sample: LearningTask
  /// Lines that were left out because they cannot be read.
  public let skipped: Int
}

extension PartProfile {
  var lines: Int { rows + headers + skipped }
}

/// The passes over all rows, each of which must see the rows of the first.
private struct GuardedRows<Rows: RowsElsewhere>: Sendable {
  let rows: Rows
  let lines: LineFormat
  let target: String
  let skipsBad: Bool
  let expected: Int
  let dropped: Int
  let uncounted: Set<String>

  func loss(_ question: AllRows.Question) throws -> (sum: Double, gradient: [Double]) {
    guard question.point.count <= PartLeader.weightLimit else {
      throw PartError(
        .notInParts(
          "a model of \(question.point.count) weights",
          why: "each has an exact sum in every part; \(PartLeader.weightLimit) are the most"))
    }
    for column in question.features.columns
    where column.levels != nil && uncounted.contains(column.name) {
      throw PartError(.tooManyLevels(column: column.name, limit: LevelTally.limit))
    }
    let needed = Set(question.features.requiredColumns).union([target])
    let pass = PartPass(
      lines: lines.reading(needed), target: target, skipsBad: skipsBad,
      question: PartPass.Question(
        features: question.features, labels: question.target, factors: question.factors,
        point: question.point))
    let result = try rows.result(of: pass)
    guard let losses = result.losses else { throw PartError(.notAPart("losses were asked for")) }
    guard result.lines == expected else {
      throw PartError(.otherRows(found: result.lines, expected: expected))
    }
    guard losses.dropped == dropped else {
      throw PartError(
        .otherRows(found: losses.rows - losses.dropped, expected: losses.rows - dropped))
    }
    return (losses.loss.value, losses.gradient.values)
  }
}
