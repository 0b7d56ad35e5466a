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

  init(_ looks: [[CellLook]], rows: [HeadRow]) {
    var sums = [Double](repeating: 0, count: looks.count + 1)
    var seen = [[CellLook: Int]](repeating: [:], count: looks.first?.count ?? 0)
    var below = 0
    for row in looks.indices.reversed() {
      sums[row] = sums[row + 1]
      if rows[row].cells.isEmpty { continue }
      // The lowest row surprises nobody, as nothing is known.
      var bits = rows[row].isBeforeGap && below > 0 ? Self.gap : 0
      for (column, look) in looks[row].enumerated() {
        let count = seen[column][look] ?? 0
        let share =
          (Double(count) + Self.unseen) / (Double(below) + Self.unseen * Self.looks)
        // A column without anything, as beside a stray cell, is as blank as the one before.
        let isBlankBelow = count == below && !look.isFilled
        if below > 0, !isBlankBelow {
          bits += min(Self.bits(share), look.isFilled ? Self.cap : Self.blankCap)
        }
        seen[column][look] = count + 1
      }
      sums[row] += bits
      below += 1
    }
    self.sums = sums
  }

  private static func bits(_ share: Double) -> Double { -share.exponentBits }

  /// The surprise of all rows from one on.
  func sum(from row: Int) -> Double { sums[row] }
}
