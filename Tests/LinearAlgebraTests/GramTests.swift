import RowcastLinearAlgebra
import Testing

/// Seeded rows with every kind of block; one level of each category has no column.
func mixedRows(_ count: Int, seed: UInt64) -> FeatureMatrix {
  var generator = SeededGenerator(seed: seed)
  let dense = (0..<(count * 3)).map { _ in generator.uniform() - 0.5 }
  let codes = (0..<count).map { _ in UInt32(generator.below(5)) }
  var (offsets, columns, values): ([Int], [UInt32], [Double]) = ([0], [], [])
  for _ in 0..<count {
    for column in 0..<6 where generator.uniform() < 0.4 {
      columns.append(UInt32(column))
      values.append(generator.uniform())
    }
    offsets.append(columns.count)
  }
  return FeatureMatrix(
    trusted: count, dense: dense, denseWidth: 3,
    categories: [.init(codes: codes, levels: 4)],
    sparse: [.init(rowOffsets: offsets, columns: columns, values: values, width: 6)])
}

/// The rows written out, with a column of ones.
func written(_ features: FeatureMatrix) -> [[Double]] {
  (0..<features.rowCount).map { row in
    var line = [Double](repeating: 0, count: features.width + 1)
    for j in 0..<features.denseWidth { line[j] = features.dense[row * features.denseWidth + j] }
    for (category, offset) in zip(features.categories, features.categoryOffsets)
    where category.codes[row] < category.levels {
      line[offset + Int(category.codes[row])] = 1
    }
    for (block, offset) in zip(features.sparse, features.sparseOffsets) {
      for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
        line[offset + Int(block.columns[entry])] = block.values[entry]
      }
    }
    line[features.width] = 1
    return line
  }
}

@Suite("Kernels over feature matrices")
struct GramTests {
  @Test("A weighted Gram matrix is the sum of outer products", arguments: [0, 1, 7, 1500])
  func gram(count: Int) {
    let features = mixedRows(count, seed: 3)
    let d = (0..<count).map { Double($0 % 4) / 3 }
    let gram = features.weightedGram(d)
    let rows = written(features)
    let order = features.width + 1
    for i in 0..<order {
      for j in 0...i {
        let expected = rows.indices.reduce(0) { $0 + d[$1] * rows[$1][i] * rows[$1][j] }
        #expect(abs(gram[i * order + j] - expected) < 1e-11 * max(1, abs(expected)))
      }
    }
  }

  @Test("Several weighted Gram matrices at once are as one by one", arguments: [0, 7, 2600])
  func grams(count: Int) {
    let features = mixedRows(count, seed: 8)
    #expect(features.hasSharedGrams)
    let lanes = GramPlan.lanes
    let d = (0..<(count * lanes)).map { Double($0 % 13) / 7 }
    for wanted in [1, 3, lanes] {
      let found = GramPlan(features).squares(d, count: wanted)
      let single = (0..<wanted).map { lane in
        features.weightedGram((0..<count).map { d[$0 * lanes + lane] })
      }
      #expect(found.count == wanted)
      let order = features.width + 1
      for (a, b) in zip(found, single) {
        for i in 0..<order {
          #expect(a[(i * order)...(i * order + i)] == b[(i * order)...(i * order + i)])
        }
      }
    }
  }

  @Test("Logits are products with the weights plus the intercept", arguments: [1, 3])
  func logits(outputs: Int) {
    let features = mixedRows(700, seed: 4)
    var generator = SeededGenerator(seed: 9)
    let parameters = (0..<((features.width + 1) * outputs)).map { _ in generator.uniform() - 0.5 }
    let logits = features.logits(parameters, outputs: outputs)
    for (row, line) in written(features).enumerated() {
      for k in 0..<outputs {
        let expected = line.indices.reduce(0) { $0 + line[$1] * parameters[$1 * outputs + k] }
        #expect(abs(logits[row * outputs + k] - expected) < 1e-13)
      }
    }
  }

  @Test("Weighted squares are the diagonal of the Gram matrix")
  func squares() {
    let features = mixedRows(300, seed: 5)
    let d = (0..<300).map { Double($0 % 7) }
    let squares = features.weightedSquares(d, outputs: 1)
    let gram = features.weightedGram(d)
    for (i, square) in squares.enumerated() {
      #expect(abs(square - gram[i * squares.count + i]) < 1e-10)
    }
  }
}
