internal import RowcastLinearAlgebra
internal import RowcastMachine
public import RowcastTabular

/// What is looked at in rows, decided from a sample of them: bins, pairs, relations and subspaces.
///
///     let plan = OddPlan(sample: table, options: OddOptions())
///     let tally = OddReader(plan).tally(table)    // or of many parts, merged
///     let fitted = FittedOddRows(plan, tally: tally, sample: table)
///     let scores = fitted.scores(table, reasons: 3)
public struct OddPlan: Sendable, Hashable, Codable {
  /// How odd rows are looked for.
  public let options: OddOptions
  let columns: [ColumnPlan]
  let pairs: [PairPlan]
  let relations: LinearRelations?
  /// What nearly all rows obey exactly; nil in files of before.
  let rules: [RowRule]?
  let subspaces: [Subspace]

  /// The columns that rows must have.
  public var columnNames: [String] { columns.map(\.name) }

  /// Decides from a sample; deterministic, on any number of threads.
  public init(sample: Table, options: OddOptions) {
    self.options = options
    let columns = mapChunks(of: sample.columns.count, size: 1) { index, _ in
      ColumnPlan(sample.columns[index])
    }
    self.columns = columns
    let codes = mapChunks(of: columns.count, size: 1) { index, _ in
      ColumnCoder(columns[index]).codes(of: sample.columns[index])
    }
    let paired = Array(
      columns.indices.filter { columns[$0].isPaired }.prefix(OddOptions.pairedColumns))
    pairs = PairScreen.pairs(
      columns: paired, bins: paired.map { codes[$0].bins },
      widths: paired.map { columns[$0].binCount })
    let related = Array(
      columns.indices.filter { columns[$0].number?.isContinuous == true }
        .prefix(OddOptions.relatedColumns))
    let numbers = columns.map { ($0.number != nil) && !$0.isTemporal && $0.kind != .boolean }
    let found = RuleSearch(
      values: columns.indices.map { columns[$0].number == nil ? [] : codes[$0].values },
      numbers: related.filter { numbers[$0] },
      ordered: [
        related.filter { numbers[$0] },
        columns.indices.filter { columns[$0].hasDays && columns[$0].number != nil },
        columns.indices.filter { columns[$0].kind == .time && columns[$0].number != nil },
      ]
    ).rules()
    rules = found
    relations = LinearRelations(
      columns: related, scaled: related.map { codes[$0].scaled },
      halfUnits: related.map { numbers[$0] ? DecimalPlaces.halfUnit(of: codes[$0].values) : 0 },
      bound: Set(found.filter(\.isFormula).flatMap(\.columns)))
    let gridded = columns.indices.filter { columns[$0].isGridded }
    var random = SeededGenerator(seed: options.seed)
    subspaces =
      gridded.isEmpty
      ? []
      : (0..<options.subspaces).map { _ in
        Subspace(columns: gridded, rows: sample.rowCount, using: &random)
      }
  }

  /// A tally of no rows.
  var emptyTally: OddTally {
    func zeros(_ count: Int) -> [UInt32] { Array(repeating: 0, count: count) }
    return OddTally(
      traits: columns.map { $0.traits.map { zeros($0.outcomes) } },
      trigrams: columns.map { zeros($0.hasTrigrams ? Trigrams.slots : 0) },
      pairs: pairs.map { zeros(columns[$0.first].binCount * columns[$0.second].binCount) },
      subspaces: subspaces.map { _ in zeros(Subspace.slots) })
  }

  var isSound: Bool {
    columns.allSatisfy(\.isSound) && Set(columns.map(\.name)).count == columns.count
      && pairs.allSatisfy {
        columns.indices.contains($0.first) && columns.indices.contains($0.second)
          && $0.first != $0.second && $0.strength.isFinite
      } && (relations?.isSound(columns: columns.count) ?? true)
      && (relations?.columns.allSatisfy { columns[$0].number != nil } ?? true)
      && (rules ?? []).allSatisfy {
        $0.isSound(columns: columns.count) && $0.columns.allSatisfy { columns[$0].number != nil }
      }
      && subspaces.allSatisfy { $0.isSound(columns: columns.count) } && subspaces.count <= 1000
      && pairs.count <= max(20, 3 * columns.count) && options.sampledRows > 0
  }
}

/// Reads tables by a plan: lookup tables ready, made once, used by any thread.
public struct OddReader: Sendable {
  /// The plan that it reads by.
  public let plan: OddPlan
  let coders: [ColumnCoder]
  /// The columns of which only is looked at whether they have a value.
  let leftOut: Set<Int>
  /// Rows that one task takes.
  static let rowsPerTask = 1 << 16

  /// Prepares the lookups.
  public init(_ plan: OddPlan) { self.init(plan, leftOut: []) }

  init(_ plan: OddPlan, leftOut: Set<Int>) {
    self.plan = plan
    self.leftOut = leftOut
    coders = plan.columns.map(ColumnCoder.init)
  }

  /// The rows of a table as codes; a column that it lacks has no values.
  func codes(_ table: Table) -> [ColumnCodes] {
    coders.enumerated().map { index, coder in
      let codes = coder.codes(
        of: table[coder.plan.name]
          ?? TypedColumn(
            name: coder.plan.name, numbers: Array(repeating: .nan, count: table.rowCount)))
      return leftOut.contains(index) ? codes.ofStatesAlone : codes
    }
  }

  /// Counts the rows of a table, or of a part of it.
  public func tally(_ table: Table) -> OddTally {
    let parts = mapChunks(of: table.rowCount, size: Self.rowsPerTask) { _, rows in
      var tally = plan.emptyTally
      count(rows.count == table.rowCount ? table : table.selecting(Array(rows)), in: &tally)
      return tally
    }
    return merged(parts)
  }

  /// Counts the rows of several tables.
  package func tally(_ tables: [Table]) -> OddTally {
    let parts = mapChunks(of: tables.count, size: (tables.count + 7) / 8) { _, places in
      var tally = plan.emptyTally
      for place in places { count(tables[place], in: &tally) }
      return tally
    }
    return merged(parts)
  }

  private func merged(_ parts: [OddTally]) -> OddTally {
    var total = plan.emptyTally
    for part in parts { total.merge(part) }
    return total
  }

  private func count(_ table: Table, in tally: inout OddTally) {
    let rows = 0..<table.rowCount
    let codes = codes(table)
    tally.rowCount += rows.count
    for (index, column) in plan.columns.enumerated() {
      for (place, (trait, _)) in column.traits.enumerated() {
        guard let outcomes = codes[index].traits[trait] else { continue }
        Self.count(outcomes, in: &tally.traits[index][place])
      }
      if column.hasTrigrams, let texts = codes[index].texts {
        Self.countTrigrams(texts, in: &tally.trigrams[index])
      }
    }
    for (index, pair) in plan.pairs.enumerated() {
      let (a, b) = (codes[pair.first].bins, codes[pair.second].bins)
      let width = plan.columns[pair.second].binCount
      for row in rows { tally.pairs[index][PairPlan.cell(a[row], b[row], width: width)] &+= 1 }
    }
    for (index, subspace) in plan.subspaces.enumerated() {
      Self.count(
        subspace.slots(codes, plan.columns, rows: rows), in: &tally.subspaces[index])
    }
  }

  private static func count(_ codes: [Int32], in counts: inout [UInt32]) {
    for code in codes where code >= 0 { counts[Int(code)] &+= 1 }
  }

  /// Every run of letters counts once for a row.
  private static func countTrigrams(_ texts: LevelCodes, in counts: inout [UInt32]) {
    var rows = [UInt32](repeating: 0, count: texts.dictionary.count)
    for code in texts.codes where Int(code) < rows.count { rows[Int(code)] &+= 1 }
    let bytes = texts.dictionary.bytes
    for code in rows.indices where rows[code] > 0 {
      guard let range = texts.dictionary.range(of: code) else { continue }
      var slots: [Int] = []
      Trigrams.forEach(in: bytes.span.extracting(range)) { slots.append($0) }
      slots.sort()
      for (place, slot) in slots.enumerated() where place == 0 || slots[place - 1] != slot {
        counts[slot] &+= rows[code]
      }
    }
  }
}
