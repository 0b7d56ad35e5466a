import RowcastFeatures
import RowcastTabular

/// How many rows have each value of a column, up to a number of values.
///
/// Whether there are too many depends on all rows alone: a tally that was given up stays so.
struct LevelTally: Sendable, Equatable, Codable {
  /// Rows by value; empty when there are too many values.
  private(set) var rows: [String: Int] = [:]
  private(set) var missing = 0
  private(set) var hasTooMany = false

  /// The most values that are counted.
  static let limit = 20_000

  mutating func add(_ column: TypedColumn) {
    if hasTooMany { return }
    let counted = column.countedLevels()
    missing += column.count - counted.reduce(0) { $0 + $1.rows }
    for (level, count) in counted { rows[level, default: 0] += count }
    limit()
  }

  mutating func merge(_ other: LevelTally) {
    hasTooMany = hasTooMany || other.hasTooMany
    missing += other.missing
    if !hasTooMany { rows.merge(other.rows, uniquingKeysWith: +) }
    limit()
  }

  private mutating func limit() {
    if rows.count > Self.limit { hasTooMany = true }
    if hasTooMany { (rows, missing) = ([:], 0) }
  }
}
