import RowcastFeatures
import RowcastMachine
import RowcastTabular
import Synchronization

/// Does a pass over rows that come as text.
public struct PartWorker: Sendable {
  let pass: PartPass
  private let transformer: FeatureTransformer?

  /// Makes lookup tables once for all rows.
  public init(_ pass: PartPass) {
    self.pass = pass
    transformer = pass.question.map { FeatureTransformer($0.features) }
  }

  /// What is found in a text; nil when it has no line.
  /// - Parameters:
  ///   - name: what messages call the text.
  ///   - next: its next bytes; none at the end.
  /// - Throws: ``PartError``, or what `next` throws.
  public func result(name: String, next: @escaping () throws -> [UInt8]) throws -> PartResult? {
    var blocks = LineBlocks(header: pass.lines.header, next: next)
    var found: PartResult?
    // Rows with larger marks than are kept of the blocks before need not be kept of the next ones.
    let bound = Mutex(pass.bound ?? .max)
    try orderedMap(
      produce: { try blocks.block() },
      transform: { try result(of: $0, name: name, bound: bound.withLock { $0 }) },
      consume: { part in
        if found == nil { found = part } else { try found?.merge(part) }
        if let known = found?.profile?.few.bound { bound.withLock { $0 = known } }
        return true
      })
    return found
  }

  /// What is found in a block of lines.
  private func result(
    of block: LineBlock, name: String, bound: UInt64
  ) throws(PartError) -> PartResult {
    let rows = try pass.lines.rows(of: block, name, skipsBad: pass.skipsBad)
    guard let question = pass.question, let transformer else {
      var profile = PartProfile(bound: bound)
      profile.add(rows, headers: block.headers, target: pass.target)
      return PartResult(profile: profile)
    }
    if let column = rows.misfits.min() ?? rows.others.min() {
      throw PartError(
        .badLine("column \"\(column)\" is not what it was in the first pass", text: ""))
    }
    var losses = PartLoss(dimension: question.point.count)
    losses.count(headers: block.headers, skipped: rows.skipped)
    let labels: [UInt32]
    do {
      labels = try question.labels.encoded(rows.table)
    } catch {
      throw PartError(.noSuchColumn(pass.target, available: rows.table.names))
    }
    losses.add(
      transformer.transformed(rows.table), labels: labels,
      classCount: question.labels.labels.count, factors: question.factors, at: question.point)
    return PartResult(losses: losses)
  }
}
