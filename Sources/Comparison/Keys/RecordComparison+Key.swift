internal import RowcastTabular

extension RecordComparison {
  /// The keys that are tried, when one shows to repeat in rows that no sample had.
  private static let triedKeys = 4

  /// Matches rows by the best key that does not repeat, or by whole rows.
  func found(
    _ oldProfile: SideProfile, _ newProfile: SideProfile, _ state: Matching,
    _ tell: (ComparisonStep) throws -> Void
  ) throws -> (RowKey, Matching.Outcome) {
    let pairs = state.pairs
    let shared = pairs.indices.filter { pairs[$0].oldPlace != nil && pairs[$0].newPlace != nil }
    let absence: RowKey.Absence
    if shared.isEmpty {
      absence = .noColumns
    } else if oldProfile.rowCount == 0 || newProfile.rowCount == 0 {
      absence = .noRows
    } else {
      let search = try KeySearch(
        old: state.old, new: state.new, pairs: pairs, oldProfile, newProfile)
      let complete = search.complete
      func sets(_ places: [Int]) throws -> [KeySearch.Candidate] {
        try search.sets(of: places) { try tell(.matched(rows: $0)) }
      }
      let candidates = try candidates(search, oldProfile, newProfile, tell)
      for (rank, candidate) in candidates.prefix(Self.triedKeys).enumerated() {
        let outcome = try state.matched(by: candidate.places, tell)
        if rank == 0, isRenumbered(candidate, outcome, pairs) {
          let own = candidate.places[0]
          let rest = complete.filter { $0 != own }
          let unique = candidates.dropFirst().first.map { [$0] }
          // Or all other columns together, if rows have hardly any of the same.
          let other =
            try (unique ?? sets(rest)).first
            ?? KeySearch.Candidate(places: rest, overlap: 0, isExact: false)
          if let better = try matched(
            by: other, insteadOf: own, outcome, oldProfile, newProfile, state, tell)
          {
            return better
          }
        }
        let repeats = max(outcome.tally.repeatedInOld, outcome.tally.repeatedInNew)
        guard repeats * 50 <= max(oldProfile.rowCount, newProfile.rowCount) else { continue }
        if !candidate.isExact, candidate.places.count > 1 {
          // Columns that nearly name a row do so by chance unless they explain more than whole rows do.
          let whole = try state.matched(by: shared, isWhole: true, tell)
          let width = shared.count
          guard cost(outcome, of: width) * 2 < cost(whole, of: width) else { continue }
        }
        var key = RowKey(
          columns: candidate.places.map { pairs[$0].name },
          origin: repeats == 0 && candidate.isExact
            ? .found(overlap: candidate.overlap) : .nearlyFound(overlap: candidate.overlap))
        key.respelled = try respelled(search, besides: candidate, oldProfile, newProfile)
        return (key, outcome)
      }
      absence =
        candidates.isEmpty ? try self.absence(search, oldProfile, newProfile) : .noneUnique
    }
    let outcome = try state.matched(by: shared, isWhole: true, tell)
    return (RowKey(columns: [], origin: .none(absence)), outcome)
  }

  /// A name or number of things that would be the key if both tables spelled it alike.
  private func respelled(
    _ search: KeySearch, besides key: KeySearch.Candidate, _ old: SideProfile, _ new: SideProfile
  ) throws -> RowKey.Respelled? {
    let single = KeySearch.unique(search.pairs, old, new, nearly: false).first {
      $0.places != key.places && $0.overlap < 0.5
        && KeySearch.kind(of: $0.places[0], search.pairs) == 0
    }
    guard let single, let alikeness = try search.alikeness(of: single.places[0]) else { return nil }
    return RowKey.Respelled(name: search.pairs[single.places[0]].name, alikeness: alikeness)
  }

  /// Whether a number may have been given anew: by it, most rows are held against others than
  /// themselves.
  private func isRenumbered(
    _ candidate: KeySearch.Candidate, _ outcome: Matching.Outcome, _ pairs: [ColumnPair]
  ) -> Bool {
    candidate.places.count == 1 && candidate.isExact
      && pairs[candidate.places[0]].new?.kind == .integer
      && outcome.tally.counts.changed > max(1, outcome.tally.counts.same)
  }

  /// What other columns make of the rows; nil where they are no key, or not far better than a number
  /// that may have been given anew.
  private func matched(
    by other: KeySearch.Candidate, insteadOf number: Int, _ outcome: Matching.Outcome,
    _ old: SideProfile, _ new: SideProfile, _ state: Matching,
    _ tell: (ComparisonStep) throws -> Void
  ) throws -> (RowKey, Matching.Outcome)? {
    guard !other.places.isEmpty else { return nil }
    let found = try state.matched(by: other.places, tell)
    let repeats = found.tally.repeatedInOld + found.tally.repeatedInNew
    let isKey = other.isExact ? repeats == 0 : repeats * 50 <= new.rowCount
    guard isKey, cost(found, besides: number) * 2 < cost(outcome, besides: number) else {
      return nil
    }
    let key = RowKey(
      columns: other.places.map { state.pairs[$0].name },
      origin: other.isExact
        ? .found(overlap: other.overlap) : .nearlyFound(overlap: overlap(found, old, new)),
      renumbered: state.pairs[number].name)
    return (key, found)
  }

  /// Why there is no key: of names and numbers of things that do not repeat, none may be in both.
  private func absence(
    _ search: KeySearch, _ old: SideProfile, _ new: SideProfile
  ) throws -> RowKey.Absence {
    let named = KeySearch.unique(search.pairs, old, new, nearly: false)
      .filter { KeySearch.kind(of: $0.places[0], search.pairs) == 0 }
    guard let first = named.first else { return .noneUnique }
    return .noneInBoth(
      named.map { search.pairs[$0.places[0]].name },
      alike: try search.alikeness(of: first.places[0]))
  }

  /// What may be the key, the best first: a name or number that does not repeat; one that hardly
  /// does, since an error or two should not keep the number of a customer from being the key; and
  /// then two to four columns together before a day or a measure that does not repeat by chance.
  func candidates(
    _ search: KeySearch, _ old: SideProfile, _ new: SideProfile,
    _ tell: (ComparisonStep) throws -> Void
  ) throws -> [KeySearch.Candidate] {
    func sets(_ places: [Int]) throws -> [KeySearch.Candidate] {
      try search.sets(of: places) { try tell(.matched(rows: $0)) }
    }
    let exact = KeySearch.singles(search.pairs, old, new, nearly: false)
    let known = Set(exact.map(\.places))
    let nearly = KeySearch.singles(search.pairs, old, new, nearly: true)
      .filter { !known.contains($0.places) }
    let singles = exact + nearly
    let names = singles.filter { search.kind(of: $0) == 0 }
    let others = singles.filter { search.kind(of: $0) > 0 }
    guard names.isEmpty else { return names + others }
    guard let first = others.first else { return try sets(search.complete) }
    let better = try sets(search.complete.filter { KeySearch.kind(of: $0, search.pairs) < 2 })
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
  private func cost(
    _ outcome: Matching.Outcome, besides place: Int? = nil, of cells: Int? = nil
  ) -> Int {
    let alone = outcome.tally.counts.added + outcome.tally.counts.removed
    return outcome.cells.reduce(0) { $1.key == place ? $0 : $0 + $1.value }
      + alone * (cells ?? outcome.cells.count)
  }
}
