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
      unsafe ProcessMemory.adviseLargePages(buffer)
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
