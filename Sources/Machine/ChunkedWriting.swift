extension Array where Element: BitwiseCopyable & Sendable {
  /// An array whose elements come from several threads, each of which appends to chunks of its own;
  /// cut as by ``mapChunks(of:size:workers:_:)``.
  /// - Parameters:
  ///   - count: how many indices there are.
  ///   - width: the elements of an index.
  ///   - append: appends the elements of a range of indices, `width` of each.
  package init(
    chunksOf count: Int, size: Int, width: Int = 1,
    _ append: @Sendable (_ range: Range<Int>, _ elements: inout OutputSpan<Element>) -> Void
  ) {
    precondition(count >= 0 && width >= 0)
    let total = count * width
    unsafe self.init(unsafeUninitializedCapacity: total) { buffer, filled in
      unsafe LargePages.advise(buffer)
      // No two chunks have an element in common.
      nonisolated(unsafe) let whole = unsafe buffer
      _ = mapChunks(of: count, size: size) { _, range in
        assert(range.upperBound * width <= total)
        let part = unsafe UnsafeMutableBufferPointer(
          rebasing: whole[(range.lowerBound * width)..<(range.upperBound * width)])
        var elements = unsafe OutputSpan(buffer: part, initializedCount: 0)
        append(range, &elements)
        precondition(elements.isFull, "a chunk is not filled")
        _ = unsafe elements.finalize(for: part)
      }
      filled = total
    }
  }
}

/// Pages of two megabytes, where a process may ask for them.
package enum LargePages {
  /// Smaller blocks gain nothing from large pages.
  private static let smallestBlock = 4 << 20

  /// Asks for pages of two megabytes for a block nobody has written to yet. Nothing depends on it.
  ///
  /// A page that is touched first costs an interrupt, and threads that fill a block together wait
  /// for one another there. Of large pages there are 512 times fewer: reading a million rows of fifty
  /// numbers takes a tenth less time.
  package static func advise<T>(_ block: UnsafeMutableBufferPointer<T>) {
    #if os(Linux)
      let count = block.count * MemoryLayout<T>.stride
      guard count >= smallestBlock, let base = block.baseAddress else { return }
      let page = 4096
      let start = unsafe UnsafeMutableRawPointer(base).alignedUp(toMultipleOf: page)
      let skipped = unsafe UnsafeMutableRawPointer(base).distance(to: start)
      // Only whole pages of the block.
      assert(skipped >= 0 && skipped < page && skipped <= count)
      unsafe madvise(start, (count - skipped) / page * page, MADV_HUGEPAGE)
    #endif
  }
}
