import RowcastJSONText
import RowcastLinearAlgebra
import RowcastMachine
import RowcastTabular
import TestSupport
import Testing

@testable import RowcastFeatures

/// What every recipe must keep, whatever its options.
@Suite struct LawTests {
  /// A table with one column of every sort, hard ones among them.
  static func table(rows: Int = 120, seed: UInt64 = 1) -> Table {
    var generator = SeededGenerator(seed: seed)
    func texts(_ name: String, _ value: (Int) -> String?) -> TypedColumn {
      RoleTests.texts(name, (0..<rows).map(value))
    }
    func numbers(_ name: String, _ value: (Int) -> Double) -> TypedColumn {
      RoleTests.numbers(name, (0..<rows).map(value))
    }
    var date = numbers("date", { Double($0 * 7) * 86_400_000 * (1 + Double($0 % 3)) })
    date.kind = .date
    var truth = numbers("truth", { Double($0 % 2) })
    truth.kind = .boolean
    return Table(
      columns: [
        numbers("plain", { _ in generator.uniform() * 100 - 50 }),
        numbers("gaps", { $0 % 5 == 0 ? .nan : generator.uniform() }),
        numbers("inflated", { $0 % 3 == 0 ? Double($0) * 1e4 : 0 }),
        numbers("huge", { Double($0) * 1e300 }),
        numbers("tiny", { 5 + Double($0 % 11) * 1e-15 }),
        numbers("infinite", { $0 % 7 == 0 ? .infinity : Double($0 % 13) }),
        numbers("constant", { _ in 7 }),
        numbers("one or none", { $0 % 2 == 0 ? 7 : .nan }),
        numbers("empty", { _ in .nan }),
        date, truth,
        texts("level", { ["a", "b", "c", nil, "rare \($0 / 40)"][$0 % 5] }),
        texts("amount", { $0 % 9 == 0 ? "N/A" : "$\($0 % 17),000" }),
        texts("words", { "the \(["cat", "dog", "cow"][$0 % 3]) number \($0) runs" }),
        texts("no text", { _ in nil }),
        texts("y", { ["no", "yes", "no", "maybe"][$0 % 4] }),
      ], rowCount: rows)
  }

  static var recipes: [FeatureRecipe] {
    var all: [FeatureRecipe] = []
    for scaling in Scaling.allCases {
      var recipe = FeatureRecipe()
      recipe.scaling = scaling
      all.append(recipe)
    }
    for knots in [4, 255] {
      var recipe = FeatureRecipe()
      var curves = CurveOptions()
      curves.mostKnots = knots
      recipe.curves = curves
      all.append(recipe)
    }
    for imputation in Imputation.allCases {
      for encoding in CategoryEncoding.allCases {
        var recipe = FeatureRecipe()
        recipe.imputation = imputation
        recipe.encoding = encoding
        recipe.hinges = .none
        recipe.text.measures = TextMeasure.allCases
        all.append(recipe)
      }
    }
    return all
  }

  static func check(_ matrix: FeatureMatrix, _ features: FittedFeatures, rows: Int) {
    #expect(matrix.rowCount == rows)
    #expect(matrix.width == features.width && features.width == features.features.count)
    #expect(matrix.denseWidth == features.denseWidth)
    #expect(matrix.dense.allSatisfy { $0.isFinite })
    for block in matrix.sparse {
      #expect(block.values.allSatisfy { $0.isFinite })
      #expect(block.columns.allSatisfy { Int($0) < block.width })
      for row in 0..<rows {
        let entries = block.columns[block.rowOffsets[row]..<block.rowOffsets[row + 1]]
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 })
      }
    }
  }

  @Test(arguments: recipes.indices)
  func keepsRowsAndWidthOnSeenAndUnseenTables(_ index: Int) throws {
    let recipe = Self.recipes[index]
    let table = Self.table()
    let labels = try LabelRecipe(column: "y").fitted(to: table)
    let features = try recipe.fitted(to: table, labels: labels)
    Self.check(features.transformed(table), features, rows: 120)
    Self.check(features.transformed(Self.table(rows: 33, seed: 9)), features, rows: 33)
    Self.check(features.transformed(Table(columns: [], rowCount: 3)), features, rows: 3)
    Self.check(features.transformed(Self.table(rows: 0)), features, rows: 0)
    #expect(Set(features.featureNames).count == features.width)
    let known = Set(table.names)
    #expect(features.features.allSatisfy { known.contains($0.column) })
  }

  /// The rows of a matrix, each with all its features.
  static func rows(of matrix: FeatureMatrix) -> [[Double]] {
    var rows = (0..<matrix.rowCount).map { row in
      Array(matrix.dense[(row * matrix.denseWidth)..<((row + 1) * matrix.denseWidth)])
        + [Double](repeating: 0, count: matrix.width - matrix.denseWidth)
    }
    for row in rows.indices {
      for (category, offset) in zip(matrix.categories, matrix.categoryOffsets) {
        let code = Int(category.codes[row])
        if code < category.levels { rows[row][offset + code] = 1 }
      }
      for (block, offset) in zip(matrix.sparse, matrix.sparseOffsets) {
        for entry in block.rowOffsets[row]..<block.rowOffsets[row + 1] {
          rows[row][offset + Int(block.columns[entry])] = block.values[entry]
        }
      }
    }
    return rows
  }

  @Test(arguments: recipes.indices)
  func whatEveryTransformerPromises(_ index: Int) throws {
    let recipe = Self.recipes[index]
    let table = Self.table()
    let labels = try LabelRecipe(column: "y").fitted(to: table)
    try checkTransformer(
      of: [
        table, Self.table(rows: 33, seed: 9), Table(columns: [], rowCount: 3), Self.table(rows: 0),
      ],
      fit: { try recipe.fitted(to: table, labels: labels) }, width: { $0.width },
      transform: { Self.rows(of: $0.transformed($1)) })
    let asked = try JSONCoding.encode(recipe)
    let read = try JSONCoding.decode(FeatureRecipe.self, from: asked)
    #expect(read == recipe)
  }

  @Test func rowsAreTransformedByThemselves() throws {
    let table = Self.table()
    let features = try FeatureRecipe().fitted(to: table, target: "y")
    let whole = features.transformed(table)
    let picked = [5, 0, 99, 5]
    let some = features.transformed(table, rows: picked)
    let expected = try whole.selecting(picked)
    #expect(some.dense == expected.dense)
    #expect(some.categories.map(\.codes) == expected.categories.map(\.codes))
    #expect(some.sparse.map(\.columns) == expected.sparse.map(\.columns))
    #expect(some.sparse.map(\.values) == expected.sparse.map(\.values))
  }

  @Test func otherRowsDoNotTeach() throws {
    let table = Self.table()
    let rows = Array(0..<60)
    let some = try FeatureRecipe().fitted(to: table, rows: rows, target: "y")
    let alone = try FeatureRecipe().fitted(to: table.selecting(rows), target: "y")
    #expect(alone == some)
  }

  @Test func numbersAndTextsOfOneColumnAgree() throws {
    let numbers = Table(columns: [RoleTests.numbers("x", [1, 2, 3, 4.5, 2])], rowCount: 5)
    let texts = Table(
      columns: [RoleTests.texts("x", ["1", " 2", "3", "4.5", "2.0"])], rowCount: 5)
    let features = try FeatureRecipe().fitted(to: numbers)
    let same = features.transformed(texts).dense == features.transformed(numbers).dense
    #expect(same)
    var recipe = FeatureRecipe()
    recipe.rareThreshold = 1
    recipe.set(.category, of: "x")
    let levels = try recipe.fitted(to: numbers)
    let column = RoleTests.texts("x", ["1", "2", "3", "4.5", "2"])
    #expect(
      levels.transformed(Table(columns: [column], rowCount: 5)).categories[0].codes
        == levels.transformed(numbers).categories[0].codes)
  }

  /// Sums over chunks are combined in the order of the chunks, so cores do not matter.
  @Test func manyRowsOnOneThreadAndOnThree() throws {
    let table = Self.table(rows: 20_000)
    var results: [FittedFeatures] = []
    var matrices: [FeatureMatrix] = []
    for workers in [1, 3] {
      try WorkerCount.with(workers) {
        let features = try FeatureRecipe().fitted(to: table, target: "y")
        results.append(features)
        matrices.append(features.transformed(table))
      }
    }
    // Compared by themselves: a failed comparison of long arrays would be explained for hours.
    let sameFeatures = results[0] == results[1]
    let sameDense = matrices[0].dense == matrices[1].dense
    let sameSparse = matrices[0].sparse.map(\.values) == matrices[1].sparse.map(\.values)
    #expect(sameFeatures && sameDense && sameSparse)
    #expect(matrices[0].dense.allSatisfy { $0.isFinite })
  }
}
