import RowcastTabular
import Synchronization
import Testing

@Suite struct RowSequenceTests {
  /// Batches without end, counted as they are made.
  final class Endless: RecordSource {
    let schema = Schema([ColumnSchema(name: "n", source: 0, kind: .integer)])
    let made = Atomic<Int>(0)

    func mapBatches<Result: Sendable>(
      _ transform: @Sendable (RecordBatch) throws -> Result,
      inOrder consume: (Result) throws -> Bool
    ) throws {
      while true {
        let number = made.wrappingAdd(1, ordering: .sequentiallyConsistent).oldValue
        var batch = RecordBatch(firstRow: number)
        batch.cells.append(Cell(column: 0, kind: .integer, payload: UInt64(number)))
        batch.endRow(number: number + 1)
        if try !consume(transform(batch)) { return }
      }
    }
  }

  struct Broken: RecordSource {
    struct Failure: Error {}
    let schema = Schema([])
    func mapBatches<Result: Sendable>(
      _ transform: @Sendable (RecordBatch) throws -> Result,
      inOrder consume: (Result) throws -> Bool
    ) throws {
      throw Failure()
    }
  }

  @Test func `rows come in order, and reading stays a few batches ahead`() async throws {
    let source = Endless()
    var next: Int64 = 0
    for try await row in source.rows {
      #expect(row.n == .integer(next))
      #expect(source.made.load(ordering: .sequentiallyConsistent) <= Int(next) + 6)
      next += 1
      if next == 500 { break }
    }
    // Who goes away ends the reading.
    var made = -1
    while made != source.made.load(ordering: .sequentiallyConsistent) {
      made = source.made.load(ordering: .sequentiallyConsistent)
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(made < 510)
  }

  @Test func `a cancelled task stops with an error`() async throws {
    let source = Endless()
    let task = Task {
      var count = 0
      for try await _ in source.rows { count += 1 }
      return count
    }
    try await Task.sleep(for: .milliseconds(20))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func `an error of the source is thrown to who asks`() async throws {
    await #expect(throws: Broken.Failure.self) { for try await _ in Broken().rows {} }
  }

  @Test func `rows are decoded one by one`() async throws {
    struct Number: Codable, Sendable, Equatable { var n: Int }
    let numbers = (0..<10).map { Number(n: $0) }
    var read: [Number] = []
    for try await number in try RecordList(numbers).rows(as: Number.self) { read.append(number) }
    #expect(read == numbers)
  }
}
