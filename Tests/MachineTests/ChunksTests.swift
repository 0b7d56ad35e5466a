import RowcastMachine
import Synchronization
import Testing

@Suite struct `Chunks on several threads` {
  @Test(arguments: [1, 2, 3, 16])
  func `each chunk is worked on once, and results are in their order`(workers: Int) {
    for count in [0, 1, 7, 1000] {
      let found = mapChunks(of: count, size: 3, workers: workers) { chunk, range in
        (chunk, range)
      }
      #expect(found.map(\.0) == Array(0..<((count + 2) / 3)))
      #expect(found.reduce(0) { $0 + $1.1.count } == count)
    }
  }

  @Test func `chunks within chunks, and many callers at once, all end`() throws {
    let total = Mutex(0)
    var next = 0
    try orderedMap(
      workers: 4,
      produce: { () -> Int? in
        guard next < 60 else { return nil }
        defer { next += 1 }
        return next
      },
      transform: { (piece: Int) -> Int in
        let sums = mapChunks(of: 40, size: 1, workers: 3) { (_, outer) -> Int in
          let own = mapChunks(of: 5, size: 1, workers: 3) { (_, inner) -> Int in
            outer.lowerBound + inner.lowerBound
          }
          return own.reduce(0, +)
        }
        return sums.reduce(piece, +)
      },
      consume: { sum in
        total.withLock { $0 += sum }
        return true
      })
    // 40 · 39 / 2 · 5 + 40 · 10 for each of 60 pieces, and their numbers.
    let sum = total.withLock { $0 }
    #expect(sum == 259_770)
  }

  @Test func `nothing of the work is held when it is done`() {
    final class Held: Sendable {}
    weak var left: Held?
    for _ in 0..<200 {
      let held = Held()
      left = held
      _ = mapChunks(of: 8, size: 1, workers: 4) { [held] chunk, _ in
        ObjectIdentifier(held).hashValue ^ chunk
      }
    }
    #expect(left == nil)
  }
}
