import RowcastLinearAlgebra

/// Some rows that stand for many: one from each stretch of equal length, at a seeded place in it.
enum RowSample {
  /// The sample's rows, ascending; nil when the rows are not many more than a sample needs.
  static func rows(of rowCount: Int, width: Int) -> [Int]? {
    let wanted = max(16_384, 64 * (width + 1))
    let stretch = rowCount / wanted
    guard stretch >= 4 else { return nil }
    var generator = SeededGenerator(seed: 0x5EED)
    return (0..<wanted).map { $0 * stretch + generator.below(stretch) }
  }
}
