internal import Dispatch
internal import RowcastMachine
internal import Synchronization

/// The rows of a source, one by one, as an asynchronous sequence.
///
/// The source is read on threads of its own, never on Swift's, and only a few batches ahead of who
/// asks. Reading ends when the task is cancelled or the iterator goes away.
public struct RowSequence<Source: RecordSource>: AsyncSequence, Sendable {
  let source: Source

  /// Begins to read the source anew.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(source) }

  /// Holds the reading: it ends when the iterator goes away.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let relay: PageRelay
    private var page: RowPage?
    private var index = 0

    init(_ source: Source) {
      relay = PageRelay()
      relay.run(source)
    }

    /// The next row; nil behind the last one.
    /// - Throws: what the source throws, or `CancellationError`.
    public mutating func next() async throws -> Row? {
      while true {
        if let page, index < page.batch.rowCount {
          defer { index += 1 }
          return Row(page: page, index: index)
        }
        guard let following = try await relay.next() else { return nil }
        page = following
        index = 0
      }
    }
  }
}

/// Hands pages from the thread that reads to the task that asks, a few ahead of it.
final class PageRelay: Sendable {
  private enum Outcome { case page(RowPage), end, failure(any Error) }
  private struct State {
    var waiting: [Outcome] = []
    var asking: CheckedContinuation<Outcome, Never>?
    var isStopped = false
  }
  private let state = Mutex(State())
  /// The pages that may still be made ahead. A semaphore must not go away below the value that it began
  /// with, hence it begins with 0.
  private let room = DispatchSemaphore(value: 0)

  init(ahead: Int = 3) { for _ in 0..<ahead { room.signal() } }

  deinit { stop() }

  /// Reads the source on a thread of its own; the thread does not hold the relay alive.
  func run(_ source: some RecordSource) {
    let layout = RowLayout(source.schema)
    let location = source.location
    let room = self.room
    let isStarted = OwnThread.start { [weak self] in
      do {
        try source.mapBatches { batch in
          RowPage(batch, layout: layout, location: location)
        } inOrder: { page in
          room.wait()
          guard let self, !self.isStopped else { return false }
          self.give(.page(page))
          return true
        }
        self?.give(.end)
      } catch { self?.give(.failure(error)) }
    }
    if !isStarted { give(.failure(NoThread())) }
  }

  /// The next page; nil behind the last one.
  func next() async throws -> RowPage? {
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state -> Outcome? in
          if state.isStopped { return .failure(CancellationError()) }
          if !state.waiting.isEmpty { return state.waiting.removeFirst() }
          state.asking = continuation
          return nil
        }
        if let ready { continuation.resume(returning: ready) }
      }
    } onCancel: {
      stop()
    }
    switch outcome {
    case .page(let page):
      room.signal()
      return page
    case .end: return nil
    case .failure(let error): throw error
    }
  }

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  private func give(_ outcome: Outcome) {
    let asking = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
      if let asking = state.asking {
        state.asking = nil
        return asking
      }
      state.waiting.append(outcome)
      return nil
    }
    asking?.resume(returning: outcome)
  }

  private func stop() {
    let asking = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
      state.isStopped = true
      defer { state.asking = nil }
      return state.asking
    }
    asking?.resume(returning: .failure(CancellationError()))
    room.signal()
  }
}
