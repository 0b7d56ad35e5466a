import Dispatch

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
        DispatchQueue.concurrentPerform(iterations: workers + 1) { _ in
          WorkerCount.with(workers) { shared.value.work() }
        }
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
  private let source = Monitor((nextTicket: 0, isExhausted: false))
  private let turn = Monitor((ticket: 0, isClosed: false))
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
      // The turn lasts until the next ticket is called; others look at the gate meanwhile.
      var isClosed = turn.read(when: { $0.ticket == ticket }) { $0.isClosed }
      if !isClosed {
        do {
          isClosed = try !consume(try result.get())
        } catch {
          failure = error
          isClosed = true
        }
      }
      turn.change { $0 = ($0.ticket + 1, isClosed) }
    }
  }

  private func next() -> (Int, Swift.Result<Piece, any Error>)? {
    source.change { source in
      if source.isExhausted || turn.read({ $0.isClosed }) { return nil }
      do {
        if cancellation?.isCancelled == true { throw CancellationError() }
        try Cancellation.check()
        guard let piece = try produce() else {
          source.isExhausted = true
          return nil
        }
        defer { source.nextTicket += 1 }
        return (source.nextTicket, .success(piece))
      } catch {
        source.isExhausted = true
        defer { source.nextTicket += 1 }
        return (source.nextTicket, .failure(error))
      }
    }
  }
}
