/// Runs long work on a thread of its own, so that Swift's cooperative threads, of which there are as
/// many as processors, stay free for other tasks. When the waiting task is cancelled, the work sees
/// it as its ``Cancellation``.
///
/// - Parameter work: called once, on another thread.
/// - Throws: what the work throws; an error also when the system has no thread to give.
public func onOwnThread<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  let cancellation = Cancellation()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      let isStarted = OwnThread.start {
        continuation.resume(
          with: Swift.Result { try Cancellation.$current.withValue(cancellation) { try work() } })
      }
      if !isStarted { continuation.resume(throwing: NoThread()) }
    }
  } onCancel: {
    cancellation.cancel()
  }
}
