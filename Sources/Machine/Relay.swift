/// A value that is handed from each piece of an ``orderedMap(workers:produce:transform:consume:)``
/// to the next one, while their transforms run at once: the row number so far, a running state.
///
/// Each ticket must take and pass exactly once, also when its work failed.
public final class Relay<Value: Sendable>: @unchecked Sendable {  // guarded by the mutex
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let moved: UnsafeMutablePointer<pthread_cond_t>
  private var ticket = 0
  private var value: Value

  /// - Parameter first: what ticket 0 takes.
  public init(_ first: Value) {
    value = first
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
    moved = .allocate(capacity: 1)
    moved.initialize(to: pthread_cond_t())
    pthread_cond_init(moved, nil)
  }

  deinit {
    pthread_cond_destroy(moved)
    moved.deallocate()
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Waits for the ticket before this one, lets `body` change the value, and passes it on.
  public func pass<R>(_ ticket: Int, _ body: (inout Value) -> R) -> R {
    pthread_mutex_lock(mutex)
    while self.ticket != ticket { pthread_cond_wait(moved, mutex) }
    let result = body(&value)
    self.ticket += 1
    pthread_cond_broadcast(moved)
    pthread_mutex_unlock(mutex)
    return result
  }
}
