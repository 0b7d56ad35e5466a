internal import RowcastLinearAlgebra
internal import RowcastMachine

/// Some rows of the sample, in the columns of the relations: what a relation says of a row is held
/// against those that are near it. A line through all rows may be far off where a row stands, and
/// narrow where most rows are but not there.
struct NearRows: Sendable, Hashable, Codable {
  /// By column of the relations: scaled values; ``none`` where there is none.
  let scaled: [[Double]]

  static let none = -1e9
  /// Beyond it a value is ``none``: scaled values of a row that are no number's are within it.
  private static let farthest = 1e12
  /// The values that are kept, and the rows at least and at most.
  private static let values = 20_000
  private static let fewest = 300
  private static let most = 2000
  /// The near rows that are asked.
  private static let asked = 30

  /// - Parameter scaled: the scaled values of the sample by column.
  init(_ scaled: [[Double]]) {
    let rows = scaled.first?.count ?? 0
    let kept = min(Self.most, max(Self.fewest, Self.values / max(1, scaled.count)))
    let step = max(1, (rows + kept - 1) / max(1, kept))
    self.scaled = scaled.map { column in
      stride(from: 0, to: rows, by: step).map { row in
        column[row].isNaN
          ? Self.none : (min(max(column[row], -1e5), 1e5) * 1000).rounded() / 1000
      }
    }
  }

  var rowCount: Int { scaled.first?.count ?? 0 }

  /// What near rows say of the residuals of a relation.
  struct Judgement {
    /// The middle of their residuals, and what nine and nineteen of twenty are within of it.
    var middle: Double
    var spread: Double
    var wide: Double
    /// The scaled values of the target that eight of ten are between.
    var least: Double
    var greatest: Double
  }

  /// The judgement of the rows that are nearest in the columns that a relation is made of.
  /// - Parameters:
  ///   - target: the place of the target.
  ///   - others: the places of what it follows from.
  ///   - row: the scaled values of the row by place.
  ///   - residuals: the residuals of the kept rows.
  func judgement(
    of target: Int, from others: [Int], row: [Double], residuals: [Double]
  ) -> Judgement? {
    var distances = [Double](repeating: 0, count: rowCount)
    for other in others {
      Self.add(scaled[other], from: row[other], to: &distances)
    }
    // The nearest so far, in order: few of all rows come in.
    var near = [(distance: Double, row: Int)](
      repeating: (Self.farthest, -1), count: Self.asked)
    var nearest = near.mutableSpan
    for place in distances.indices where distances[place] < nearest[Self.asked - 1].distance {
      let distance = distances[place]
      if residuals[place].isNaN { continue }
      // The row itself says nothing of itself.
      if distance < 1e-5, (scaled[target][place] - row[target]).magnitude < 1e-3 { continue }
      var slot = Self.asked - 1
      while slot > 0, nearest[slot - 1].distance > distance {
        nearest[slot] = nearest[slot - 1]
        slot -= 1
      }
      nearest[slot] = (distance, place)
    }
    guard nearest[Self.asked - 1].row >= 0 else { return nil }
    let rows = near.map(\.row)
    let own = rows.map { residuals[$0] }.sorted()
    let middle = own.quantile(0.5)
    let sizes = own.map { ($0 - middle).magnitude }.sorted()
    let values = rows.map { scaled[target][$0] }.sorted()
    return Judgement(
      middle: middle, spread: sizes.quantile(0.9), wide: sizes.quantile(0.95),
      least: values.quantile(0.1), greatest: values.quantile(0.9))
  }

  private static func add(_ values: [Double], from own: Double, to distances: inout [Double]) {
    let count = min(values.count, distances.count)
    for place in 0..<count {
      let way = values[place] - own
      distances[place] += way * way
    }
  }

  func isSound(columns: Int) -> Bool {
    scaled.count == columns && scaled.allSatisfy { $0.count == rowCount }
      && scaled.allSatisfy { $0.allSatisfy(\.isFinite) } && rowCount <= Self.most
  }
}
