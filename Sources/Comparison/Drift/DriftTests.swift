internal import RowcastTabular

/// Tests the columns of two tables for drift, and corrects the chances for their number.
struct DriftTests {
  /// How values are distributed, by the places of the columns; nil where that cannot be tested.
  private(set) var distributions: [ColumnDrift?]
  /// Whether values are missing as often.
  private(set) var missing: [ColumnDrift?]

  /// The shares of categories that are told.
  private static let shownShares = 5

  /// - Parameter key: columns that name rows, of which no distribution matters.
  init(pairs: [ColumnPair], old: SideProfile, new: SideProfile, key: Set<Int>) {
    distributions = pairs.indices.map { place in
      key.contains(place) ? nil : Self.distribution(pairs[place], old, new)
    }
    missing = pairs.map { Self.missing($0, old, new) }
    let chances = HolmCorrection.adjusted((distributions + missing).compactMap { $0?.pValue })
    var next = 0
    for place in distributions.indices where distributions[place] != nil {
      distributions[place]?.adjustedPValue = chances[next]
      next += 1
    }
    for place in missing.indices where missing[place] != nil {
      missing[place]?.adjustedPValue = chances[next]
      next += 1
    }
  }

  private static func distribution(
    _ pair: ColumnPair, _ old: SideProfile, _ new: SideProfile
  ) -> ColumnDrift? {
    guard let a = pair.oldPlace, let b = pair.newPlace, pair.reading == .values,
      pair.new?.kind != .integer || !areNumbersGivenOn(a, b, old, new)
    else { return nil }
    if let own = old.columns[a].levels, let others = new.columns[b].levels {
      return categories(own, others)
    }
    let (own, others) = (old.numbers.sorted(a), new.numbers.sorted(b))
    guard let test = KolmogorovSmirnov(own, others),
      let before = ColumnDrift.Quartiles(sorted: own),
      let after = ColumnDrift.Quartiles(sorted: others)
    else { return nil }
    return ColumnDrift(
      .kolmogorovSmirnov(test, old: before, new: after), oldCount: own.count,
      newCount: others.count, isSample: old.numbers.level > 0 || new.numbers.level > 0)
  }

  /// Whether two columns are numbers of things that go on: all different in both, and none in both.
  private static func areNumbersGivenOn(
    _ a: Int, _ b: Int, _ old: SideProfile, _ new: SideProfile
  ) -> Bool {
    guard let own = old.columns[a].keys, let others = new.columns[b].keys, own.isUnique,
      others.isUnique, old.rowCount > 1, new.rowCount > 1,
      old.columns[a].present == old.rowCount, new.columns[b].present == new.rowCount
    else { return false }
    return own.overlap(others) == 0
  }

  private static func categories(_ own: LevelCounts, _ others: LevelCounts) -> ColumnDrift? {
    let levels = own.joined(others)
    guard let test = ChiSquare(levels.map(\.old), levels.map(\.new)) else { return nil }
    let (n, m) = (levels.reduce(0) { $0 + $1.old }, levels.reduce(0) { $0 + $1.new })
    let shares = levels.map {
      ColumnDrift.LevelShare(
        level: $0.level, old: Double($0.old) / Double(max(1, n)),
        new: Double($0.new) / Double(max(1, m)))
    }
    return ColumnDrift(
      .chiSquare(
        test,
        shares: Array(
          shares.enumerated().sorted {
            (abs($1.element.new - $1.element.old), $0.offset)
              < (abs($0.element.new - $0.element.old), $1.offset)
          }.prefix(shownShares).map(\.element))),
      oldCount: n, newCount: m, isSample: false)
  }

  private static func missing(
    _ pair: ColumnPair, _ old: SideProfile, _ new: SideProfile
  ) -> ColumnDrift? {
    guard let a = pair.oldPlace, let b = pair.newPlace else { return nil }
    let (own, others) = (old.columns[a].present, new.columns[b].present)
    guard
      let test = ChiSquare([own, old.rowCount - own], [others, new.rowCount - others])
    else { return nil }
    return ColumnDrift(
      .missing(test), oldCount: old.rowCount, newCount: new.rowCount, isSample: false)
  }
}
