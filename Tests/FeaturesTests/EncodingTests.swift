import RowcastJSONText
import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastFeatures
import RowcastMachine

@Suite struct EncodingTests {
  static let table = Table(
    columns: [
      RoleTests.texts("c", ["a", "b", "a", nil, "b", "a", "b", "a", "a", "b"]),
      RoleTests.texts(
        "y", ["no", "yes", "no", "yes", "no", "yes", "yes", "no", "no", "yes"]),
    ], rowCount: 10)

  static func recipe(_ encoding: CategoryEncoding) -> FeatureRecipe {
    var recipe = FeatureRecipe()
    recipe.columns = [FeatureRecipe.ColumnOptions(name: "c", role: .category, encoding: encoding)]
    recipe.rareThreshold = 1
    return recipe
  }

  @Test func hashesAreTheSameEverywhere() {
    let buckets = FittedBuckets(count: 1000)
    #expect(
      ["", "a", "b", "Straße", "好"].map { buckets.bucket(of: $0) } == [945, 824, 681, 92, 397])
  }

  @Test func bucketsOfLevels() throws {
    let fitted = try Self.recipe(.hashing).fitted(to: Self.table, target: "y")
    let category = fitted.transformed(Self.table).categories[0]
    #expect(category.levels == 257 && fitted.width == 257)
    #expect(category.codes[3] == 256)
    #expect(category.codes[0] == category.codes[2] && category.codes[0] < 256)
  }

  @Test func ordinalByAGivenOrder() throws {
    var recipe = Self.recipe(.ordinal)
    recipe.scaling = .none
    recipe.columns[0].order = ["b", "a"]
    let fitted = try recipe.fitted(to: Self.table, target: "y")
    let matrix = fitted.transformed(Self.table)
    #expect(matrix.dense == [1, 0, 1, 1, 0, 1, 0, 1, 1, 0])
    #expect(matrix.sparse[0].columns.count == 1)
    #expect(fitted.featureNames == ["c", "c is missing"])
  }

  @Test func targetSharesLeaveTheRowOut() throws {
    let labels = try LabelRecipe(column: "y").fitted(to: Self.table)
    let (features, matrix) = try Self.recipe(.target)
      .fittedAndTransformed(to: Self.table, labels: labels)
    let shares = try #require(features.columns[0].shares)
    #expect(shares.levels == ["a", "b"] && shares.counts == [4, 1, 1, 3])
    #expect(shares.missing == [0, 1])
    #expect(matrix.denseWidth == 1)
    // Level a: one yes of five, drawn to one half by ten rows: 6/15.
    let plain = features.transformed(Self.table)
    let scaler = shares.scalers[0]
    #expect(abs(plain.dense[0] - scaler.scaled(Elementary.log(6.0 / 9))) < 1e-12)
    // Row 5 is the only yes of level a: without its own fold there is none among those rows.
    #expect(matrix.dense[5] < plain.dense[5])
    #expect(throws: FeatureError(.targetNeeded(encoding: "target"), column: "c")) {
      try Self.recipe(.target).fitted(to: Self.table, target: "y")
    }
  }

  /// A column of noise must not look useful to the rows that it was fitted to.
  @Test func crossFittingHidesTheNoise() throws {
    var generator = SeededGenerator(seed: 11)
    let rows = 2000
    let noise = (0..<rows).map { _ in "l\(generator.below(400))" }
    let y = (0..<rows).map { _ in generator.uniform() < 0.5 ? "no" : "yes" }
    let table = Table(
      columns: [RoleTests.texts("c", noise), RoleTests.texts("y", y)], rowCount: rows)
    let labels = try LabelRecipe(column: "y").fitted(to: table)
    let (features, matrix) = try Self.recipe(.target)
      .fittedAndTransformed(to: table, labels: labels)
    func covariance(_ values: [Double]) -> Double {
      zip(values, y).reduce(0) { $0 + $1.0 * ($1.1 == "yes" ? 1 : -1) } / Double(rows)
    }
    #expect(covariance(features.transformed(table).dense) > 0.3)
    #expect(covariance(matrix.dense) < 0.05)
  }

  @Test(arguments: CategoryEncoding.allCases)
  func survivesTheModelFile(_ encoding: CategoryEncoding) throws {
    let labels = try LabelRecipe(column: "y").fitted(to: Self.table)
    let fitted = try Self.recipe(encoding).fitted(to: Self.table, labels: labels)
    let text = try JSONCoding.encode(fitted)
    let back = try JSONCoding.decode(FittedFeatures.self, from: text)
    #expect(back == fitted)
    let again = try JSONCoding.encode(back)
    #expect(again == text)
    #expect(back.transformed(Self.table).dense == fitted.transformed(Self.table).dense)
    let target = try JSONCoding.decode(FittedLabels.self, from: try JSONCoding.encode(labels))
    #expect(target == labels)
  }

  @Test func brokenModelFilesAreRefused() throws {
    var fitted = try Self.recipe(.hashing).fitted(to: Self.table, target: "y")
    fitted.columns[0].buckets?.count = 0
    let text = try JSONCoding.encode(fitted)
    #expect(throws: (any Error).self) { try JSONCoding.decode(FittedFeatures.self, from: text) }
    let labels = FittedLabels(column: "y", labels: ["a", "b"], counts: [1, 2], positive: 7)
    let broken = try JSONCoding.encode(labels)
    #expect(throws: (any Error).self) { try JSONCoding.decode(FittedLabels.self, from: broken) }
  }
}
