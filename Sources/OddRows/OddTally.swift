/// What rows were counted to be, by an ``OddPlan``: sums alone, so that parts of a table can be
/// counted anywhere and added up in any order.
public struct OddTally: Sendable, Hashable {
  /// The rows that were counted.
  public internal(set) var rowCount = 0
  /// By column and trait: the rows of each outcome.
  var traits: [[[UInt32]]]
  /// By column: the rows that have a run of letters, by its slot; empty where none are counted.
  var trigrams: [[UInt32]]
  /// By pair: the grid.
  var pairs: [[UInt32]]
  /// By subspace: the counters.
  var subspaces: [[UInt32]]

  /// Adds the counts of other rows, by the same plan.
  public mutating func merge(_ other: OddTally) {
    rowCount += other.rowCount
    for column in traits.indices {
      for trait in traits[column].indices {
        add(other.traits[column][trait], to: &traits[column][trait])
      }
      add(other.trigrams[column], to: &trigrams[column])
    }
    for pair in pairs.indices { add(other.pairs[pair], to: &pairs[pair]) }
    for subspace in subspaces.indices { add(other.subspaces[subspace], to: &subspaces[subspace]) }
  }

  private func add(_ part: [UInt32], to total: inout [UInt32]) {
    guard part.count == total.count else { return }
    // No count is more than the rows.
    if rowCount <= Int(UInt32.max) {
      for place in total.indices { total[place] &+= part[place] }
      return
    }
    for place in total.indices {
      let sum = total[place].addingReportingOverflow(part[place])
      total[place] = sum.overflow ? .max : sum.partialValue
    }
  }
}

/// Counts of which most are 0: the places of the others, and the counts there.
struct SparseCounts: Codable {
  private var size: Int
  private var places: [Int]
  private var counts: [UInt32]

  init(_ all: [UInt32]) {
    size = all.count
    places = all.indices.filter { all[$0] > 0 }
    counts = places.map { all[$0] }
  }

  /// All counts; nil where places are not within `size` or it is not the expected one.
  func all(size expected: Int) -> [UInt32]? {
    guard size == expected, places.count == counts.count else { return nil }
    var all = [UInt32](repeating: 0, count: expected)
    for (place, count) in zip(places, counts) {
      guard all.indices.contains(place) else { return nil }
      all[place] = count
    }
    return all
  }
}
