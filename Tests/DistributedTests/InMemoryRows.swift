import RowcastTabular
import Synchronization
import TestSupport

@testable import RowcastDistributed

/// Lines that were cut at random into parts, whose results are merged in any order; each result goes
/// through the text that parts hand over. Several parts keep the rows of a pass that says so.
final class InMemoryRows: RowsElsewhere {
  let lineCount: Int?
  private let parts: [[UInt8]]
  private let seed: UInt64
  /// The lines that each part keeps.
  private let kept = Mutex<[[[UInt8]]]>([])

  init(_ lines: [String], parts count: Int, seed: UInt64, knowsCount: Bool = true) {
    var generator = FixedGenerator(seed: seed)
    var parts = [[UInt8]](repeating: [], count: count)
    for line in lines.shuffled(using: &generator) {
      parts[Int.random(in: 0..<count, using: &generator)] += Array((line + "\n").utf8)
    }
    self.parts = parts
    self.seed = seed
    lineCount = knowsCount ? lines.count : nil
  }

  func result(of pass: PartPass) throws -> PartResult {
    var generator = FixedGenerator(seed: seed)
    let worker = PartWorker(try PartPass(bytes: try pass.bytes()))
    if pass.keeps { kept.withLock { $0 = [] } }
    let earlier = kept.withLock { $0 }
    let results =
      earlier.isEmpty
      ? try parts.shuffled(using: &generator).map { part in
        var waiting = [part]
        var lines: [[UInt8]] = []
        let result = try worker.result(
          name: "part", next: { waiting.popLast() ?? [] }, keep: { lines.append($0.dropLast()) })
        if pass.keeps, parts.count > 1 { kept.withLock { $0.append(lines) } }
        return result
      }
      : try earlier.shuffled(using: &generator).map { lines in
        var waiting = lines
        return try worker.result(ofKept: { waiting.popLast() })
      }
    var total = PartResult(of: pass)
    for result in results {
      if let result { try total.merge(try PartResult(bytes: try result.bytes())) }
    }
    return total
  }
}
