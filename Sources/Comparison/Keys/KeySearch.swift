internal import RowcastMachine
internal import RowcastTabular

/// Finds the smallest set of columns whose values do not repeat in either table and are in both.
struct KeySearch {
  let old: ComparedSide
  let new: ComparedSide
  /// The columns of both tables.
  let pairs: [ColumnPair]
  /// Columns of texts that are days.
  private(set) var days: Set<Int> = []
  /// Columns of both tables without missing values.
  let complete: [Int]

  /// A set of columns that may be a key, by their places in ``pairs``.
  struct Candidate: Sendable, Hashable {
    var places: [Int]
    var overlap: Double
    /// Whether nothing repeats or is missing, as far as is known.
    var isExact = true
  }

  /// The first rows of which sets of columns are tried.
  private static let triedRows = 1 << 14
  /// The first rows that tell whether texts are days.
  private static let readRows = 200
  /// The most columns of which sets are tried, and sets that all rows are read for.
  private static let triedColumns = 20
  private static let columnsOfFour = 10
  private static let verified = 12
  /// The hashes that each set may keep.
  private static let hashes = 1 << 17

  /// Gets to know which columns may be one of a key.
  /// - Throws: what the sources throw.
  init(
    old: ComparedSide, new: ComparedSide, pairs: [ColumnPair], _ oldProfile: SideProfile,
    _ newProfile: SideProfile
  ) throws {
    (self.old, self.new, self.pairs) = (old, new, pairs)
    complete = pairs.indices.filter { place in
      guard let a = pairs[place].oldPlace, let b = pairs[place].newPlace else { return false }
      return oldProfile.columns[a].present == oldProfile.rowCount
        && newProfile.columns[b].present == newProfile.rowCount
    }
    days = try days(among: Self.singles(pairs, oldProfile, newProfile, nearly: true))
  }

  /// Single columns, the best one first.
  /// - Parameter nearly: whether almost no value may repeat or be missing, too.
  static func singles(
    _ pairs: [ColumnPair], _ old: SideProfile, _ new: SideProfile, nearly: Bool
  ) -> [Candidate] {
    unique(pairs, old, new, nearly: nearly).filter { $0.overlap > 0 }
  }

  /// Single columns without repeats in either table, whether or not values are in both.
  static func unique(
    _ pairs: [ColumnPair], _ old: SideProfile, _ new: SideProfile, nearly: Bool
  ) -> [Candidate] {
    let found = pairs.indices.compactMap { place -> Candidate? in
      guard let a = pairs[place].oldPlace, let b = pairs[place].newPlace,
        let own = old.columns[a].keys, let other = new.columns[b].keys,
        old.columns[a].isKey(ofRows: old.rowCount, nearly: nearly),
        new.columns[b].isKey(ofRows: new.rowCount, nearly: nearly)
      else { return nil }
      return Candidate(places: [place], overlap: own.overlap(other), isExact: !nearly)
    }
    return ranked(found, pairs)
  }

  /// What kinds of columns are: 0 for names and numbers of things, 1 for days, 2 for measures.
  static func kind(of place: Int, _ pairs: [ColumnPair]) -> Int {
    switch pairs[place].new?.kind {
    case .integer, .text: 0
    case .date, .dateTime, .boolean: 1
    default: 2
    }
  }

  func kind(of candidate: Candidate) -> Int {
    candidate.places.map { days.contains($0) ? 1 : Self.kind(of: $0, pairs) }.max() ?? 0
  }

  /// Whether a set of columns is the better key than a day or a measure that does not repeat, or
  /// hardly: it names more rows of both tables, or as many, and is no chance.
  func isBetter(_ set: Candidate, than single: Candidate) -> Bool {
    let slack = 0.02
    if set.overlap > single.overlap + slack { return true }
    return set.overlap >= single.overlap - slack && kind(of: set) < kind(of: single)
      && (!single.isExact || kind(of: single) == 2)
  }

  /// The columns of texts among some whose values are days: a moment names a row only by chance.
  func days(among candidates: [Candidate]) throws -> Set<Int> {
    let places = Set(candidates.flatMap(\.places)).filter { pairs[$0].new?.kind == .text }
    let texts = try texts(new, places.compactMap { pairs[$0].new }, rows: Self.readRows)
    return places.filter { place in
      let own = pairs[place].new.flatMap { texts[$0.source] } ?? []
      let read = own.count { text in
        text.withBytes { LocalDateSyntax($0, accepting: .learned) != nil }
      }
      return read * 20 > own.count * 19
    }
  }

  /// The texts of the first rows in some columns, by their sources.
  private func texts(
    _ side: ComparedSide, _ columns: [ColumnSchema], rows: Int = Self.triedRows
  ) throws -> [Int: [String]] {
    let sources = Set(columns.map(\.source))
    guard !sources.isEmpty else { return [:] }
    var texts: [Int: [String]] = [:]
    try side.source.mapPieces(
      recordBytes: 16 * side.schema.columns.count,
      { batch -> (end: Int, texts: [Int: [String]]) in
        let count = max(0, min(batch.rowCount, rows - batch.firstRow))
        var own: [Int: [String]] = [:]
        for row in 0..<count {
          for index in batch.cellRange(ofRow: row) {
            let source = Int(batch.cells[index].column)
            guard sources.contains(source) else { continue }
            own[source, default: []].append(CellText.string(of: batch.cells[index], in: batch))
          }
        }
        return (batch.firstRow + batch.rowCount, own)
      },
      inOrder: { part in
        texts.merge(part.texts, uniquingKeysWith: +)
        return part.end < rows
      })
    return texts
  }

  /// How the values of a column are the same in both tables though none is spelled alike; told by
  /// the first rows.
  func alikeness(of place: Int) throws -> RowKey.Alikeness? {
    guard let a = pairs[place].old, let b = pairs[place].new,
      let own = try texts(old, [a])[a.source], let others = try texts(new, [b])[b.source]
    else { return nil }
    return RowKey.Alikeness.allCases.first { alikeness in
      let (a, b) = (Set(own.map(alikeness.folded)), Set(others.map(alikeness.folded)))
      let least = min(a.count, b.count)
      return least > 0 && a.intersection(b).count * 2 > least
    }
  }

  /// Texts and whole numbers before days and these before fractions; then what is in both most; then
  /// what stands first in both.
  private static func ranked(_ candidates: [Candidate], _ pairs: [ColumnPair]) -> [Candidate] {
    func rank(_ candidate: Candidate) -> (Int, Int, Int, Int, String) {
      let kinds = candidate.places.map { kind(of: $0, pairs) }
      return (
        candidate.places.count, kinds.max() ?? 0, -Int(candidate.overlap * 20),
        candidate.places.reduce(0) { $0 + pairs[$1].place },
        candidate.places.map { pairs[$0].name }.sorted().joined(separator: "\u{0}")
      )
    }
    return candidates.map { (rank($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// Sets of two columns, of three when no two will do, or of four; the best one first. Where something
  /// repeats in all of them, those in which hardly anything does, without measures.
  /// - Parameters:
  ///   - complete: the places of columns without missing values in both tables.
  ///   - progress: gets the rows of a pass so far.
  /// - Throws: what the sources throw.
  func sets(of complete: [Int], progress: (Int) throws -> Void) throws -> [Candidate] {
    let columns = Array(
      complete.sorted { (pairs[$0].place, $0) < (pairs[$1].place, $1) }
        .prefix(Self.triedColumns))
    guard columns.count > 1 else { return [] }
    let rows = [
      try firstRows(of: old, columns, isOld: true), try firstRows(of: new, columns, isOld: false),
    ]
    for nearly in [false, true] {
      let places = columns.indices.filter { !nearly || Self.kind(of: columns[$0], pairs) < 2 }
      for size in 2...4 where places.count >= size {
        // Of many columns, sets of four are more than rows can tell apart.
        let tried = size < 4 ? places : Array(places.prefix(Self.columnsOfFour))
        let sets = Self.sets(of: tried, size: size).filter { set in
          rows.allSatisfy { Self.isKey(set, $0, nearly: nearly) }
        }.map { $0.map { columns[$0] } }
        let left = try verified(Array(sets.prefix(Self.verified)), nearly: nearly, progress)
        if !left.isEmpty { return Self.ranked(left, pairs) }
      }
    }
    return []
  }

  /// Whether no two rows have the same values in some columns, or hardly any.
  private static func isKey(_ places: [Int], _ rows: [[UInt64]], nearly: Bool) -> Bool {
    let allowed = nearly ? rows.count / 50 : 0
    var (seen, repeats) = (Set<UInt64>(), 0)
    for row in rows where !seen.insert(ValueHashes.joined(places.map { row[$0] })).inserted {
      repeats += 1
      if repeats > allowed { return false }
    }
    return true
  }

  private static func sets(of columns: [Int], size: Int) -> [[Int]] {
    guard size > 0 else { return [[]] }
    return columns.indices.flatMap { index in
      sets(of: Array(columns[(index + 1)...]), size: size - 1).map { [columns[index]] + $0 }
    }
  }

  /// The hashes of the first rows in some columns.
  private func firstRows(
    of side: ComparedSide, _ columns: [Int], isOld: Bool
  ) throws -> [[UInt64]] {
    var rows: [[UInt64]] = []
    let hashes = hashing(columns, isOld: isOld)
    try side.source.mapPieces(
      recordBytes: 16 * side.schema.columns.count,
      { $0.firstRow < Self.triedRows ? hashes.rows(of: $0) : [] },
      inOrder: { part in
        rows += part
        return rows.count < Self.triedRows
      })
    return Array(rows.prefix(Self.triedRows))
  }

  /// The sets that no row of either table repeats, as far as samples tell.
  private func verified(
    _ sets: [[Int]], nearly: Bool, _ progress: (Int) throws -> Void
  ) throws -> [Candidate] {
    guard !sets.isEmpty else { return [] }
    let columns = Array(Set(sets.flatMap(\.self))).sorted()
    let places = sets.map { $0.compactMap { columns.firstIndex(of: $0) } }
    func samples(_ side: ComparedSide, isOld: Bool) throws -> [HashSample?] {
      var samples = [HashSample?](repeating: HashSample(limit: Self.hashes), count: sets.count)
      let hashes = hashing(columns, isOld: isOld)
      var rows = 0
      try side.source.mapPieces(
        recordBytes: 16 * side.schema.columns.count, { hashes.rows(of: $0) },
        inOrder: { part in
          rows += part.count
          try progress(rows)
          for index in sets.indices where samples[index] != nil {
            for row in part {
              let hash = StringInterner.finished(ValueHashes.joined(places[index].map { row[$0] }))
              let isHopeful = samples[index]?.insert(hash) == true
              if !isHopeful || (!nearly && samples[index]?.isUnique == false) {
                samples[index] = nil
                break
              }
            }
          }
          return samples.contains { $0 != nil }
        })
      return samples
    }
    let (own, others) = (try samples(old, isOld: true), try samples(new, isOld: false))
    return sets.indices.compactMap { index in
      guard let a = own[index], let b = others[index], case let overlap = a.overlap(b),
        overlap > (nearly ? 0.5 : 0), !nearly || (a.isNearlyUnique && b.isNearlyUnique)
      else { return nil }
      return Candidate(places: sets[index], overlap: overlap, isExact: !nearly)
    }
  }

  /// What gives the hashes of the values of some columns of a table.
  private func hashing(_ columns: [Int], isOld: Bool) -> ValueHashes {
    ValueHashes(
      columns.map { place in
        let pair = pairs[place]
        return ((isOld ? pair.old : pair.new)?.source, pair.reading)
      })
  }
}
