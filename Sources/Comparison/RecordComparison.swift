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

  /// The keys that are tried, when one shows to repeat in rows that no sample had.
  private static let triedKeys = 4

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
    pairing.pairByContent(oldProfile, newProfile)
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
    let drift = DriftTests(
      pairs: pairs, old: oldProfile, new: newProfile,
      key: key.columns.isEmpty ? [] : Set(outcome.key))
    return ComparedTables(
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
      key: key, oldRows: oldProfile.rowCount, newRows: newProfile.rowCount,
      counts: outcome.tally.counts, repeatedInOld: outcome.tally.repeatedInOld,
      repeatedInNew: outcome.tally.repeatedInNew, repeatedKeys: outcome.tally.repeated,
      oldLocation: old.location, newLocation: new.location, changes: outcome.changes,
      oldOrder: outcome.oldOrder, newOrder: outcome.newOrder)
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

  /// Matches rows by the best key that does not repeat, or by whole rows.
  private func found(
    _ oldProfile: SideProfile, _ newProfile: SideProfile, _ state: Matching,
    _ tell: (ComparisonStep) throws -> Void
  ) throws -> (RowKey, Matching.Outcome) {
    let pairs = state.pairs
    let shared = pairs.indices.filter { pairs[$0].oldPlace != nil && pairs[$0].newPlace != nil }
    var absence = RowKey.Absence.noneUnique
    if shared.isEmpty {
      absence = .noColumns
    } else if oldProfile.rowCount == 0 || newProfile.rowCount == 0 {
      absence = .noRows
    } else {
      var search = KeySearch(old: state.old, new: state.new, pairs: pairs)
      search.days = try search.days(
        among: KeySearch.singles(pairs, oldProfile, newProfile, nearly: true))
      let complete = shared.filter { place in
        guard let a = pairs[place].oldPlace, let b = pairs[place].newPlace else { return false }
        return oldProfile.columns[a].present == oldProfile.rowCount
          && newProfile.columns[b].present == newProfile.rowCount
      }
      func sets(_ places: [Int]) throws -> [KeySearch.Candidate] {
        try search.sets(of: places) { try tell(.matched(rows: $0)) }
      }
      let candidates = try self.candidates(search, oldProfile, newProfile, complete, sets)
      if let first = candidates.first, first.places.count == 1, first.isExact,
        pairs[first.places[0]].new?.kind == .integer
      {
        let outcome = try state.matched(by: first.places, tell)
        // By numbers that were given anew, rows are held against others than themselves.
        if outcome.tally.counts.changed > max(1, outcome.tally.counts.same) {
          let unique = candidates.dropFirst().first.map { [$0] }
          let others = try unique ?? sets(complete.filter { !first.places.contains($0) })
          // Or all other columns together, if rows have hardly any of the same.
          let other =
            others.first
            ?? KeySearch.Candidate(
              places: complete.filter { !first.places.contains($0) }, overlap: 0, isExact: false)
          if !other.places.isEmpty,
            case let found = try state.matched(by: other.places, tell),
            case let repeats = found.tally.repeatedInOld + found.tally.repeatedInNew,
            repeats * (other.isExact ? 1 : 50) <= (other.isExact ? 0 : newProfile.rowCount),
            cost(found, besides: first.places[0]) * 2 < cost(outcome, besides: first.places[0])
          {
            return (
              RowKey(
                columns: other.places.map { pairs[$0].name },
                origin: repeats == 0 && other.isExact
                  ? .found(overlap: other.overlap)
                  : .nearlyFound(overlap: overlap(found, oldProfile, newProfile)),
                renumbered: pairs[first.places[0]].name),
              found
            )
          }
        }
        if outcome.tally.repeatedInOld + outcome.tally.repeatedInNew == 0 {
          return (
            RowKey(columns: [pairs[first.places[0]].name], origin: .found(overlap: first.overlap)),
            outcome
          )
        }
      }
      if candidates.isEmpty,
        case let unique = KeySearch.unique(pairs, oldProfile, newProfile, nearly: false),
        case let named = unique.filter({ KeySearch.kind(of: $0.places[0], pairs) == 0 }),
        let first = named.first
      {
        absence = .noneInBoth(
          named.map { pairs[$0.places[0]].name },
          alike: try search.alikeness(of: first.places[0]))
      }
      for candidate in candidates.prefix(Self.triedKeys) {
        let outcome = try state.matched(by: candidate.places, tell)
        let repeats = max(outcome.tally.repeatedInOld, outcome.tally.repeatedInNew)
        guard repeats * 50 <= max(oldProfile.rowCount, newProfile.rowCount) else { continue }
        let key = RowKey(
          columns: candidate.places.map { pairs[$0].name },
          origin: repeats == 0 && candidate.isExact
            ? .found(overlap: candidate.overlap) : .nearlyFound(overlap: candidate.overlap))
        return (key, outcome)
      }
    }
    let outcome = try state.matched(by: shared, isWhole: true, tell)
    return (RowKey(columns: [], origin: .none(absence)), outcome)
  }

  /// What may be the key, the best first: a name or number that does not repeat; one that hardly
  /// does, since an error or two should not keep the number of a customer from being the key; and
  /// then two or three columns together before a day or a measure that does not repeat by chance.
  private func candidates(
    _ search: KeySearch, _ old: SideProfile, _ new: SideProfile, _ complete: [Int],
    _ sets: ([Int]) throws -> [KeySearch.Candidate]
  ) throws -> [KeySearch.Candidate] {
    let exact = KeySearch.singles(search.pairs, old, new, nearly: false)
    let known = Set(exact.map(\.places))
    let nearly = KeySearch.singles(search.pairs, old, new, nearly: true)
      .filter { !known.contains($0.places) }
    let singles = exact + nearly
    let names = singles.filter { search.kind(of: $0) == 0 }
    let others = singles.filter { search.kind(of: $0) > 0 }
    guard names.isEmpty else { return names + others }
    guard let first = others.first else { return try sets(complete) }
    let better = try sets(complete.filter { KeySearch.kind(of: $0, search.pairs) < 2 })
      .filter { set in
        set.places.allSatisfy { place in !others.contains { $0.places == [place] } }
          && search.isBetter(set, than: first)
      }
    return better + others
  }

  /// The share of the rows of the smaller table that are in both.
  private func overlap(_ outcome: Matching.Outcome, _ old: SideProfile, _ new: SideProfile)
    -> Double
  {
    let both = outcome.tally.counts.same + outcome.tally.counts.changed
    return min(1, Double(both) / Double(max(1, min(old.rowCount, new.rowCount))))
  }

  /// How many cells a way to match rows calls different, a row alone by all of its cells.
  private func cost(_ outcome: Matching.Outcome, besides place: Int) -> Int {
    let alone = outcome.tally.counts.added + outcome.tally.counts.removed
    return outcome.cells.reduce(0) { $1.key == place ? $0 : $0 + $1.value }
      + alone * outcome.cells.count
  }
}
