import Foundation
import RowcastLinearAlgebra
import Testing

@testable import RowcastClassification
import RowcastMachine

@Suite struct StreamedRegressionTests {
  /// Rows in batches of one size, as a stream brings them.
  private func streamed(
    _ data: SyntheticRows, classCount: Int, batch: Int, passes: Int = 1
  ) throws -> StreamedRegression {
    var stream = try StreamedRegression(classCount: classCount, width: data.features.width)
    for _ in 0..<passes {
      for start in stride(from: 0, to: data.labels.count, by: batch) {
        let rows = Array(start..<min(start + batch, data.labels.count))
        try stream.learn(
          from: data.features.selecting(rows), labels: rows.map { data.labels[$0] })
      }
    }
    return stream
  }

  @Test(arguments: [2, 4]) func `One pass comes close to the optimum`(classCount: Int) throws {
    let data = SyntheticRows(rows: 40_000, classCount: classCount)
    let stream = try streamed(data, classCount: classCount, batch: 1000)
    let best =
      classCount == 2
      ? try LogisticRegression().fitted(to: data.features, labels: data.labels)
      : try SoftmaxRegression().fitted(
        to: data.features, labels: data.labels, classCount: classCount)
    func loss(_ model: LinearClassifier) throws -> Double {
      let probabilities = try model.probabilities(data.features)
      return data.labels.indices.reduce(0) {
        $0 - Elementary.log(probabilities[$1, data.labels[$1]])
      }
        / Double(data.labels.count)
    }
    #expect(try loss(stream.classifier) < 1.01 * loss(best))
    #expect(try loss(stream.classifier) < (stream.progressiveLogLoss ?? 0))
    #expect(stream.rowCount == 40_000)
  }

  @Test func `Batches of whole steps change nothing`() throws {
    let data = SyntheticRows(rows: 3200, classCount: 3)
    let one = try streamed(data, classCount: 3, batch: 3200)
    let many = try streamed(data, classCount: 3, batch: 320)
    #expect(one.classifier.weights == many.classifier.weights)
    #expect(one.classifier.intercepts == many.classifier.intercepts)
  }

  @Test func `Rows that do not fit are refused and nothing is learned`() throws {
    let data = SyntheticRows(rows: 10, classCount: 2)
    var stream = try StreamedRegression(classCount: 2, width: data.features.width)
    #expect(throws: ClassificationError.self) {
      try stream.learn(from: data.features, labels: [Int](repeating: 2, count: 10))
    }
    #expect(throws: ClassificationError.self) {
      try stream.learn(
        from: FeatureMatrix(rowCount: 1, dense: [1], denseWidth: 1), labels: [0])
    }
    #expect(stream.rowCount == 0 && stream.stepCount == 0)
    #expect(stream.progressiveLogLoss == nil)
    #expect(throws: ClassificationError.self) {
      _ = try StreamedRegression(
        classCount: 2, width: 1, options: .init(learningRate: .nan))
    }
  }
}
