import RowcastMachine
import Synchronization

/// How far a training has come.
public struct TrainingProgress: Sendable, Hashable {
  /// The parts of a training, in their order.
  public enum Stage: String, Sendable, Hashable, CaseIterable {
    /// Looking for what is doubtful in the table.
    case reviewing
    /// Choosing and fitting on part of the rows, to judge on the others.
    case validating
    /// Comparing candidates inside the training rows.
    case selecting
    /// Fitting the chosen candidate to all rows.
    case fitting
  }

  /// The part that is being worked on.
  public var stage: Stage
  /// The candidate that is being fitted, while several are compared.
  public var candidate: String?
  /// The fold that is being worked on, from 1, and how many there are.
  public var fold: Int?
  /// How many folds there are; nil outside of cross-validation.
  public var of: Int?
  /// The epoch of a network, from 1.
  public var epoch: Int?
  /// The share of the work that is done, 0 to 1; it never falls.
  public var fraction: Double
}

/// Is told how far a training is: on the thread that trains, never twice at once.
public typealias TrainingProgressHandler = @Sendable (TrainingProgress) -> Void

/// Turns what the stages of a training tell of themselves into shares of the whole.
final class TrainingMonitor: Sendable {
  private struct State {
    var progress = TrainingProgress(stage: .reviewing, fraction: 0)
    var low = 0.0
    var high = 1.0
  }

  private let state = Mutex(State())
  private let handler: TrainingProgressHandler?

  init(_ handler: TrainingProgressHandler?) { self.handler = handler }

  /// Does a part of the work that takes the given share of what surrounds it.
  func part<Result>(
    _ from: Double, _ to: Double, _ describe: (inout TrainingProgress) -> Void = { _ in },
    _ work: () throws -> Result
  ) throws -> Result {
    try Cancellation.check()
    let outer = state.withLock { state in
      let outer = (state.low, state.high, state.progress)
      let width = state.high - state.low
      (state.low, state.high) = (state.low + from * width, state.low + to * width)
      describe(&state.progress)
      return outer
    }
    advance(0)
    let result = try work()
    advance(1)
    state.withLock { state in
      (state.low, state.high) = (outer.0, outer.1)
      let fraction = state.progress.fraction
      state.progress = outer.2
      state.progress.fraction = fraction
    }
    return result
  }

  /// Tells that this share of the present part is done.
  func advance(_ share: Double, epoch: Int? = nil) {
    guard let handler else { return }
    let progress = state.withLock { state in
      let fraction = state.low + share * (state.high - state.low)
      state.progress.fraction = max(state.progress.fraction, fraction)
      var told = state.progress
      told.epoch = epoch
      return told
    }
    handler(progress)
  }
}
