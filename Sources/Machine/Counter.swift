import Synchronization

/// Gives out 0, 1, 2, ... to any number of threads.
final class Counter: Sendable {
  private let next = Atomic<Int>(0)
  func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}
