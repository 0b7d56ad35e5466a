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
    try result(name: name, next: next, keeps: false) { _ in }
  }

  /// The same; if the pass says so and columns are what they were taken for, `keep` gets the rows as
  /// lines for ``result(ofKept:)``.
  public func result(
    name: String, next: @escaping () throws -> [UInt8], keep: ([UInt8]) throws -> Void
  ) throws -> PartResult? {
    try result(name: name, next: next, keeps: pass.keeps, keep: keep)
  }

  private func result(
    name: String, next: @escaping () throws -> [UInt8], keeps: Bool,
    keep: ([UInt8]) throws -> Void
  ) throws -> PartResult? {
    var blocks = LineBlocks(header: pass.lines.header, next: next)
    return try result(
      of: { try blocks.block() },
      rows: { block throws(PartError) in
        try pass.lines.rows(of: block, name, skipsBad: pass.skipsBad)
      }, keeps: keeps, keep: keep)
  }

  /// The same of rows that were kept; nil when there are none.
  /// - Parameter next: the next line, without its end; nil at the end.
  public func result(ofKept next: @escaping () throws -> [UInt8]?) throws -> PartResult? {
    try result(
      of: { try next() },
      rows: { line throws(PartError) in try KeptRows.rows(of: line, as: pass.lines) },
      keeps: false
    ) { _ in }
  }

  private func result<Block: Sendable>(
    of next: () throws -> sending Block?, rows: @Sendable (Block) throws(PartError) -> RowBlock,
    keeps: Bool, keep: ([UInt8]) throws -> Void
  ) throws -> PartResult? {
    var found: PartResult?
    // Rows with larger marks than are kept of the blocks before need not be kept of the next ones.
    let bound = Mutex(pass.bound ?? .max)
    try orderedMap(
      produce: next,
      transform: { block in
        let rows = try rows(block)
        return (
          result: try result(of: rows, bound: bound.withLock { $0 }),
          kept: keeps && !rows.isRefuted ? try KeptRows.line(of: rows) : []
        )
      },
      consume: { part in
        if !part.kept.isEmpty { try keep(part.kept) }
        if found == nil { found = part.result } else { try found?.merge(part.result) }
        if let known = found?.profile?.few.bound { bound.withLock { $0 = known } }
        return true
      })
    return found
  }

  /// What is found in the rows of a block.
  private func result(of rows: RowBlock, bound: UInt64) throws(PartError) -> PartResult {
    guard let question = pass.question, let transformer else {
      var profile = PartProfile(bound: bound)
      profile.add(rows, target: pass.target)
      return PartResult(profile: profile)
    }
    if let column = rows.misfits.min() ?? rows.others.min() {
      throw PartError(
        .badLine("column \"\(column)\" is not what it was in the first pass", text: ""))
    }
    var losses = PartLoss(dimension: question.point.count)
    losses.count(headers: rows.headers, skipped: rows.skipped)
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
