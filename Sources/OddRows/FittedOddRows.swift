internal import RowcastMachine
public import RowcastTabular

/// What is usual in a table, learned from it: scores its rows, or those of another one.
public struct FittedOddRows: Sendable {
  /// The version of the program that learned it.
  public let program: String
  let laws: OddLaws
  let tables: OddTables
  let reader: OddReader

  /// Rows whose surprises are held at once.
  private static let rowsPerBlock = 2048

  init(_ plan: OddPlan, _ tally: OddTally, _ laws: OddLaws, program: String) {
    self.init(OddTables(plan, tally), OddReader(plan), laws, program: program)
  }

  private init(_ tables: OddTables, _ reader: OddReader, _ laws: OddLaws, program: String) {
    self.tables = tables
    self.reader = reader
    self.laws = laws
    self.program = program
  }

  /// The same but for columns of which only is looked at whether they have a value.
  init(_ other: FittedOddRows, leavingOut places: Set<Int>) {
    self.init(
      other.tables.leavingOut(places), OddReader(other.plan, leftOut: places), other.laws,
      program: other.program)
  }

  /// What is looked at.
  public var plan: OddPlan { tables.plan }
  var tally: OddTally { tables.tally }

  /// Learns from the counts of all rows, and from the sample that the plan came from.
  public init(_ plan: OddPlan, tally: OddTally, sample: Table) {
    let (tables, reader) = (OddTables(plan, tally), OddReader(plan))
    let codes = reader.codes(sample)
    var laws = OddLaws(
      trigrams: plan.columns.enumerated().map { index, column in
        guard column.hasTrigrams, let texts = codes[index].texts else { return nil }
        return TailLaw(sorted: tables.rarestRuns(texts, column: index).ascending, isOfShares: true)
      }, subspaces: nil, total: nil)
    let rows = sample.rowCount
    if !plan.subspaces.isEmpty {
      let means = mapChunks(of: rows, size: Self.rowsPerBlock) { _, range in
        tables.meanRarity(codes, rows: range)
      }
      laws.subspaces = TailLaw(
        sorted: means.flatMap { $0 }.ascending, isOfShares: true,
        weight: OddOptions.subspaceWeight)
    }
    let known = laws
    let runs = tables.rarestRuns(codes, known)
    let sizes = mapChunks(of: rows, size: Self.rowsPerBlock) { _, range in
      let block = tables.surprises(codes, known, runs: runs, rows: range)
      return (0..<range.count).map { block.size($0) }
    }
    laws.total = TailLaw(sorted: sizes.flatMap { $0 }.ascending, unknownScale: 1, isOfShares: true)
    self.init(tables, reader, laws, program: RowcastVersion.current)
  }

  /// Learns from a table in memory.
  public init(fittedTo table: Table, options: OddOptions = OddOptions()) {
    let step = max(1, (table.rowCount + options.sampledRows - 1) / options.sampledRows)
    let sample =
      step == 1
      ? table : table.selecting(Array(stride(from: 0, to: table.rowCount, by: step)))
    let plan = OddPlan(sample: sample, options: options)
    self.init(plan, tally: OddReader(plan).tally(table), sample: sample)
  }

  /// The rows that were learned from.
  public var rowCount: Int { tally.rowCount }

  /// How odd rows are, with at most so many reasons for each odd one.
  ///
  /// A column that the table lacks counts as one without values.
  public func scores(_ table: Table, reasons: Int = 0) -> OddScores {
    let parts = mapChunks(of: table.rowCount, size: OddReader.rowsPerTask) { _, rows in
      part(
        rows.count == table.rowCount ? table : table.selecting(Array(rows)), first: rows.lowerBound,
        reasons: reasons)
    }
    var scores = OddScores(oddness: [], reasons: [:])
    for part in parts {
      scores.oddness += part.oddness
      scores.reasons.merge(part.reasons) { $1 }
    }
    return scores
  }

  private func part(_ table: Table, first: Int, reasons: Int) -> OddScores {
    let codes = reader.codes(table)
    let runs = tables.rarestRuns(codes, laws)
    var scores = OddScores(oddness: [], reasons: [:])
    scores.oddness.reserveCapacity(table.rowCount)
    for start in stride(from: 0, to: table.rowCount, by: Self.rowsPerBlock) {
      let rows = start..<min(table.rowCount, start + Self.rowsPerBlock)
      let block = tables.surprises(codes, laws, runs: runs, rows: rows)
      for (place, row) in rows.enumerated() {
        let oddness = oddness(block.size(place))
        scores.oddness.append(oddness)
        if reasons > 0, oddness >= OddScores.limit {
          scores.reasons[first + row] = self.reasons(
            block, place: place, row: row, codes, most: reasons)
        }
      }
    }
    return scores
  }

  private static let log100 = Elementary.log(100)

  /// A sum of surprises as oddness: `e / (e + log 100)`, where `e` is `-log` of the share of rows whose
  /// sum is as great. Six digits of it are kept.
  private func oddness(_ size: Double) -> Double {
    let surprise = laws.total?.surprise(size) ?? 0
    return (surprise / (surprise + Self.log100) * 1e6).rounded() / 1e6
  }
}
