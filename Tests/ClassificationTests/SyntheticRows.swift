import Foundation
import RowcastLinearAlgebra

/// Seeded rows with all kinds of block, and labels that depend on them.
struct SyntheticRows: Sendable {
  let features: FeatureMatrix
  let labels: [Int]
  let weights: [Double]
  let classCount: Int

  init(
    rows: Int, dense: Int = 3, levels: [Int] = [4, 3], sparseWidth: Int = 6, classCount: Int = 3,
    seed: UInt64 = 1
  ) {
    var generator = SeededGenerator(seed: seed)
    func normal() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
    }
    let values = (0..<(rows * dense)).map { _ in normal() }
    let categories = levels.map { count in
      // One level more than there are: a code without a column.
      FeatureMatrix.Category(
        codes: (0..<rows).map { _ in UInt32(generator.below(count + 1)) }, levels: count)
    }
    var offsets = [0]
    var columns: [UInt32] = []
    var entries: [Double] = []
    for _ in 0..<rows {
      for column in 0..<sparseWidth where generator.uniform() < 0.3 {
        columns.append(UInt32(column))
        entries.append(generator.uniform())
      }
      offsets.append(columns.count)
    }
    let sparse = FeatureMatrix.Sparse(
      rowOffsets: offsets, columns: columns, values: entries, width: sparseWidth)
    features = FeatureMatrix(
      trusted: rows, dense: values, denseWidth: dense, categories: categories,
      sparse: sparseWidth > 0 ? [sparse] : [])
    labels = (0..<rows).map { row in
      var scores = (0..<classCount).map { _ in 1.5 * normal() }
      for j in 0..<dense { scores[j % classCount] += 2 * values[row * dense + j] }
      for (index, category) in categories.enumerated() {
        scores[(Int(category.codes[row]) + index) % classCount] += 1
      }
      return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }
    weights = (0..<rows).map { _ in 0.5 + generator.uniform() }
    self.classCount = classCount
  }

  /// The same rows as one dense block.
  var materialized: FeatureMatrix {
    var values = [Double](repeating: 0, count: features.rowCount * features.width)
    for row in 0..<features.rowCount {
      let base = row * features.width
      for j in 0..<features.denseWidth {
        values[base + j] = features.dense[row * features.denseWidth + j]
      }
      for (category, offset) in zip(features.categories, features.categoryOffsets)
      where category.codes[row] < category.levels {
        values[base + offset + Int(category.codes[row])] = 1
      }
      for (block, offset) in zip(features.sparse, features.sparseOffsets) {
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
          values[base + offset + Int(block.columns[entry])] = block.values[entry]
        }
      }
    }
    return FeatureMatrix(
      trusted: features.rowCount, dense: values, denseWidth: features.width)
  }
}
