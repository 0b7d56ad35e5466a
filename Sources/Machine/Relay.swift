/// A value that is handed from each piece of an ``orderedMap(workers:produce:transform:consume:)``
/// to the next one, while their transforms run at once: the row number so far, a running state.
///
/// Each ticket must take and pass exactly once, also when its work failed.
public final class Relay<Value: Sendable>: Sendable {
  private let state: Monitor<(ticket: Int, value: Value)>

  /// - Parameter first: what ticket 0 takes.
  public init(_ first: Value) { state = Monitor((0, first)) }

  /// Waits for the ticket before this one, lets `body` change the value, and passes it on.
  public func pass<R>(_ ticket: Int, _ body: (inout Value) -> R) -> R {
    state.change(when: { $0.ticket == ticket }) { state in
      defer { state.ticket += 1 }
      return body(&state.value)
    }
  }
}
