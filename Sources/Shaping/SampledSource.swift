import RowcastLinearAlgebra
public import RowcastTabular

/// So many records of a source, each set of them as likely as any other, in the order of the source.
///
/// A first reading counts the records and draws their numbers (a reservoir: Vitter, "Random sampling with
/// a reservoir", 1985, algorithm R); a second one hands them on. Memory is eight bytes for each record that
/// is drawn, however long they are.
public struct SampledSource: RecordSource {
  private let source: any RecordSource
  private let count: Int
  private let seed: UInt64
  /// How many records the source has, where that is known.
  private let rowCount: Int?
  /// The columns of the records.
  public var schema: Schema { source.schema }
  /// The place of the source.
  public var location: RowcastLocation { source.location }

  /// - Parameters:
  ///   - count: how many records; all of a source that has fewer, none for a number below 1.
  ///   - rowCount: how many records the source has; nil, or a number below 0, has them counted.
  public init(_ source: any RecordSource, count: Int, seed: UInt64, rowCount: Int? = nil) {
    self.source = source
    self.count = max(0, count)
    self.seed = seed
    self.rowCount = rowCount.flatMap { $0 < 0 ? nil : $0 }
  }

  /// Draws, and hands on what was drawn.
  /// - Throws: the source's error type, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    let drawn = Self.drawn(count, of: try rowCount ?? counted(), seed: seed)
    try source.mapBatches(
      { batch in
        let first = Self.place(of: batch.firstRow, in: drawn)
        var next = first
        var result = batch.keepingRows { row in
          guard next < drawn.count, drawn[next] == batch.firstRow + row else { return false }
          next += 1
          return true
        }
        result.firstRow = first
        return try transform(result)
      }, inOrder: consume)
  }

  private func counted() throws -> Int {
    var total = 0
    try source.mapBatches(
      { $0.rowCount },
      inOrder: { rows in
        total += rows
        return true
      })
    return total
  }

  /// Numbers below `total`, ascending.
  static func drawn(_ count: Int, of total: Int, seed: UInt64) -> [Int] {
    var numbers = Array(0..<min(count, total))
    guard count < total, count > 0 else { return numbers }
    var generator = SeededGenerator(seed: seed)
    for number in count..<total {
      let place = generator.below(number + 1)
      if place < count { numbers[place] = number }
    }
    return numbers.sorted()
  }

  /// How many of the numbers are less than one.
  private static func place(of number: Int, in numbers: [Int]) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
