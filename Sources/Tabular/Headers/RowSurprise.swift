/// How much each row surprises those who know the rows below it, in bits.
///
/// Bottom up, each column counts the looks of its cells; a look that was seen `k` times in `n` rows
/// costs `-log2((k + 1/4) / (n + 2))`, the estimate of Krichevsky and Trofimov for eight looks with
/// a quarter each. Single cells are capped, as nothing is certain.
struct RowSurprise {
  private let sums: [Double]

  private static let unseen = 0.25
  private static let looks = 8.0
  private static let cap = 6.0
  /// A blank cell and a field that is not there are common in data.
  private static let blankCap = 3.0
  /// Blank rows seldom stand between records.
  private static let gap = 2.0

  init(_ rule: HeaderRule) {
    let rows = rule.rows
    let filled = rows.indices.reversed().filter { !rows[$0].cells.isEmpty }
    // The lowest row surprises nobody, as nothing is known.
    var bits = rows.map { _ in 0.0 }
    for row in filled.dropFirst() where rows[row].isBeforeGap { bits[row] = Self.gap }
    // A column has few looks, so that they are found faster one by one than by a hash.
    var seen: [(look: CellLook, count: Int)] = []
    for column in 0..<rule.width {
      let looks = rule.looks(rows.indices, inColumn: column)
      seen.removeAll(keepingCapacity: true)
      for (below, row) in filled.enumerated() {
        let look = looks[looks.startIndex + row]
        let place = seen.firstIndex { $0.look == look }
        let count = place.map { seen[$0].count } ?? 0
        let share =
          (Double(count) + Self.unseen) / (Double(below) + Self.unseen * Self.looks)
        // A column without anything, as beside a stray cell, is as blank as the one before.
        let isBlankBelow = count == below && !look.isFilled
        if below > 0, !isBlankBelow {
          bits[row] += min(Self.bits(share), look.isFilled ? Self.cap : Self.blankCap)
        }
        if let place { seen[place].count += 1 } else { seen.append((look, 1)) }
      }
    }
    var sums = [Double](repeating: 0, count: rows.count + 1)
    for row in rows.indices.reversed() { sums[row] = sums[row + 1] + bits[row] }
    self.sums = sums
  }

  private static func bits(_ share: Double) -> Double { -share.exponentBits }

  /// The surprise of all rows from one on.
  func sum(from row: Int) -> Double { sums[row] }
}
