import Dispatch
import Synchronization

/// How many threads work at once.
public enum WorkerCount {
  private static let chosen = Atomic<Int>(0)

  /// The number of processors, unless ``set(_:)`` said otherwise.
  public static var current: Int {
    let n = chosen.load(ordering: .relaxed)
    return n > 0 ? n : processors
  }

  /// Chooses the number of threads (1 or more); results do not depend on it.
  public static func set(_ count: Int) { chosen.store(max(1, count), ordering: .relaxed) }
}

/// Produces pieces one after the other, transforms them on several threads, and consumes the
/// results in the order of the pieces.
///
/// Every thread does the same: take the next piece (one thread at a time), transform it (all at
/// once), wait for its turn, consume. There is no queue, so at most one piece for each thread is
/// in memory. One thread more than there are processors keeps them busy while one waits.
///
/// - Parameters:
///   - workers: threads that transform at once.
///   - produce: gives the next piece or nil; never called by two threads at once.
///   - transform: called on any thread.
///   - consume: gets each result in order, never two at once; false stops everything early.
/// - Throws: the first error in the order of the pieces; `CancellationError` when the work of this
///   thread was cancelled (see ``Cancellation``).
public func orderedMap<Piece, Result>(
  workers: Int = WorkerCount.current,
  produce: () throws -> sending Piece?,
  transform: @Sendable (Piece) throws -> sending Result,
  consume: (Result) throws -> Bool
) throws {
  if workers <= 1 {
    while let piece = try produce() {
      try Cancellation.check()
      if try !consume(try transform(piece)) { return }
    }
    return
  }
  try withoutActuallyEscaping(produce) { produce in
    try withoutActuallyEscaping(transform) { transform in
      try withoutActuallyEscaping(consume) { consume in
        let line = Line(produce: produce, transform: transform, consume: consume)
        let shared = Unchecked(line)
        DispatchQueue.concurrentPerform(iterations: workers + 1) { _ in shared.value.work() }
        if let error = line.failure { throw error }
      }
    }
  }
}

/// A value that the code around it keeps from being used by two threads at once.
struct Unchecked<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

/// The shared state of one ``orderedMap(workers:produce:transform:consume:)``.
private final class Line<Piece, Result> {
  private let produce: () throws -> Piece?
  private let transform: (Piece) throws -> Result
  private let consume: (Result) throws -> Bool
  private let source = Lock()
  private let turn = Turnstile()
  private var nextTicket = 0
  private var isExhausted = false
  private let cancellation = Cancellation.current
  private(set) var failure: (any Error)?

  init(
    produce: @escaping () throws -> Piece?, transform: @escaping (Piece) throws -> Result,
    consume: @escaping (Result) throws -> Bool
  ) {
    self.produce = produce
    self.transform = transform
    self.consume = consume
  }

  func work() {
    while let (ticket, piece) = next() {
      let result: Swift.Result<Result, any Error>
      do {
        result = .success(try transform(try piece.get()))
      } catch {
        result = .failure(error)
      }
      turn.wait(for: ticket)
      var isLast = false
      if !turn.isClosed {
        do {
          isLast = try !consume(try result.get())
        } catch {
          failure = error
          isLast = true
        }
      }
      turn.advance(close: isLast)
    }
  }

  private func next() -> (Int, Swift.Result<Piece, any Error>)? {
    source.lock()
    defer { source.unlock() }
    if isExhausted || turn.isClosed { return nil }
    do {
      if cancellation?.isCancelled == true { throw CancellationError() }
      try Cancellation.check()
      guard let piece = try produce() else {
        isExhausted = true
        return nil
      }
      defer { nextTicket += 1 }
      return (nextTicket, .success(piece))
    } catch {
      isExhausted = true
      defer { nextTicket += 1 }
      return (nextTicket, .failure(error))
    }
  }
}
