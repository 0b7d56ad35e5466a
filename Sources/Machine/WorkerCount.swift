/// How many threads work at once; results do not depend on it.
public enum WorkerCount {
  /// The number of processors that are online.
  private static let processors = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// What the code around has chosen.
  @TaskLocal private static var chosen: Int?

  /// The number of processors, unless the code around chose another with ``with(_:_:)``.
  public static var current: Int { chosen ?? processors }

  /// Runs `body`, and all that it calls, on so many threads.
  /// - Parameter count: 1 or more; nil leaves the number as it is.
  /// - Throws: what `body` throws.
  public static func with<Result>(_ count: Int?, _ body: () throws -> Result) rethrows -> Result {
    guard let count else { return try body() }
    return try $chosen.withValue(max(1, count), operation: body)
  }
}
