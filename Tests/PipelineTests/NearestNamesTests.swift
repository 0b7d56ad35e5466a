import Testing

@testable import RowcastPipeline

@Suite struct NearestNamesTests {
  @Test(arguments: [
    ("churn", ["name", "churned"], ["churned"]),
    ("流失", ["姓名", "城市", "套餐", "是否流失"], ["是否流失"]),
    ("流失", ["姓名", "城市", "套餐"], []),
    ("城区", ["姓名", "城市"], ["城市"]),
    ("no", ["ya", "ok", "on"], ["on"]),
    ("age", ["pay", "sex", "wage"], ["wage"]),
    ("a", ["b"], []),
    ("tenure_month", ["tenure_months", "total"], ["tenure_months"]),
    ("--hidden", ["--hidden-cells", "--header"], ["--hidden-cells"]),
  ])
  func `Only names that hold it or differ in a third are near`(
    name: String, candidates: [String], near: [String]
  ) {
    #expect(NearestNames.of(name, among: candidates) == near)
  }

  @Test func `Without a near one there is what there is, or nothing where that is no help`() {
    #expect(SimilarNames.hint("x", among: ["abc", "def"]) == "; there are \"abc\", \"def\"")
    #expect(SimilarNames.guess("x", among: ["abc", "def"]) == "")
  }
}
