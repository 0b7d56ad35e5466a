internal import RowcastMachine
internal import RowcastTabular

/// One thing that is looked at in each row.
enum Detector: Sendable, Hashable {
  /// A counted trait of a column, by its place among the column's traits.
  case trait(column: Int, place: Int)
  /// How far out a number is.
  case tails(column: Int)
  /// How long a text is.
  case length(column: Int)
  /// How rare the rarest run of letters of a text is.
  case letters(column: Int)
  /// A pair of columns, by its place in the plan.
  case pair(Int)
  /// A linear relation, by the place of its target among its columns.
  case relation(Int)
  /// What nearly all rows obey exactly, by its place in the plan.
  case rule(Int)
  /// All subspaces together.
  case subspaces

  /// What is taken off a surprise before it counts.
  var doubt: Double {
    switch self {
    case .pair, .relation: OddOptions.doubt
    default: 0
    }
  }

  /// What a surprise counts.
  var weight: Double { self == .subspaces ? OddOptions.subspaceWeight : 1 }
}

/// The surprises of a run of rows, by detector.
struct SurpriseBlock {
  private(set) var detectors: [Detector] = []
  /// By detector and row, weighed.
  private(set) var surprises: [[Double]] = []
  /// By row: the sum of the squares of all surprises, so that few strong ones count more than many weak.
  private(set) var sums: [Double]
  /// The residuals of relations, by the target's place.
  var residuals: [Int: [Double]] = [:]

  init(rows: Int) { sums = Array(repeating: 0, count: rows) }

  mutating func add(_ detector: Detector, _ values: consuming [Double]) {
    var weighed = values
    let (doubt, weight) = (detector.doubt, detector.weight)
    for row in weighed.indices {
      let surprise = min(TailLaw.most, max(0, weighed[row] - doubt)) * weight
      weighed[row] = surprise
      sums[row] += surprise * surprise
    }
    detectors.append(detector)
    surprises.append(weighed)
  }

  /// The size of all surprises of a row, on the scale of one.
  func size(_ row: Int) -> Double { sums[row].squareRoot() }
}

extension OddTables {
  /// All surprises of a run of rows.
  /// - Parameter runs: ``rarestRuns(_:_:)`` of the codes, by column and row.
  func surprises(
    _ codes: [ColumnCodes], _ laws: OddLaws, runs: [[Double]], rows: Range<Int>
  ) -> SurpriseBlock {
    var block = SurpriseBlock(rows: rows.count)
    // How texts are made has no scale on which one could be far out: at most one of all rows is so.
    let mostOfTexts = Elementary.log(2 * Double(max(1, tally.rowCount)))
    for (index, column) in plan.columns.enumerated() {
      for (place, rarity) in traits[index].enumerated() {
        guard let outcomes = codes[index].traits[column.traits[place].trait],
          rows.contains(where: { outcomes[$0] >= 0 })
        else { continue }
        block.add(.trait(column: index, place: place), rows.map { rarity(outcomes[$0]) })
      }
      if let number = column.number {
        let values = codes[index].values
        block.add(
          .tails(column: index),
          rows.map { values[$0].isNaN ? 0 : number.tails.surprise(values[$0]) })
      }
      if let lengths = column.text?.lengths, let texts = codes[index].texts {
        block.add(
          .length(column: index),
          Self.lengths(texts, lengths, rows).map { min($0, mostOfTexts) })
      }
      if let law = laws.trigrams[index], codes[index].texts != nil {
        let runs = runs[index]
        block.add(.letters(column: index), rows.map { min(law.surprise(runs[$0]), mostOfTexts) })
      }
    }
    for (index, pair) in plan.pairs.enumerated() where isLookedAt([pair.first, pair.second]) {
      let (a, b) = (codes[pair.first].bins, codes[pair.second].bins)
      let rarity = pairs[index]
      block.add(
        .pair(index),
        rows.map { rarity.surprises[PairPlan.cell(a[$0], b[$0], width: rarity.width)] })
    }
    if let relations = plan.relations {
      let scaled = relations.columns.map { codes[$0].scaled }
      for (target, residuals) in relations.residuals(scaled, rows: rows) {
        guard let law = relations.laws[target],
          isLookedAt(
            ([target] + regressors[target]).map { relations.columns[$0] })
        else { continue }
        block.residuals[target] = residuals
        block.add(
          .relation(target),
          zip(rows, residuals).map { row, residual in
            let surprise = law.surprise(residual.magnitude)
            guard surprise > Self.doubtful else { return surprise }
            return judged(law, residual, surprise, of: target, row, codes)?.surprise ?? surprise
          })
      }
    }
    let values = codes.map { $0.values }
    for (index, rule) in (plan.rules ?? []).enumerated() {
      let surprise = rule.surprise
      block.add(
        .rule(index), rows.map { rule.standing($0, values) == 2 ? surprise : 0 })
    }
    if let law = laws.subspaces, !countedSubspaces.isEmpty {
      block.add(.subspaces, meanRarity(codes, rows: rows).map { law.surprise($0) })
    }
    return block
  }

  /// The surprise from which on near rows are asked before it counts, and before it is told. One row in
  /// a hundred is so far off a relation; of all rows the asking would take more than all else.
  static let doubtful = OddOptions.doubt + 3
  static let told = OddOptions.doubt + 1.5

  /// A residual held against those of near rows: how surprising it is left, and the scaled values
  /// of the target that would follow there; nil where that cannot be told.
  /// - Parameter surprise: that of the residual among all.
  func judged(
    _ law: TailLaw, _ residual: Double, _ surprise: Double, of target: Int, _ row: Int,
    _ codes: [ColumnCodes]
  ) -> (surprise: Double, usual: ClosedRange<Double>)? {
    guard let relations = plan.relations,
      let near = relations.near, let known = nearResiduals[target]
    else { return nil }
    let own = relations.columns.map { codes[$0].scaled[row] }
    guard
      let judgement = near.judgement(
        of: target, from: regressors[target], row: own, residuals: known)
    else { return nil }
    let rounding = relations.rounding(of: target, row: row, plan.columns, codes)
    let usual = law.knots[5]
    let off = max(0, (residual - judgement.middle).magnitude - rounding)
    let share = judgement.spread > usual ? usual / judgement.spread : 1
    let size = relations.deviations[target]
    let middle = own[target] - (residual - judgement.middle) * size
    // What nineteen of twenty rows stay within: near this one, and of all no less by far.
    let spread =
      max(judgement.wide, law.knots[TailLaw.levels.count - 1] / 2) * size + rounding * size
    let range = (middle - spread)...(middle + spread)
    // Hardly a near row is where the relation says: it does not hold here.
    guard range.upperBound >= judgement.least - spread,
      range.lowerBound <= judgement.greatest + spread
    else { return (0, range) }
    return (min(surprise, law.surprise(off * share)), range)
  }

  private static func lengths(_ texts: LevelCodes, _ tails: TwoTails, _ rows: Range<Int>)
    -> [Double]
  {
    let offsets = texts.dictionary.offsets
    return rows.map { row in
      let code = Int(texts.codes[row])
      guard code < texts.dictionary.count else { return 0 }
      let length = offsets[code + 1] - offsets[code]
      return length == 0 ? 0 : tails.surprise(TextPlan.length(length))
    }
  }
}
