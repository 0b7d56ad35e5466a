import RowcastFeatures
import Synchronization

/// Gathers what was seen of batches on any thread, and adds it up in the order of the rows.
final class DriftCollector: Sendable {
  private struct State {
    var total = DriftTally()
    /// Tallies whose turn has not come, by their first row.
    var waiting: [Int: DriftTally] = [:]
    var next = 0
  }

  private let state = Mutex(State())

  func add(_ tally: DriftTally, row: Int) {
    state.withLock { state in
      state.waiting[row] = tally
      while let tally = state.waiting.removeValue(forKey: state.next) {
        state.total.merge(tally)
        state.next += tally.rowCount
        if tally.rowCount == 0 { break }
      }
    }
  }

  var total: DriftTally {
    state.withLock { state in
      for row in state.waiting.keys.sorted() {
        if let tally = state.waiting[row] { state.total.merge(tally) }
      }
      state.waiting = [:]
      return state.total
    }
  }
}
