import Synchronization

internal import RowcastMachine

/// The hidden files of outputs that are not complete yet, for a program that a signal ends: it takes
/// them along by ``removeAll()``. Libraries install no handlers; see `signal(3)`.
public enum UnfinishedFiles {
  /// The most files that are remembered at once; what is beyond stays behind.
  private static let capacity = 64

  /// Paths, where a handler can read them: no lock, and none is ever freed.
  private nonisolated(unsafe) static let paths: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> =
    {
      let paths = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
      unsafe paths.initialize(repeating: nil, count: capacity)
      return unsafe paths
    }()
  private static let changes = Mutex(())

  /// To be called before a handler is installed, so that it allocates nothing.
  public static func prepare() { _ = unsafe paths }

  /// Removes them all. Only calls what a signal's handler may (POSIX.1-2017, 2.4.3).
  public static func removeAll() {
    for place in 0..<capacity { if let path = unsafe paths[place] { unsafe unlink(path) } }
  }

  static func add(_ path: String) {
    changes.withLock { _ in
      let free = (0..<capacity).first { unsafe paths[$0] == nil }
      assert(free.map { $0 < capacity } ?? true)
      if let free { unsafe paths[free] = strdup(path) }
    }
  }

  /// The file has its name now, or is gone.
  static func forget(_ path: String) {
    changes.withLock { _ in
      for place in 0..<capacity {
        if let known = unsafe paths[place], unsafe strcmp(known, path) == 0 {
          unsafe paths[place] = nil
        }
      }
    }
  }
}
