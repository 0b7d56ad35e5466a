import RowcastLinearAlgebra
import RowcastTabular
import Testing

@testable import RowcastFeatures

@Suite struct FittingTests {
  static let table = Table(
    columns: [
      RoleTests.numbers("n", [1, 2, .nan, 4, 5, 9]),
      RoleTests.texts("c", ["a", "b", "a", nil, "b", "z"]),
      RoleTests.texts("y", ["no", "yes", "no", "yes", "no", "NA"]),
    ], rowCount: 6)

  static func recipe(_ change: (inout FeatureRecipe) -> Void = { _ in }) -> FeatureRecipe {
    var recipe = FeatureRecipe()
    recipe.rareThreshold = 2
    recipe.set(.category, of: "c")
    change(&recipe)
    return recipe
  }

  @Test func medianAndStandardScale() throws {
    let fitted = try Self.recipe { $0.rareThreshold = 1 }.fitted(to: Self.table, target: "y")
    let number = try #require(fitted.columns[0].number)
    #expect(number.fill == 4)
    #expect(number.hasIndicator)
    #expect(abs(number.scaler.center - 25.0 / 6) < 1e-15)
    let matrix = fitted.transformed(Self.table)
    #expect(matrix.denseWidth == 1 && matrix.rowCount == 6)
    #expect(abs(matrix.dense.reduce(0, +)) < 1e-12)
    #expect(matrix.sparse[0].rowOffsets == [0, 0, 0, 1, 1, 1, 1])
    #expect(
      fitted.featureNames == ["n", "c = a", "c = b", "c = z", "c is missing", "n is missing"])
    #expect(matrix.width == fitted.width)
  }

  @Test func levelsStandByFrequencyAndRareOnesArePooled() throws {
    let fitted = try Self.recipe().fitted(to: Self.table, target: "y")
    let levels = try #require(fitted.columns[1].levels)
    #expect(levels.levels == ["a", "b"] && levels.rare == ["z"])
    let matrix = fitted.transformed(Self.table)
    #expect(matrix.categories[0].codes == [0, 1, 0, 3, 1, 2])
    let unseen = Table(
      columns: [RoleTests.texts("c", ["q", "b"]), RoleTests.numbers("n", [1, 1])], rowCount: 2)
    #expect(fitted.transformed(unseen).categories[0].codes == [2, 1])
    let zeros = try Self.recipe { $0.unseen = .zeros }.fitted(to: Self.table, target: "y")
    #expect(zeros.transformed(unseen).categories[0].codes == [4, 1])
  }

  @Test func onlyTheGivenRowsTeach() throws {
    let fitted = try Self.recipe().fitted(to: Self.table, rows: [0, 1, 3], target: "y")
    #expect(fitted.columns[0].number?.fill == 2)
    #expect(fitted.columns[1].levels?.levels == [])
    #expect(fitted.rowCount == 3)
  }

  @Test func labelsAreOrderedAndMissingOnesCounted() throws {
    let labels = try LabelRecipe(column: "y").fitted(to: Self.table)
    #expect(labels.labels == ["no", "yes"] && labels.counts == [3, 2])
    #expect(labels.missingCount == 1 && labels.positiveLabel == "yes")
    let none = TypedColumn.missingCode
    #expect(try labels.encoded(Self.table) == [0, 1, 0, 1, 0, none])
    let numbers = Table(columns: [RoleTests.numbers("d", [10, 9, 1, 0, 10])], rowCount: 5)
    let digits = try LabelRecipe(column: "d").fitted(to: numbers)
    #expect(digits.labels == ["0", "1", "9", "10"])
    #expect(digits.encoded(numbers.columns[0]) == [3, 2, 1, 0, 3])
  }

  @Test(arguments: [
    (["<=50K", ">50K"], 1), (["bad", "good"], 0), (["ham", "spam"], 1), (["0", "1"], 1),
    (["No", "Yes"], 1), (["churn", "no churn"], 0), (["FAIL", "PASS"], 1), (["false", "true"], 1),
  ])
  func positiveClass(_ labels: [String], _ index: Int) {
    #expect(PositiveClass.index(of: labels) == index)
  }

  @Test func errorsNameTheColumn() {
    #expect(throws: FeatureError(.tooFewClasses(found: ["a"]), column: "t")) {
      let one = Table(columns: [RoleTests.texts("t", ["a", "a"])], rowCount: 2)
      return try LabelRecipe(column: "t").fitted(to: one)
    }
    #expect(throws: FeatureError(.noSuchColumn(available: ["n", "c", "y"]), column: "w")) {
      try Self.recipe { $0.drop("w") }.fitted(to: Self.table)
    }
    #expect(throws: FeatureError(.noRows)) {
      try Self.recipe().fitted(to: Self.table, rows: [])
    }
  }

  @Test(arguments: [
    (["-", ".", "no", "yes"], ["no", "yes"]), (["-", "+"], ["+", "-"]),
    (["-", "+", "?"], ["+", "-"]), (["-", "yes"], ["-", "yes"]),
    (["none", "mild", "--", "n.a."], ["mild", "none"]), (["-", "1", "2"], ["1", "2"]),
    (["+", "++", "-", "x"], ["+", "++", "-", "x"]),
  ])
  func `marks of no value are no classes beside others`(values: [String], classes: [String]) throws
  {
    let texts = (0..<40).map { values[$0 % values.count] }
    let table = Table(columns: [TypedColumn(name: "y", texts: texts)], rowCount: 40)
    let labels = try LabelRecipe(column: "y").fitted(to: table)
    #expect(labels.labels == classes)
    #expect(labels.counts.reduce(labels.missingCount, +) == 40)
    #expect(labels.missingTokens == values.filter { !classes.contains($0) }.sorted())
    #expect(
      labels.encoded(table.columns[0]).count { $0 == TypedColumn.missingCode }
        == labels.missingCount)
    let told = DataReview.classWarnings(labels).map(\.finding)
    let marked = classes.filter { $0 == "-" }
    #expect(
      told.compactMap { if case .markedClass(_, let label, _) = $0 { label } else { nil } }
        == marked)
    let missing = DataFinding.missingClass(
      column: "y", rows: labels.missingCount, tokens: labels.missingTokens)
    #expect(told.contains(missing) == (labels.missingCount > 0))
  }

  @Test func `a mark that is the positive class is one`() throws {
    let texts = (0..<30).map { ["-", "a", "b"][$0 % 3] }
    let table = Table(columns: [TypedColumn(name: "y", texts: texts)], rowCount: 30)
    let labels = try LabelRecipe(column: "y", positive: "-").fitted(to: table)
    #expect(labels.labels == ["-", "a", "b"])
  }
}
