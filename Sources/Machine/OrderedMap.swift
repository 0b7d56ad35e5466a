/// Produces pieces one after the other, transforms them on several threads, and consumes the
/// results in the order of the pieces.
///
/// Every thread does the same: take the next piece (one thread at a time), transform it (all at
/// once), wait for its turn, consume. There is no queue, so at most one piece for each thread is
/// in memory. One thread more than there are processors would be in the way of the others: whoever
/// waits in line wakes at each turn. The threads are the calling one and some of the system's own,
/// since who waits in line must not keep a thread of Swift's or Dispatch's pool; the next one starts
/// when there is a piece for it.
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
        let line = Line(
          workers: workers, produce: produce, transform: transform, consume: consume)
        line.run()
        if let error = line.failure { throw error }
      }
    }
  }
}

/// The shared state of one ``orderedMap(workers:produce:transform:consume:)``.
private final class Line<Piece, Result> {
  private let workers: Int
  private let produce: () throws -> Piece?
  private let transform: (Piece) throws -> Result
  private let consume: (Result) throws -> Bool
  private let source = Monitor((nextTicket: 0, isExhausted: false))
  private let turn = Monitor((ticket: 0, isClosed: false))
  /// Threads that may still come, and those that have come and not gone.
  private let crew: Monitor<(absent: Int, working: Int)>
  private let cancellation = Cancellation.current
  private(set) var failure: (any Error)?

  init(
    workers: Int, produce: @escaping () throws -> Piece?,
    transform: @escaping (Piece) throws -> Result,
    consume: @escaping (Result) throws -> Bool
  ) {
    self.workers = workers
    // The calling thread works, too.
    crew = Monitor((absent: workers - 1, working: 0))
    self.produce = produce
    self.transform = transform
    self.consume = consume
  }

  /// Returns when all threads have gone, and hold nothing of the line any more.
  func run() {
    WorkerCount.with(workers) { work() }
    crew.read(when: { $0.working == 0 }) { _ in }
  }

  /// Starts the next thread.
  private func call() {
    let isWanted = crew.change { crew in
      guard crew.absent > 0 else { return false }
      crew = (crew.absent - 1, crew.working + 1)
      return true
    }
    guard isWanted else { return }
    let crew = self.crew
    let place = Monitor<Line?>(self)
    let isThere = OwnThread.start {
      Self.work(at: place)
      crew.change { $0.working -= 1 }
    }
    // Those who are there do the work.
    if !isThere { crew.change { $0 = (0, $0.working - 1) } }
  }

  /// Takes the line from its place, so that nothing holds it when this returns.
  private static func work(at place: Monitor<Line?>) {
    let line = place.change { line in
      defer { line = nil }
      return line
    }
    if let line { WorkerCount.with(line.workers) { line.work() } }
  }

  private func work() {
    var isFirst = true
    while let (ticket, piece) = next() {
      if isFirst { call() }
      isFirst = false
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
