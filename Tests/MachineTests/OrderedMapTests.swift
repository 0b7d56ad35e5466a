import Foundation
import RowcastMachine
import Synchronization
import TestSupport
import Testing

@Suite struct `Mapping in order` {
  struct Failure: Error, Equatable { var piece: Int }

  /// Some work whose length differs from piece to piece, so that threads overtake each other.
  static func work(_ piece: Int) -> Int {
    var value = UInt64(piece) | 1
    for _ in 0..<((piece &* 7919) % 300) { value = value &* 6_364_136_223_846_793_005 &+ 1 }
    return value == 0 ? -1 : piece * piece
  }

  @Test(arguments: [1, 2, 3, 8])
  func `results arrive in the order of the pieces`(workers: Int) throws {
    var next = 0
    var results: [Int] = []
    try orderedMap(
      workers: workers,
      produce: { () -> Int? in
        guard next < 2000 else { return nil }
        defer { next += 1 }
        return next
      },
      transform: { Self.work($0) },
      consume: {
        results.append($0)
        return true
      })
    #expect(results == (0..<2000).map { $0 * $0 })
  }

  /// How many pieces are in some thread's hands.
  private final class Begun: Sendable { let count = Mutex(0) }

  /// Adds up three pieces, none of which is done before so many are begun.
  private static func sum(of begun: Begun, awaiting count: Int) throws -> Int {
    // Only a map that hangs reaches it.
    let deadline = ContinuousClock.now + .seconds(600)
    var next = 0
    var sum = 0
    try orderedMap(
      workers: 2,
      produce: { () -> Int? in
        next += 1
        return next <= 3 ? next : nil
      },
      transform: { (piece: Int) throws -> Int in
        begun.count.withLock { $0 += 1 }
        while begun.count.withLock({ $0 }) < count {
          guard ContinuousClock.now < deadline else { throw Failure(piece: piece) }
          Thread.sleep(forTimeInterval: 0.001)
        }
        return piece
      },
      consume: { (piece: Int) in
        sum += piece
        return true
      })
    return sum
  }

  /// Who waits in line keeps no thread of a pool, of which there are not many.
  @Test func `many maps at once that wait for each other all go on`() async throws {
    let begun = Begun()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<40 {
        group.addTask { try await onOwnThread { try Self.sum(of: begun, awaiting: 80) } }
      }
      for try await sum in group { #expect(sum == 6) }
    }
  }

  @Test(arguments: [1, 2, 8])
  func `no pieces give no results`(workers: Int) throws {
    try orderedMap(
      workers: workers, produce: { () -> Int? in nil }, transform: { $0 },
      consume: { _ in
        Issue.record("consumed")
        return true
      })
  }

  @Test(arguments: [1, 2, 8])
  func `the first error in the order of the pieces is thrown, after what came before it`(
    workers: Int
  ) {
    var next = 0
    var results: [Int] = []
    #expect(throws: Failure(piece: 100)) {
      try orderedMap(
        workers: workers,
        produce: { () -> Int? in
          defer { next += 1 }
          return next
        },
        transform: { piece -> Int in
          // Later pieces fail faster.
          if piece == 100 { _ = (0..<50).map(Self.work) }
          if piece >= 100 { throw Failure(piece: piece) }
          return piece
        },
        consume: {
          results.append($0)
          return true
        })
    }
    #expect(results == Array(0..<100))
  }

  @Test(arguments: [1, 2, 8])
  func `an error of the producer comes after all pieces before it`(workers: Int) {
    var next = 0
    var results: [Int] = []
    #expect(throws: Failure(piece: 50)) {
      try orderedMap(
        workers: workers,
        produce: { () -> Int? in
          if next == 50 { throw Failure(piece: 50) }
          defer { next += 1 }
          return next
        },
        transform: { Self.work($0) },
        consume: {
          results.append($0)
          return true
        })
    }
    #expect(results.count == 50)
  }

  @Test(arguments: [1, 2, 8])
  func `an error of the consumer ends everything`(workers: Int) {
    var next = 0
    var consumed = 0
    #expect(throws: Failure(piece: 20)) {
      try orderedMap(
        workers: workers,
        produce: { () -> Int? in
          defer { next += 1 }
          return next
        },
        transform: { $0 },
        consume: { piece in
          consumed += 1
          if piece == 20 { throw Failure(piece: 20) }
          return true
        })
    }
    #expect(consumed == 21)
    // No more than one piece a thread was begun in vain.
    #expect(next <= 21 + workers + 1)
  }

  @Test(arguments: [1, 2, 8])
  func `reading stops when the consumer has had enough`(workers: Int) throws {
    var next = 0
    var results: [Int] = []
    try orderedMap(
      workers: workers,
      produce: { () -> Int? in
        defer { next += 1 }
        return next
      },
      transform: { Self.work($0) },
      consume: {
        results.append($0)
        return results.count < 10
      })
    #expect(results == (0..<10).map { $0 * $0 })
    #expect(next <= 10 + workers + 1)
  }

  @Test func `several threads really work at once, and few pieces wait`() throws {
    let inside = Atomic<Int>(0)
    let most = Atomic<Int>(0)
    var next = 0
    try orderedMap(
      workers: 4,
      produce: { () -> Int? in
        guard next < 400 else { return nil }
        defer { next += 1 }
        return next
      },
      transform: { piece -> Int in
        let now = inside.wrappingAdd(1, ordering: .relaxed).newValue
        most.max(now, ordering: .relaxed)
        let result = (0..<40).reduce(0) { $0 &+ Self.work($1 + piece) }
        inside.wrappingSubtract(1, ordering: .relaxed)
        return result
      },
      consume: { _ in true })
    #expect(most.load(ordering: .relaxed) <= 5)
  }
}

@Suite struct `Mapping chunks` {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 9, 10, 11, 1000])
  func `chunks cover the range once, in order, whatever the threads`(workers: Int, count: Int) {
    let chunks = mapChunks(of: count, size: 10, workers: workers) { chunk, range in
      (chunk, range)
    }
    #expect(chunks.map(\.0) == Array(0..<((count + 9) / 10)))
    #expect(chunks.flatMap { Array($0.1) } == Array(0..<count))
    #expect(chunks.allSatisfy { $0.1.lowerBound % 10 == 0 })
  }

  @Test func `sums of doubles are the same to the last bit on any number of threads`() {
    var generator = FixedGenerator(seed: 17)
    let values = (0..<10_000).map { _ in Double(generator.next() >> 11) * 0x1p-40 - 4096 }
    let sums = [1, 2, 5, 16].map { workers in
      mapChunks(of: values.count, size: 64, workers: workers) { _, range in
        values[range].reduce(0, +)
      }.reduce(0, +)
    }
    #expect(Set(sums.map(\.bitPattern)).count == 1)
  }

  @Test func `sizes and counts that make no sense do no harm`() {
    #expect(mapChunks(of: -5, size: 10) { _, _ in 1 }.isEmpty)
    #expect(mapChunks(of: 3, size: 0) { _, range in range.count } == [1, 1, 1])
  }
}

@Suite struct `The number of workers` {
  @Test func `can be chosen and is never less than one`() {
    let before = WorkerCount.current
    WorkerCount.with(7) {
      #expect(WorkerCount.current == 7)
      #expect(WorkerCount.with(0) { WorkerCount.current } == 1)
      #expect(WorkerCount.with(nil) { WorkerCount.current } == 7)
    }
    #expect(WorkerCount.current == before)
  }

  @Test func `is that of the caller on every thread`() {
    let counts = WorkerCount.with(3) {
      mapChunks(of: 8, size: 1) { _, _ in mapChunks(of: 2, size: 1) { _, _ in WorkerCount.current }
      }
    }
    #expect(counts == Array(repeating: [3, 3], count: 8))
  }
}
