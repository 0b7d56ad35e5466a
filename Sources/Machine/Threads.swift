// The threads of the system (POSIX): what waits for what, and a thread of its own.

/// A value that threads change one after the other, and whose changes others can wait for: a mutex
/// and a condition of the system (POSIX threads), freed with the object. The value is touched under
/// the mutex alone.
@safe final class Monitor<Value>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var value: Value

  init(_ value: Value) {
    self.value = value
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    let isMade = unsafe pthread_mutex_init(mutex, nil)
    unsafe changed = .allocate(capacity: 1)
    unsafe changed.initialize(to: pthread_cond_t())
    let canWait = unsafe pthread_cond_init(changed, nil)
    precondition(isMade == 0 && canWait == 0, "the system has no mutex to give")
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe changed.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Looks at the value, once it is as it must be.
  func read<Result>(
    when isReady: (Value) -> Bool = { _ in true }, _ body: (Value) throws -> Result
  ) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while !isReady(value) { unsafe pthread_cond_wait(changed, mutex) }
    return try body(value)
  }

  /// Changes the value, once it is as it must be; then wakes those who wait.
  func change<Result>(
    when isReady: (Value) -> Bool = { _ in true }, _ body: (inout Value) throws -> Result
  ) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while !isReady(value) { unsafe pthread_cond_wait(changed, mutex) }
    defer { unsafe pthread_cond_broadcast(changed) }
    return try body(&value)
  }
}

/// The system has no thread to give.
package struct NoThread: Error, CustomStringConvertible {
  package init() {}
  package var description: String { "the system has no thread to give" }
}

/// A thread of the system that runs one function and ends.
package enum OwnThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Main threads have 8 MB; recursive code such as JSON's is written for as much.
  private static let stackSize = 8 << 20

  /// - Returns: whether the system had a thread to give; else the function is not run.
  package static func start(_ run: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, stackSize)
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let body = unsafe Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let failed = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        #if canImport(Darwin)
          unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        #else
          if let argument = unsafe argument {
            unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
          }
        #endif
        return nil
      }, body.toOpaque())
    if failed != 0 { unsafe body.release() }
    return failed == 0
  }
}
