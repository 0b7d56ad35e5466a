import Synchronization

/// Runs `body` for each chunk of `0..<count`, on several threads.
///
/// Chunk boundaries depend on `count` and `chunkSize` alone, never on the number of threads, so
/// results that are combined in chunk order are the same to the last bit on every machine.
/// - Parameters:
///   - chunkSize: elements in each chunk but the last; at least 1.
///   - body: gets the chunk's number and its range.
/// - Returns: what `body` returned, in chunk order.
public func mapChunks<Result: Sendable>(
  of count: Int, size chunkSize: Int, workers: Int = WorkerCount.current,
  _ body: @Sendable (_ chunk: Int, _ range: Range<Int>) -> Result
) -> [Result] {
  let size = max(1, chunkSize)
  let chunks = (max(0, count) + size - 1) / size
  @Sendable func range(_ chunk: Int) -> Range<Int> {
    (chunk * size)..<min(count, (chunk + 1) * size)
  }
  if chunks <= 1 || workers <= 1 { return (0..<chunks).map { body($0, range($0)) } }
  let results = Mutex([Result?](repeating: nil, count: chunks))
  let next = Counter()
  Helpers.run(threads: min(workers, chunks)) {
    WorkerCount.with(workers) {
      while true {
        let chunk = next.take()
        if chunk >= chunks { return }
        let result = body(chunk, range(chunk))
        results.withLock { $0[chunk] = result }
      }
    }
  }
  return results.withLock { results in results.compactMap { $0 } }
}
