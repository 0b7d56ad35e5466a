/// The number of processors that are online.
let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// A mutex and a condition of the system (POSIX threads), freed with the object.
final class Lock: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
}

/// Lets holders of tickets 0, 1, 2, ... through, one at a time and in that order.
final class Turnstile: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let moved: UnsafeMutablePointer<pthread_cond_t>
  private var current = 0
  private var closed = false

  init() {
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

  /// Waits until it is this ticket's turn. The turn lasts until ``advance(close:)``.
  func wait(for ticket: Int) {
    pthread_mutex_lock(mutex)
    while current != ticket { pthread_cond_wait(moved, mutex) }
    pthread_mutex_unlock(mutex)
  }

  /// Ends the turn; with `close`, those behind are let through to leave without doing anything.
  func advance(close: Bool) {
    pthread_mutex_lock(mutex)
    current += 1
    if close { closed = true }
    pthread_cond_broadcast(moved)
    pthread_mutex_unlock(mutex)
  }

  /// Whether some turn before closed the gate.
  var isClosed: Bool {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return closed
  }
}
