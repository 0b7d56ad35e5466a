import Testing

@testable import RowcastLinearAlgebra

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

/// Seeded rows of curves and of a product, with as many entries in each row: every third number stands at
/// a knot, where one of its two entries is 0.
func curvedRows(_ count: Int, seed: UInt64) -> FeatureMatrix {
  var generator = SeededGenerator(seed: seed)
  var (columns, values, cells): ([UInt32], [Double], [UInt32]) = ([], [], [])
  for _ in 0..<count {
    for (first, knots) in [(0, 5), (5, 3), (8, 9)] {
      let place = UInt32(first + generator.below(knots - 1))
      let share = generator.below(3) == 0 ? 0 : generator.uniform()
      columns += [place, place + 1]
      values += [1 - share, share]
    }
    let place = UInt32(generator.below(4))
    cells += [place, place + 2, 8 + UInt32(generator.below(2)), 10 + UInt32(generator.below(3))]
  }
  return FeatureMatrix(
    trusted: count, dense: (0..<(count * 2)).map { _ in generator.uniform() - 0.5 }, denseWidth: 2,
    categories: [.init(codes: (0..<count).map { _ in UInt32(generator.below(4)) }, levels: 3)],
    sparse: [
      .init(
        rowOffsets: (0...count).map { $0 * 6 }, columns: columns, values: values, width: 17),
      .init(
        rowOffsets: (0...count).map { $0 * 4 }, columns: cells,
        values: cells.map { Double($0 % 3) / 2 }, width: 13),
    ])
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
    for features in [mixedRows(count, seed: 3), curvedRows(count, seed: 6)] {
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
  }

  @Test("A block of curves falls into its curves, and one of other rows stays whole")
  func runs() {
    let features = curvedRows(400, seed: 2)
    #expect(features.sparse[0].runs.map(\.entry) == [0, 2, 4])
    #expect(features.sparse[0].runs.map(\.first) == [0, 5, 8])
    // The second cell of a product begins among those of the first.
    #expect(features.sparse[1].runs.map(\.count) == [2, 1, 1])
    #expect(mixedRows(400, seed: 2).sparse[0].runs.isEmpty)
  }

  @Test("Several weighted Gram matrices at once are as one by one", arguments: [0, 7, 2600])
  func grams(count: Int) throws {
    try grams(mixedRows(count, seed: 8), count)
    try grams(curvedRows(count, seed: 8), count)
  }

  private func grams(_ features: FeatureMatrix, _ count: Int) throws {
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
