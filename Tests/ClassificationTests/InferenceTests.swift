import RowcastClassification
import Foundation
import RowcastLinearAlgebra
import Testing

@Suite("Standard errors")
struct InferenceTests {
  /// 10 of 50 without the mark and 30 of 50 with it: the textbook two-by-two table.
  private let features = FeatureMatrix(
    trusted: 100, dense: (0..<100).map { $0 < 50 ? 0 : 1 }, denseWidth: 1)
  private let labels = (0..<100).map { $0 < 10 || ($0 >= 50 && $0 < 80) ? 1 : 0 }

  @Test("A two-by-two table has the odds ratio and the error of its four counts")
  func table() throws {
    let model = try LogisticRegression(LinearOptions(c: .infinity, tolerance: 1e-12))
      .fitted(to: features, labels: labels)
    let found = try model.inference(features, labels: labels)
    let slope = try #require(found.first)
    #expect(abs(slope.oddsRatio - 6) < 1e-6)
    // Woolf: the root of the sum of the reciprocals of the counts.
    let error = (1.0 / 10 + 1.0 / 40 + 1.0 / 30 + 1.0 / 20).squareRoot()
    #expect(abs(slope.standardError - error) < 1e-8)
    #expect(abs(slope.z - log(6) / error) < 1e-6)
    #expect(abs(slope.pValue - erfc(log(6) / error / 2.0.squareRoot())) < 1e-9)
    #expect(found.last?.feature == nil)
    #expect(abs((found.last?.standardError ?? 0) - (1.0 / 10 + 1.0 / 40).squareRoot()) < 1e-8)
  }

  @Test("Two-class softmax has the same figures as the logistic form")
  func softmax() throws {
    let rows = SyntheticRows(rows: 500, levels: [], sparseWidth: 0, classCount: 2)
    let options = LinearOptions(c: .infinity, tolerance: 1e-10)
    let logistic = try LogisticRegression(options).fitted(to: rows.features, labels: rows.labels)
    let softmax = try SoftmaxRegression(options).fitted(
      to: rows.features, labels: rows.labels, classCount: 2)
    let one = try logistic.inference(rows.features, labels: rows.labels)
    let two = try softmax.inference(rows.features, labels: rows.labels)
    #expect(one.count == two.count)
    for (a, b) in zip(one, two) {
      #expect(abs(a.estimate - b.estimate) < 1e-5)
      #expect(abs(a.standardError - b.standardError) < 1e-6)
    }
  }

  @Test("Levels are measured against one of them, as if it had no feature")
  func levels() throws {
    let codes = (0..<300).map { UInt32($0 * 7 % 3) }
    let x = (0..<300).map { Double($0 * 37 % 101) / 50 - 1 }
    let labels = (0..<300).map { ($0 * 53 % 97) < 30 + 15 * Int(codes[$0]) ? 1 : 0 }
    let all = FeatureMatrix(
      trusted: 300, dense: x, denseWidth: 1,
      categories: [FeatureMatrix.Category(codes: codes, levels: 3)])
    let others = FeatureMatrix(
      trusted: 300,
      dense: (0..<300).flatMap { [x[$0], codes[$0] == 0 ? 1 : 0, codes[$0] == 2 ? 1 : 0] },
      denseWidth: 3)
    let free = LinearOptions(c: .infinity, tolerance: 1e-10)
    let full = try LogisticRegression(free).fitted(to: all, labels: labels)
    let bare = try LogisticRegression(free).fitted(to: others, labels: labels)
    #expect(throws: ClassificationError.self) { try full.inference(all, labels: labels) }
    let found = try full.inference(
      all, labels: labels, references: [ReferenceLevel(feature: 2, group: 1..<4)])
    let expected = try bare.inference(others, labels: labels)
    #expect(found.map(\.feature) == [0, 1, 3, nil])
    for (a, b) in zip(found, expected) {
      #expect(abs(a.estimate - b.estimate) < 1e-6)
      #expect(abs(a.standardError - b.standardError) < 1e-7)
    }
  }

  @Test("A penalty, a repeated column and separated classes are refused")
  func refusals() throws {
    let penalized = try LogisticRegression().fitted(to: features, labels: labels)
    #expect(throws: ClassificationError.self) {
      try penalized.inference(features, labels: labels)
    }
    let twice = FeatureMatrix(
      trusted: 100, dense: features.dense.flatMap { [$0, $0] }, denseWidth: 2)
    let free = LinearOptions(c: .infinity)
    let repeated = try LogisticRegression(free).fitted(to: twice, labels: labels)
    #expect {
      try repeated.inference(twice, labels: labels)
    } throws: { "\($0)".hasPrefix("feature 1 is constant or determined") }
    let separated = (0..<100).map { $0 < 50 ? 0 : 1 }
    let certain = try LogisticRegression(free).fitted(to: features, labels: separated)
    #expect(!certain.fit.hasConverged)
    #expect(certain.fit.message.contains("told apart without error"))
    #expect(throws: ClassificationError.self) {
      try certain.inference(features, labels: separated)
    }
  }
}
