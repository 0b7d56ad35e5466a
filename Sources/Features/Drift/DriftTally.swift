internal import RowcastMachine
public import RowcastTabular

/// What was seen of a stream of tables, to be compared with training; parts merge in order.
public struct DriftTally: Sendable, Hashable {
  /// Rows seen.
  public internal(set) var rowCount = 0
  /// One for each used column, in the order of ``FittedFeatures/columns``.
  var columns: [ColumnTally] = []
  /// Columns of the table that training did not have, as they came.
  var extra: [String] = []
  /// Used columns that the table does not have.
  var absent: [String] = []

  struct ColumnTally: Sendable, Hashable {
    var moments = Moments()
    var below = 0
    var above = 0
    var missing = 0
    var unseenRows = 0
    /// Rows of each unseen level, for the first levels; of a column of numbers, of each text that is none.
    var unseen: [String: Int] = [:]

    /// Counts the values, as texts, that are neither read as the column's numbers nor words for a missing value.
    mutating func addUnread(_ texts: LevelCounts, _ reading: ColumnReading) {
      texts.forEachUnread(reading, in: texts.counts.indices) { name, rows in
        unseenRows += rows
        if unseen.count < DriftTally.levelLimit { unseen[name] = rows }
      }
    }
  }

  /// Nothing seen yet.
  public init() {}

  /// The most unseen levels of a column that are kept by name.
  static let levelLimit = 1000

  /// Adds what another part saw.
  public mutating func merge(_ other: DriftTally) {
    if columns.isEmpty {
      self = other
      return
    }
    rowCount += other.rowCount
    for name in other.extra where !extra.contains(name) { extra.append(name) }
    for name in other.absent where !absent.contains(name) { absent.append(name) }
    for (index, part) in other.columns.enumerated() where index < columns.count {
      columns[index].moments.merge(part.moments)
      columns[index].below += part.below
      columns[index].above += part.above
      columns[index].missing += part.missing
      columns[index].unseenRows += part.unseenRows
      for level in part.unseen.keys.sorted(by: LevelCounts.inByteOrder) {
        if columns[index].unseen.count < Self.levelLimit || columns[index].unseen[level] != nil {
          columns[index].unseen[level, default: 0] += part.unseen[level] ?? 0
        }
      }
    }
  }
}

extension FeatureTransformer {
  /// Looks at the rows of a table as a part of what may have drifted.
  ///
  /// - Parameter known: names of further columns that are no news, such as the target.
  public func tally(_ table: Table, known: [String] = []) -> DriftTally {
    var tally = DriftTally()
    tally.rowCount = table.rowCount
    let trained = Set(features.columns.map(\.name) + known)
    tally.extra = table.names.filter { !trained.contains($0) }
    for (index, fitted) in features.columns.enumerated() where fitted.isUsed {
      guard let column = table[fitted.name] else {
        tally.absent.append(fitted.name)
        tally.columns.append(DriftTally.ColumnTally(missing: table.rowCount))
        continue
      }
      tally.columns.append(seen(column, fitted: fitted, index: index))
    }
    return tally
  }

  private func seen(
    _ column: TypedColumn, fitted: FittedColumn, index: Int
  ) -> DriftTally.ColumnTally {
    var seen = DriftTally.ColumnTally()
    if let training = fitted.moments {
      let (values, moments) = column.numbers(fitted.reading).held(nil)
      seen.moments = moments
      seen.missing = seen.moments.missing
      if seen.missing > 0, column.canBeUnread(as: fitted.reading.form) {
        seen.addUnread(LevelCounts(column.levels()), fitted.reading)
      }
      guard training.count > 0, seen.moments.count > 0,
        seen.moments.minimum < training.minimum || seen.moments.maximum > training.maximum
      else { return seen }
      for value in values where value.isFinite {
        if value < training.minimum { seen.below += 1 }
        if value > training.maximum { seen.above += 1 }
      }
      return seen
    }
    let counts = LevelCounts(column.levels())
    seen.missing = counts.missing
    guard let known = levelIndex(index) else { return seen }
    for place in counts.counts.indices {
      counts.texts.withText(place) { text in
        if known.code(of: text).isKnown { return }
        seen.unseenRows += counts.counts[place]
        if seen.unseen.count < DriftTally.levelLimit {
          seen.unseen[String(decoding: text)] = counts.counts[place]
        }
      }
    }
    return seen
  }
}

extension TypedColumn {
  /// Whether the column may have values that are none to a reading: texts, and numbers of yes and no.
  fileprivate func canBeUnread(as form: ColumnReading.Form) -> Bool {
    if case .texts = values { true } else { form == .booleans }
  }
}
