import RowcastTabular
import TestSupport

@testable import RowcastDistributed

/// Lines that were cut at random into parts, whose results are merged in any order; each result goes
/// through the text that parts hand over.
struct InMemoryRows: RowsElsewhere {
  var parts: [[UInt8]]
  var seed: UInt64
  var lineCount: Int?

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
    let carried = try PartPass(bytes: try pass.bytes())
    let worker = PartWorker(carried)
    var total = PartResult(of: pass)
    for part in parts.shuffled(using: &generator) {
      var waiting = [part]
      guard let result = try worker.result(name: "part", next: { waiting.popLast() ?? [] }) else {
        continue
      }
      try total.merge(try PartResult(bytes: try result.bytes()))
    }
    return total
  }
}
