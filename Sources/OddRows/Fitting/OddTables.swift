internal import RowcastMachine
internal import RowcastTabular

/// The counts of a tally as surprises.
struct OddTables: Sendable {
  let plan: OddPlan
  let tally: OddTally
  /// By column and trait.
  let traits: [[Rarity]]
  let pairs: [PairRarity]
  /// By subspace and counter: `-log` of the share of rows.
  let subspaces: [[Double]]
  /// By the target of a relation: the residuals of the rows that relations are held against.
  let nearResiduals: [Int: [Double]]
  /// By the target of a relation: the columns that count most in it.
  let regressors: [[Int]]
  /// The columns of which only is looked at whether they have a value.
  private(set) var leftOut: Set<Int> = []

  init(_ plan: OddPlan, _ tally: OddTally) {
    self.plan = plan
    self.tally = tally
    let total = tally.rowCount
    traits = plan.columns.enumerated().map { index, column in
      column.traits.enumerated().map { place, trait in
        let counts = tally.traits[index][place]
        return Rarity(
          counts: counts, total: total,
          by: trait.trait == .density && column.number?.steps.isEmpty == true
            ? Self.smoothed(counts) : nil,
          // That all other rows have values of their own is much evidence.
          factor: trait.trait == .repetition ? 3 : 1)
      }
    }
    pairs = plan.pairs.enumerated().map { index, pair in
      PairRarity(
        counts: tally.pairs[index], width: plan.columns[pair.second].binCount,
        isOfLevels: plan.columns[pair.first].isOfFewLevels
          && plan.columns[pair.second].isOfFewLevels)
    }
    var residuals: [Int: [Double]] = [:]
    if let relations = plan.relations, let near = relations.near {
      let scaled = near.scaled.map { $0.map { $0 == NearRows.none ? .nan : $0 } }
      for (target, values) in relations.residuals(scaled, rows: 0..<near.rowCount) {
        residuals[target] = values
      }
    }
    nearResiduals = residuals
    regressors =
      plan.relations.map { relations in
        relations.columns.indices.map { relations.regressors(of: $0) }
      } ?? []
    var logs: [UInt32: Double] = [:]
    subspaces = tally.subspaces.map { counts in
      counts.map { count in
        if let known = logs[count] { return known }
        let surprise = -Elementary.log(max(Double(count), 0.5) / Double(max(1, total)))
        logs[count] = surprise
        return surprise
      }
    }
  }

  /// Without what a look at some columns would say.
  func leavingOut(_ places: Set<Int>) -> OddTables {
    var tables = self
    tables.leftOut = places
    return tables
  }

  /// Whether a detector of some columns has something to say.
  func isLookedAt(_ columns: [Int]) -> Bool {
    leftOut.isEmpty || leftOut.isDisjoint(with: columns)
  }

  /// The places of the subspaces that rows are looked up in.
  var countedSubspaces: [Int] {
    plan.subspaces.indices.filter { isLookedAt(plan.subspaces[$0].columns) }
  }

  /// Bins weighed with those beside them.
  private static func smoothed(_ counts: [UInt32]) -> [Double] {
    counts.indices.map { place in
      0.5 * Double(counts[place]) + (place > 0 ? 0.25 * Double(counts[place - 1]) : 0)
        + (place + 1 < counts.count ? 0.25 * Double(counts[place + 1]) : 0)
    }
  }

  /// For each row `-log` of how many rows have its rarest run of letters; NaN without a text.
  func rarestRuns(_ texts: LevelCodes, column: Int) -> [Double] {
    let bytes = texts.dictionary.bytes
    let counts = tally.trigrams[column]
    let rarest = (0..<texts.dictionary.count).map { code -> Double in
      guard let range = texts.dictionary.range(of: code), !range.isEmpty else { return .nan }
      var least = UInt32.max
      Trigrams.forEach(in: bytes.span.extracting(range)) { least = min(least, counts[$0]) }
      return -Elementary.log(Double(least) + 0.5)
    }
    return texts.codes.map { Int($0) < rarest.count ? rarest[Int($0)] : .nan }
  }

  /// ``rarestRuns(_:column:)`` of each column whose runs have a law; empty for the others.
  func rarestRuns(_ codes: [ColumnCodes], _ laws: OddLaws) -> [[Double]] {
    plan.columns.indices.map { index in
      guard laws.trigrams[index] != nil, let texts = codes[index].texts else { return [] }
      return rarestRuns(texts, column: index)
    }
  }

  /// For each row the mean of `-log` of the shares of rows in its cells of all subspaces.
  func meanRarity(_ codes: [ColumnCodes], rows: Range<Int>) -> [Double] {
    var sums = [Double](repeating: 0, count: rows.count)
    let counted = countedSubspaces
    for index in counted {
      let slots = plan.subspaces[index].slots(codes, plan.columns, rows: rows)
      let rarities = subspaces[index]
      for place in sums.indices { sums[place] += rarities[Int(slots[place])] }
    }
    let count = Double(max(1, counted.count))
    for place in sums.indices { sums[place] /= count }
    return sums
  }
}

/// What is measured of rows and needs a law: learned from the sample once all rows are counted.
struct OddLaws: Sendable, Hashable, Codable {
  /// By column: the law of ``OddTables/rarestRuns(_:column:)``.
  var trigrams: [TailLaw?]
  /// The law of ``OddTables/meanRarity(_:rows:)``.
  var subspaces: TailLaw?
  /// The law of the sums of all surprises.
  var total: TailLaw?

  func isSound(columns: Int) -> Bool {
    trigrams.count == columns && trigrams.allSatisfy { $0?.isSound ?? true }
      && (subspaces?.isSound ?? true) && (total?.isSound ?? false)
  }
}
