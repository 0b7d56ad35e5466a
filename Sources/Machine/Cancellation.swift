import Synchronization

/// A wish to stop, which one thread tells and the threads that work look at now and then.
///
/// Work that was started by a Swift task stops with the task; work on a thread of its own takes a
/// cancellation along as ``current``. Loops look at ``isRequested`` once for each chunk, iteration,
/// epoch or fold: what is cancelled ends within a fifth of a second.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  /// The cancellation that the work of this thread belongs to.
  @TaskLocal public static var current: Cancellation?

  /// Not cancelled yet.
  public init() {}

  /// Asks the work to stop; may be called from any thread, and more than once.
  public func cancel() { flag.store(true, ordering: .relaxed) }

  /// Whether the work shall stop.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Whether the work of this thread shall stop: its ``current`` cancellation or its task was
  /// cancelled.
  public static var isRequested: Bool { Task.isCancelled || current?.isCancelled == true }

  /// Ends cancelled work.
  /// - Throws: `CancellationError` when the work of this thread shall stop.
  public static func check() throws(CancellationError) {
    if isRequested { throw CancellationError() }
  }
}
