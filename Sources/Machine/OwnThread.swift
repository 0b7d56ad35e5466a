/// Runs long work on a thread of its own, so that Swift's cooperative threads, of which there are as
/// many as processors, stay free for other tasks. When the waiting task is cancelled, the work sees
/// it as its ``Cancellation``.
///
/// - Parameter work: called once, on another thread.
/// - Throws: what the work throws.
public func onOwnThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  let cancellation = Cancellation()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      OwnThread.start {
        continuation.resume(
          with: Swift.Result { try Cancellation.$current.withValue(cancellation) { try work() } })
      }
    }
  } onCancel: {
    cancellation.cancel()
  }
}

/// A thread of the system that runs one function and ends.
enum OwnThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Main threads have 8 MB; recursive code such as JSON's is written for as much.
  private static let stackSize = 8 << 20

  /// Runs the function at once when the system has no thread to give.
  static func start(_ run: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let body = Unmanaged.passRetained(Body(run))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let failed = pthread_create(
      &thread, &attributes,
      { argument in
        #if canImport(Darwin)
          Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        #else
          if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
        #endif
        return nil
      }, body.toOpaque())
    if failed != 0 { body.takeRetainedValue().run() }
  }
}
