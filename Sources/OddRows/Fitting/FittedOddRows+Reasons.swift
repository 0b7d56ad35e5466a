internal import RowcastTabular

extension FittedOddRows {
  /// A reason weaker than so much of the strongest is not told, unless it is strong by itself.
  private static let leastShare = 0.45
  private static let strong = 5.0

  /// The strongest reasons of a row, at most one for each cell.
  func reasons(
    _ block: SurpriseBlock, place: Int, row: Int, _ codes: [ColumnCodes], most: Int
  ) -> [OddReason] {
    let surprises = block.surprises.map { $0[place] }
    let order = surprises.indices.filter { surprises[$0] > 0 }
      .sorted { (surprises[$1], $0) < (surprises[$0], $1) }
    var reasons: [OddReason] = []
    var told: Set<Int> = []
    var ofSubspaces: Double?
    for index in order where reasons.count < most {
      let surprise = surprises[index]
      let detector = block.detectors[index]
      if case .subspaces = detector {
        ofSubspaces = surprise
        continue
      }
      // What is rare of a column by itself says more than that it is rarely together with others.
      let together = (ofSubspaces ?? 0) / OddOptions.subspaceWeight
      let least = max(reasons.first?.surprise ?? 0, together) * Self.leastShare
      if surprise < min(least, Self.strong) { break }
      let cells = cells(of: detector, row, codes)
      guard told.isDisjoint(with: cells),
        let finding = finding(detector, row, codes, block.residuals, place)
      else { continue }
      told.formUnion(cells)
      reasons.append(
        OddReason(
          finding: finding, columns: cells.map { plan.columns[$0].name }, surprise: surprise))
    }
    // That values are rarely together says less than what is rare of them.
    if reasons.isEmpty, let surprise = ofSubspaces, most > 0 {
      return [together(surprise, row, codes)].compactMap { $0 }
    }
    return reasons
  }

  /// The columns whose cells a detector calls odd.
  private func cells(of detector: Detector, _ row: Int, _ codes: [ColumnCodes]) -> [Int] {
    switch detector {
    case .trait(let column, _), .tails(let column), .length(let column), .letters(let column):
      [column]
    case .pair(let index): [plan.pairs[index].first, plan.pairs[index].second]
    case .relation(let target): plan.relations.map { [$0.columns[target]] } ?? []
    case .rule(let index):
      plan.rules.map { rules in
        rules[index].isFormula
          ? [rules[index].columns[accused(by: index, rules, row, codes)]] : rules[index].columns
      } ?? []
    case .subspaces: []
    }
  }

  /// The place among the columns of a broken rule of the one that is wrong: the one in most broken
  /// rules and fewest that are obeyed, and that would then be a value as the others of its column;
  /// the result where nothing tells.
  private func accused(
    by index: Int, _ rules: [RowRule], _ row: Int, _ codes: [ColumnCodes]
  ) -> Int {
    let values = codes.map(\.values)
    let standings = rules.map { $0.isFormula ? $0.standing(row, values) : nil }
    func blame(_ place: Int) -> Int {
      let column = rules[index].columns[place]
      let related = rules.indices.filter { rules[$0].columns.contains(column) }
      let balance =
        related.count { standings[$0] == 2 } - related.count { standings[$0] == 0 }
      return 2 * balance + (implied(place, of: rules[index], row, values) == nil ? -3 : 0)
    }
    let blames = rules[index].columns.indices.map(blame)
    let most = blames.max() ?? 0
    return blames.firstIndex(of: most) ?? 0
  }

  /// What the column at a place of a rule would be, when that is a value within those of the column,
  /// and with no more decimal places than they have.
  private func implied(
    _ place: Int, of rule: RowRule, _ row: Int, _ values: [[Double]]
  ) -> Double? {
    guard let value = rule.implied(place, row, values),
      let number = plan.columns[rule.columns[place]].number,
      case let scaled = number.scaled(value), scaled >= number.least - 0.25,
      scaled <= number.greatest + 0.25,
      rule.standing(row, values, with: value, at: place) == 0
    else { return nil }
    return value
  }

  private func finding(
    _ detector: Detector, _ row: Int, _ codes: [ColumnCodes], _ residuals: [Int: [Double]],
    _ place: Int
  ) -> OddReason.Finding? {
    if let slip = slip(detector, row, codes) { return slip }
    switch detector {
    case .trait(let column, let trait): return self.trait(column, trait, row, codes[column])
    case .tails(let column): return outer(column, row, codes)
    case .length(let column):
      let value = text(column, row, codes)
      return .length(value, bytes: value.utf8.count)
    case .letters(let column): return .letters(text(column, row, codes))
    case .pair(let index): return pair(index, row, codes)
    case .relation(let target):
      guard let relations = plan.relations, let residual = residuals[target]?[place],
        let law = relations.laws[target]
      else { return nil }
      let column = relations.columns[target]
      let surprise = law.surprise(residual.magnitude)
      if surprise > OddTables.told,
        let judged = tables.judged(law, residual, surprise, of: target, row, codes)
      {
        return relation(target, relations, within: judged.usual, row, codes)
      }
      let scaled = codes[column].scaled[row]
      let size = relations.deviations[target]
      // What nineteen of twenty residuals stay within.
      let spread = law.knots[TailLaw.levels.count - 1]
      let middle = scaled - residual * size
      return relation(
        target, relations, within: (middle - spread * size)...(middle + spread * size), row, codes)
    case .rule(let index):
      guard let rules = plan.rules else { return nil }
      return broken(rules[index], accused(by: index, rules, row, codes), row, codes)
    case .subspaces: return nil
    }
  }

  /// How far out a value is; nil where it is among most others.
  private func outer(_ column: Int, _ row: Int, _ codes: [ColumnCodes]) -> OddReason.Finding? {
    let own = plan.columns[column]
    guard let number = own.number else { return nil }
    let value = codes[column].values[row]
    let usual = [number.usual[0], number.usual[2]].map { shown($0, of: own) }
    if value < usual[0] || value > usual[1] {
      return .far(
        text(column, row, codes), usual: values(own, number.usual[0], number.usual[2]))
    }
    let (isLow, beyond) = number.tails.quantiles(beyondBy: value)
    for (share, bound) in beyond {
      let bound = shown(bound, of: own)
      guard isLow ? value < bound : value > bound else { continue }
      return .atEnd(
        text(column, row, codes), bound: text(bound, of: own),
        percent: Int((share * 100).rounded()), isLow: isLow)
    }
    return nil
  }

  /// Two values that are rarely together, or of which one is nearly always with another.
  private func pair(_ index: Int, _ row: Int, _ codes: [ColumnCodes]) -> OddReason.Finding {
    let pair = plan.pairs[index]
    let rarity = tables.pairs[index]
    let (a, b) = (codes[pair.first].bins[row], codes[pair.second].bins[row])
    func side(_ column: Int, _ code: Int32) -> OddReason.Side {
      let own = plan.columns[column]
      let decimals = own.traits.firstIndex { $0.trait == .decimals }
      return own.side(code, unit: own.unit(decimals.map { tally.traits[column][$0] }))
    }
    let (first, second) = (side(pair.first, a), side(pair.second, b))
    let rows = Int(rarity.counts[PairPlan.cell(a, b, width: rarity.width)])
    let expected = rarity.expected(a, b)
    guard 2 * Double(rows) > expected, let usual = rarity.usual(a, b) else {
      return .pair(first, second, rows: rows, expected: expected)
    }
    return .exception(
      first, second, usual: side(usual.isOfFirst ? pair.second : pair.first, usual.code),
      isOfFirst: usual.isOfFirst, rows: usual.rows, of: usual.of)
  }

  /// A value that is not within what would follow from others; nil where it is.
  private func relation(
    _ target: Int, _ relations: LinearRelations, within usual: ClosedRange<Double>, _ row: Int,
    _ codes: [ColumnCodes]
  ) -> OddReason.Finding? {
    let column = relations.columns[target]
    guard let number = plan.columns[column].number else { return nil }
    let bounds = [usual.lowerBound, usual.upperBound].map {
      number.value(of: min(max($0, number.least), number.greatest))
    }
    let value = codes[column].values[row]
    // Where the others say that it is beyond all values, they are what is odd.
    guard bounds[0] < bounds[1], value < bounds[0] || value > bounds[1] else { return nil }
    let own = plan.columns[column]
    var ends = bounds.map { shown($0, of: own) }
    if value >= ends[0], value <= ends[1] {
      // Rounded, the range would have the value: of whole numbers none is outside it.
      ends = [bounds[0].rounded(.up), bounds[1].rounded(.down)]
      guard own.kind == .integer, ends[0] <= ends[1] else { return nil }
    }
    return .relation(
      text(column, row, codes),
      by: relations.regressors(of: target).map { plan.columns[relations.columns[$0]].name },
      usual: values(own, ends[0], ends[1]))
  }

  /// What would follow exactly, or which two are in another order than elsewhere.
  private func broken(
    _ rule: RowRule, _ place: Int, _ row: Int, _ codes: [ColumnCodes]
  ) -> OddReason.Finding? {
    guard rule.isFormula else {
      return .order(
        text(rule.columns[0], row, codes), text(rule.columns[1], row, codes),
        rows: rule.exceptions, of: rule.rows)
    }
    let column = rule.columns[place]
    guard let value = rule.implied(place, row, codes.map(\.values)) else { return nil }
    let usual = CellText.string(of: value, kind: .decimal)
    return .relation(
      text(column, row, codes),
      by: rule.columns.filter { $0 != column }.map { plan.columns[$0].name },
      usual: OddReason.ClosedValues(from: usual, to: usual))
  }

  /// Whatever else is odd about a text that is nearly a frequent one, that is what is to be told.
  private func slip(
    _ detector: Detector, _ row: Int, _ codes: [ColumnCodes]
  ) -> OddReason.Finding? {
    switch detector {
    case .trait(let column, _), .length(let column), .letters(let column):
      guard codes[column].traits[.spelling]?[row] == 1 else { return nil }
      return spelling(column, text(column, row, codes))
    default: return nil
    }
  }

  private func spelling(_ column: Int, _ value: String) -> OddReason.Finding {
    let place = reader.coders[column].near?.nearest(to: value)
    return .spelling(value, like: place.flatMap { plan.columns[column].text?.levels[$0] })
  }

  private func trait(
    _ column: Int, _ place: Int, _ row: Int, _ codes: ColumnCodes
  ) -> OddReason.Finding? {
    let trait = plan.columns[column].traits[place].trait
    guard let code = codes.traits[trait]?[row], code >= 0 else { return nil }
    let rows = Int(tally.traits[column][place][Int(code)])
    let all = tally.rowCount
    let value = text(plan.columns[column], row, codes)
    switch trait {
    case .state:
      return code == 1 ? .missing(rows: rows, of: all) : .otherKind(value, rows: rows, of: all)
    case .density:
      // Nothing is near a yes or a no.
      return plan.columns[column].kind == .boolean
        ? .level(value, rows: rows, of: all) : .sparse(value, rows: rows, of: all)
    case .decimals: return .decimals(value, rows: rows, of: all)
    // The first of January 1970 was a Thursday.
    case .weekday: return .weekday(value, day: (Int(code) + 3) % 7, rows: rows, of: all)
    case .level: return .level(value, rows: rows, of: all)
    case .shape: return .shape(value, rows: rows, of: all)
    case .spelling: return spelling(column, value)
    case .repetition: return .repeated(value, rows: rows, of: all)
    }
  }

  /// The columns of the subspace in which a row is rarest.
  private func together(
    _ surprise: Double, _ row: Int, _ codes: [ColumnCodes]
  ) -> OddReason? {
    let rarest = tables.countedSubspaces.map { index -> (index: Int, rows: UInt32) in
      let slot = plan.subspaces[index].slots(codes, plan.columns, rows: row..<(row + 1))[0]
      return (index, tally.subspaces[index][Int(slot)])
    }.min {
      // Of those that are as rare the one of the fewest columns says most.
      ($0.rows, plan.subspaces[$0.index].columns.count, $0.index)
        < ($1.rows, plan.subspaces[$1.index].columns.count, $1.index)
    }
    return rarest.map {
      OddReason(
        finding: .together(rows: Int($0.rows), of: tally.rowCount),
        columns: plan.subspaces[$0.index].columns.map { plan.columns[$0].name }, surprise: surprise)
    }
  }

  private func values(
    _ column: ColumnPlan, _ from: Double, _ to: Double
  ) -> OddReason.ClosedValues {
    let ends = [min(from, to), max(from, to)].map { text(shown($0, of: column), of: column) }
    return OddReason.ClosedValues(from: ends[0], to: ends[1])
  }

  /// A bound with as many digits as are shown of it.
  private func shown(_ value: Double, of column: ColumnPlan) -> Double {
    guard column.isTemporal || column.kind == .duration else {
      let steps = column.number?.steps ?? []
      let isWhole =
        column.kind == .integer || (!steps.isEmpty && steps.allSatisfy { $0 == $0.rounded() })
      return isWhole ? value.rounded() : Self.short(value)
    }
    let unit = column.kind == .date ? 86_400_000.0 : 1000
    return (value / unit).rounded() * unit
  }

  private func text(_ bound: Double, of column: ColumnPlan) -> String {
    let isTemporal = column.isTemporal || column.kind == .duration
    return CellText.string(of: bound, kind: isTemporal ? column.kind : .decimal)
  }

  /// About four digits.
  private static func short(_ value: Double) -> Double {
    guard value.isFinite, value.magnitude > 1e-9, value.magnitude < 1e15 else { return value }
    var power = 1.0
    while value.magnitude * power < 1000 { power *= 10 }
    return (value * power).rounded() / power
  }

  private func text(_ column: Int, _ row: Int, _ codes: [ColumnCodes]) -> String {
    text(plan.columns[column], row, codes[column])
  }

  /// The value of a cell as it is shown; empty without one.
  private func text(_ column: ColumnPlan, _ row: Int, _ codes: ColumnCodes) -> String {
    if let texts = codes.texts {
      return texts.dictionary[Int(texts.codes[row])]?.trimmedASCII ?? ""
    }
    return codes.values[row].isNaN ? "" : CellText.string(of: codes.values[row], kind: column.kind)
  }
}
