/// The calibration error over bins of equal weight instead of equal width.
///
/// Rows are taken in the order of their confidence and cut into `bins` of the same weight. Rows of
/// one confidence are shared between bins in proportion, so that their order does not matter.
func equalMassError(
  count: Int, bins: Int, weight: (Int) -> Double, confidence: (Int) -> Double,
  isRight: (Int) -> Bool
) -> Double {
  var rows = (0..<count).map { RankedRow(sortKey: positiveBits(confidence($0)), row: $0) }
  radixSort(&rows)
  let total = (0..<count).reduce(0) { $0 + weight($1) }
  guard total > 0 else { return 0 }
  var error = 0.0
  var gap = 0.0
  var filled = 0.0
  var bin = 1
  var start = 0
  while start < rows.count {
    var end = start
    var mass = 0.0
    var difference = 0.0
    let score = Double(bitPattern: rows[start].sortKey)
    while end < rows.count, rows[end].sortKey == rows[start].sortKey {
      let w = weight(rows[end].row)
      mass += w
      difference += w * ((isRight(rows[end].row) ? 1 : 0) - score)
      end += 1
    }
    var left = mass
    while bin < bins, left > 0, filled + left >= total * Double(bin) / Double(bins) {
      let part = total * Double(bin) / Double(bins) - filled
      error += (gap + difference * (part / mass)).magnitude
      gap = 0
      filled += part
      left -= part
      bin += 1
    }
    if mass > 0 { gap += difference * (left / mass) }
    filled += left
    start = end
  }
  return (error + gap.magnitude) / total
}
