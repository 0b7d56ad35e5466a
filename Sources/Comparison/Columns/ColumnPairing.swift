internal import RowcastTabular

/// Finds for each column of the old table the one of the new table that it is: by its name, by a
/// name that is spelled in another way, or by its values.
struct ColumnPairing {
  let old: Schema
  let new: Schema
  /// The column of the old table for each of the new one.
  private var partners: [Int: (old: Int, fate: ColumnPair.Fate)] = [:]
  private var taken: Set<Int> = []

  /// Columns of one name are pairs; of others the spelling is looked at.
  init(old: Schema, new: Schema) {
    self.old = old
    self.new = new
    let places = Dictionary(
      old.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    for (place, column) in new.columns.enumerated() {
      if let partner = places[column.name] { pair(partner, place, .kept) }
    }
    // One spelling of many columns says nothing.
    let oldFolded = Dictionary(grouping: goneColumns) { Self.folded(old.columns[$0].name) }
    let newFolded = Dictionary(grouping: addedColumns) { Self.folded(new.columns[$0].name) }
    for (name, places) in newFolded where !name.isEmpty && places.count == 1 {
      if let partners = oldFolded[name], partners.count == 1 {
        pair(partners[0], places[0], .respelled)
      }
    }
  }

  /// Columns of the old table without a partner.
  var goneColumns: [Int] { old.columns.indices.filter { !taken.contains($0) } }
  /// Columns of the new table without a partner.
  var addedColumns: [Int] { new.columns.indices.filter { partners[$0] == nil } }

  private mutating func pair(_ oldPlace: Int, _ newPlace: Int, _ fate: ColumnPair.Fate) {
    partners[newPlace] = (oldPlace, fate)
    taken.insert(oldPlace)
  }

  /// Letters and digits in lower case: `Customer ID` and `customer_id` are one name.
  private static func folded(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The most columns of either table of which the values are compared with each other.
  static let compared = 200

  /// Pairs columns of one kind whose values are the same as often: the most similar first.
  ///
  /// Names and numbers of things, texts of many kinds, and frequencies that are more alike than those
  /// of two samples would be, show by themselves that two columns are one. Otherwise any two columns of
  /// yes and no, or of numbers to a hundred, may have the same values, so that the name or the place has
  /// to speak for it, too.
  mutating func pairByContent(_ oldSide: SideProfile, _ newSide: SideProfile) {
    let (gone, added) = (goneColumns.prefix(Self.compared), addedColumns.prefix(Self.compared))
    var scored: [(score: Double, similarity: Double, old: Int, new: Int)] = []
    for a in gone {
      guard let values = oldSide.columns[a].values, values.total > 0 else { continue }
      for b in added {
        guard let others = newSide.columns[b].values, others.total > 0,
          Self.isAlike(old.columns[a].kind, new.columns[b].kind)
        else { continue }
        let similarity = values.similarity(to: others)
        let name = Self.nameSimilarity(old.columns[a].name, new.columns[b].name)
        let isInPlace = hasEqualNeighbors(a, b)
        let distance = values.distance(to: others) ?? 1
        let distinct = min(values.distinct, others.distinct)
        let isTelling =
          (values.isMostlyUnique && others.isMostlyUnique && distinct >= 30)
          || (distinct >= 30 && distance <= 0.5) || (distinct >= 8 && new.columns[b].kind == .text)
        let isLikely = name >= 0.5 || (isInPlace && distance <= 0.1)
        let needed = isTelling || isLikely ? 0.5 : .infinity
        if similarity >= needed || (name >= 0.7 && similarity >= 0.2) {
          scored.append((similarity + name + (isInPlace ? 0.2 : 0), similarity, a, b))
        }
      }
    }
    for pair in scored.sorted(by: { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) })
    where !taken.contains(pair.old) && partners[pair.new] == nil {
      self.pair(pair.old, pair.new, .renamed(similarity: pair.similarity, isOfRows: false))
    }
  }

  /// Pairs columns whose cells are the same in the rows that are matched by a key, which is what shows
  /// that two columns are one: values alone may be those of any two columns of persons or towns.
  mutating func pairByRows(_ likeness: RowLikeness) {
    var scored: [(score: Double, share: Double, old: Int, new: Int)] = []
    for a in likeness.old where !taken.contains(a) {
      for b in likeness.new where partners[b] == nil {
        let (share, chance) = likeness.share(a, b)
        let name = Self.nameSimilarity(old.columns[a].name, new.columns[b].name)
        // As much better than chance as it could be by half; nearly one name needs less.
        let needed = chance + (1 - chance) * (name >= 0.7 ? 0.2 : 0.5)
        if share >= max(needed, name >= 0.7 ? 0.2 : 0.5) {
          scored.append((share + 0.1 * name + (hasEqualNeighbors(a, b) ? 0.02 : 0), share, a, b))
        }
      }
    }
    for pair in scored.sorted(by: { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) })
    where !taken.contains(pair.old) && partners[pair.new] == nil {
      self.pair(pair.old, pair.new, .renamed(similarity: pair.share, isOfRows: true))
    }
  }

  /// Takes over what another pairing of these tables says of some columns of the new one.
  mutating func adopt(_ places: [Int], from other: ColumnPairing) {
    for place in places where partners[place] == nil {
      guard let partner = other.partners[place], !taken.contains(partner.old) else { continue }
      pair(partner.old, place, partner.fate)
    }
  }

  private static func isAlike(_ a: ColumnKind?, _ b: ColumnKind?) -> Bool {
    guard let a, let b, a != .empty, b != .empty else { return false }
    return a.isAlike(b)
  }

  /// 1 for one name, 0 for names that share nothing.
  private static func nameSimilarity(_ a: String, _ b: String) -> Double {
    let (a, b) = (Array(folded(a).prefix(64)), Array(folded(b).prefix(64)))
    let longest = max(a.count, b.count)
    guard longest > 0 else { return 0 }
    return 1 - Double(EditDistance.between(a, b)) / Double(longest)
  }

  /// Whether the columns on both sides are the same in both tables, an end of the table included.
  private func hasEqualNeighbors(_ a: Int, _ b: Int) -> Bool {
    func isPair(_ a: Int, _ b: Int) -> Bool {
      if !old.columns.indices.contains(a) || !new.columns.indices.contains(b) {
        return !old.columns.indices.contains(a) && !new.columns.indices.contains(b)
      }
      return partners[b]?.old == a
    }
    return isPair(a - 1, b - 1) && isPair(a + 1, b + 1)
  }

  /// The columns in the order of the new table; those that are gone stand behind the one that they
  /// stood behind.
  var pairs: [ColumnPair] {
    var behind: [Int: [Int]] = [:]
    var last = -1
    let newPlaces = Dictionary(
      partners.map { ($0.value.old, $0.key) }, uniquingKeysWith: { first, _ in first })
    for place in old.columns.indices {
      if let partner = newPlaces[place] {
        last = partner
      } else {
        behind[last, default: []].append(place)
      }
    }
    func gone(_ place: Int) -> [ColumnPair] {
      (behind[place] ?? []).map {
        ColumnPair(fate: .gone, old: old.columns[$0], new: nil, oldPlace: $0, newPlace: nil)
      }
    }
    return gone(-1)
      + new.columns.indices.flatMap { place -> [ColumnPair] in
        let partner = partners[place]
        return [
          ColumnPair(
            fate: partner?.fate ?? .added, old: partner.map { old.columns[$0.old] },
            new: new.columns[place], oldPlace: partner?.old, newPlace: place)
        ] + gone(place)
      }
  }
}
