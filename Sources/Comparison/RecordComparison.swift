internal import RowcastFileIO
internal import RowcastMachine
internal import RowcastTabular

/// Compares two tables column by column and row by row, in memory that does not grow with them.
///
/// A first pass over both gets to know the columns: which are renamed, what could be a key, how
/// values are distributed. A second one turns every row into bytes that are equal for equal rows
/// (`ValueBytes`) and sorts it into one of some parts by the hash of its key. Then the two parts of
/// each hash are held against each other, several at once; what is not the same goes into runs that
/// are sorted, and are read as one.
public struct RecordComparison: Sendable {
  /// How it is done.
  public var options: ComparisonOptions

  /// Nothing is read before ``compare(_:_:tell:)``.
  public init(_ options: ComparisonOptions = ComparisonOptions()) { self.options = options }

  /// Reads both tables and compares them. The result does not depend on the number of threads, nor
  /// on the memory.
  /// - Parameter tell: called on this thread; what it throws ends the comparison.
  /// - Throws: ``ComparisonError`` for a key that is not there, the sources' errors, or `FileError` when
  ///   there is no room for temporary files.
  public func compare(
    _ old: ComparedSide, _ new: ComparedSide, tell: (ComparisonStep) throws -> Void = { _ in }
  ) throws -> ComparedTables {
    let (old, new) = (try old.withKinds(), try new.withKinds())
    var pairing = ColumnPairing(old: old.schema, new: new.schema)
    let isOpen = !pairing.goneColumns.isEmpty && !pairing.addedColumns.isEmpty
    // A key that is not there is told before anything is read, unless it may be a renamed column.
    if !isOpen { _ = try givenKey(pairing.pairs) }
    let (oldProfile, newProfile) = try profiles(old, new, pairing, tell)
    if isOpen {
      try pair(&pairing, old, new, oldProfile, newProfile, tell)
    }
    let pairs = pairing.pairs
    let state = Matching(old: old, new: new, pairs: pairs, memory: options.memory)
    let key: RowKey
    let outcome: Matching.Outcome
    if let given = try givenKey(pairs) {
      key = RowKey(columns: given.map { pairs[$0].name }, origin: .given)
      outcome = try state.matched(by: given, tell)
    } else {
      (key, outcome) = try found(oldProfile, newProfile, state, tell)
    }
    let counts = outcome.tally.counts
    var told = key
    told.rows = RowKey.MatchedRows(
      both: counts.same + counts.changed, old: oldProfile.rowCount, new: newProfile.rowCount)
    let drift = DriftTests(
      pairs: pairs, old: oldProfile, new: newProfile,
      key: key.columns.isEmpty ? [] : Set(outcome.key))
    var tables = ComparedTables(
      columns: pairs.indices.map { place in
        ComparedTables.Column(
          pair: pairs[place], changedCells: outcome.cells[place] ?? 0,
          oldMissing: pairs[place].oldPlace.map {
            oldProfile.rowCount - oldProfile.columns[$0].present
          } ?? 0,
          newMissing: pairs[place].newPlace.map {
            newProfile.rowCount - newProfile.columns[$0].present
          } ?? 0,
          drift: drift.distributions[place], missingDrift: drift.missing[place],
          isKey: !key.columns.isEmpty && outcome.key.contains(place))
      },
      key: told, oldRows: oldProfile.rowCount, newRows: newProfile.rowCount,
      counts: counts, repeatedInOld: outcome.tally.repeatedInOld,
      repeatedInNew: outcome.tally.repeatedInNew, repeatedKeys: outcome.tally.repeated,
      oldLocation: old.location, newLocation: new.location, changes: outcome.changes,
      oldOrder: outcome.oldOrder, newOrder: outcome.newOrder)
    tables.alikeKeys = try AlikeKeys(tables)
    return tables
  }

  /// Finds what became of columns that only one table has: by the rows where columns of both tables
  /// are a key, or a renamed one is whose values speak for themselves; else by their values.
  private func pair(
    _ pairing: inout ColumnPairing, _ old: ComparedSide, _ new: ComparedSide,
    _ oldProfile: SideProfile, _ newProfile: SideProfile,
    _ tell: (ComparisonStep) throws -> Void
  ) throws {
    var byContent = pairing
    byContent.pairByContent(oldProfile, newProfile)
    for known in [pairing, byContent] {
      let pairs = known.pairs
      guard let key = try likelyKey(pairs, old, new, oldProfile, newProfile, tell) else { continue }
      var found = pairing
      found.adopt(key.compactMap { pairs[$0].newPlace }, from: known)
      let likeness = try RowLikeness(
        old, new, key: key.map { pairs[$0] },
        old: Array(found.goneColumns.prefix(ColumnPairing.compared)),
        new: Array(found.addedColumns.prefix(ColumnPairing.compared))
      ) { try tell(.matched(rows: $0)) }
      guard let likeness else { continue }
      found.pairByRows(likeness)
      pairing = found
      return
    }
    pairing = byContent
  }

  /// The places of a key that is given, or that the profiles or a look at the rows show to be one.
  private func likelyKey(
    _ pairs: [ColumnPair], _ old: ComparedSide, _ new: ComparedSide, _ oldProfile: SideProfile,
    _ newProfile: SideProfile, _ tell: (ComparisonStep) throws -> Void
  ) throws -> [Int]? {
    if !options.key.isEmpty { return try? givenKey(pairs) }
    let search = try KeySearch(old: old, new: new, pairs: pairs, oldProfile, newProfile)
    return try candidates(search, oldProfile, newProfile, tell).first?.places
  }

  /// The places of the columns of a given key; nil when none is given.
  private func givenKey(_ pairs: [ColumnPair]) throws(ComparisonError) -> [Int]? {
    guard !options.key.isEmpty else { return nil }
    var places: [Int] = []
    for name in options.key {
      let isBoth = { (pair: ColumnPair) in pair.old != nil && pair.new != nil }
      guard
        let place = pairs.firstIndex(where: { isBoth($0) && $0.new?.name == name })
          ?? pairs.firstIndex(where: { isBoth($0) && $0.old?.name == name })
      else {
        throw ComparisonError(
          .noKeyColumn(
            name, isMissingInOld: !pairs.contains { $0.old?.name == name },
            isMissingInNew: !pairs.contains { $0.new?.name == name },
            available: pairs.filter(isBoth).map(\.name)))
      }
      if places.contains(place) { throw ComparisonError(.repeatedKeyColumn(name)) }
      places.append(place)
    }
    return places
  }

  /// What the columns of both tables are like.
  private func profiles(
    _ old: ComparedSide, _ new: ComparedSide, _ pairing: ColumnPairing,
    _ tell: (ComparisonStep) throws -> Void
  ) throws -> (SideProfile, SideProfile) {
    let pairs = pairing.pairs
    let (gone, added) = (Set(pairing.goneColumns), Set(pairing.addedColumns))
    let isOpen = !gone.isEmpty && !added.isEmpty
    func profile(_ side: ComparedSide, isNew: Bool) throws -> SideProfile {
      var wishes = [SideProfile.Wish](
        repeating: SideProfile.Wish(), count: side.schema.columns.count)
      var compared = 0
      for pair in pairs {
        guard let place = isNew ? pair.newPlace : pair.oldPlace else { continue }
        let isAlone = (isNew ? added : gone).contains(place)
        wishes[place].reading = pair.reading
        wishes[place].values = isAlone && isOpen && compared < ColumnPairing.compared
        if isAlone { compared += 1 }
        // A column alone may turn out to be renamed.
        let isWanted = isAlone ? wishes[place].values : pair.reading == .values
        wishes[place].keys = options.key.isEmpty && (!isAlone || wishes[place].values)
        switch side.schema.columns[place].kind {
        case .integer, .decimal, .date, .dateTime, .time, .duration:
          wishes[place].numbers = isWanted
        case .boolean, .text, .mixed: wishes[place].levels = isWanted
        case .empty, nil: break
        }
      }
      var profile = SideProfile(
        wishes: wishes,
        budget: ProfileBudget(columns: max(old.schema.columns.count, new.schema.columns.count)))
      try profile.read(side) { try tell(.read(isNew: isNew, rows: $1, $0)) }
      return profile
    }
    return (try profile(old, isNew: false), try profile(new, isNew: true))
  }
}
