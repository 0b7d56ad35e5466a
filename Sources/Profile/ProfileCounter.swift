public import RowcastTabular
internal import Synchronization

/// Counts batches of one schema.
public struct ProfileCounter: Sendable {
  /// A tally of no rows.
  public let empty: ProfileTally
  /// What is looked for besides; nil for what a list of the columns shows alone.
  public let plan: ProfilePlan?
  private let places: [Int]
  private let hints: ProfileHints

  /// - Parameter plan: what is looked for; nil for what a list of the columns shows alone.
  public init(_ schema: Schema, plan: ProfilePlan?) {
    let limits = ProfileLimits(columns: schema.columns.count)
    let column = ColumnTally(limits, isDetailed: plan != nil)
    empty = ProfileTally(
      columns: Array(repeating: column, count: schema.columns.count),
      rows: DistinctSketch(capacity: limits.rows),
      functions: (plan?.guesses ?? []).map { _ in FunctionTally() })
    places = schema.places
    self.plan = plan
    hints = ProfileHints(columns: schema.columns.count)
  }

  /// Counts the rows of a batch; independent of all other batches.
  public func tally(_ batch: RecordBatch) -> ProfileTally {
    var tally = empty
    tally.count(batch, places: places, plan: plan, hints: hints.state)
    return tally
  }

  /// Adds a batch's tally to that of the batches before it, and counts later ones by what it shows.
  public func merge(_ part: ProfileTally, into total: inout ProfileTally) {
    total.merge(part)
    hints.note(total)
  }
}

/// What is known of a table while it is counted. It makes counting cheaper, and changes no result:
/// what a later level of a sketch would drop is not taken in.
final class ProfileHints: Sendable {
  struct State: Sendable {
    var columns: [ColumnTally.Hint]
    var rows = 0
    var alike = 0
    /// The rows from which on hints are made anew.
    var next = 1
  }

  private let current: Mutex<State>

  init(columns: Int) {
    current = Mutex(State(columns: Array(repeating: ColumnTally.Hint(), count: columns)))
  }

  var state: State { current.withLock { $0 } }

  func note(_ total: ProfileTally) {
    guard state.next <= total.rowCount else { return }
    let columns = total.columns.map(\.hint)
    current.withLock { state in
      state.columns = columns
      state.rows = total.rows.level
      state.alike = total.alike.level
      // Ever more seldom: early batches tell the most.
      state.next = total.rowCount + max(1, total.rowCount / 4)
    }
  }
}

extension Schema {
  /// The place of each column of the source among these, or -1.
  package var places: [Int] {
    var places = [Int](repeating: -1, count: sourceCount)
    for (index, column) in columns.enumerated() where places.indices.contains(column.source) {
      places[column.source] = index
    }
    return places
  }
}
