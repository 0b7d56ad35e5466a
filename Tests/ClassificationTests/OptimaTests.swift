import RowcastClassification
import Foundation
import RowcastLinearAlgebra
import Testing
import RowcastMachine

@Suite("Penalized optima")
struct OptimaTests {
  @Test(
    "Every reference optimum is reached to 1e-8",
    arguments: try Optimum.all())
  func reachesReference(_ optimum: Optimum) throws {
    let table = try NumberTable(optimum.dataset)
    let model = try fitted(optimum, to: table)
    #expect(model.fit.hasConverged)
    #expect(abs(model.fit.objective / optimum.objective - 1) < 1e-8)
    let probabilities = try model.probabilities(table.features)
    let logLoss = table.labels.enumerated().reduce(0) {
      $0 - Elementary.log(probabilities[$1.0, $1.1])
    }
    #expect(abs(logLoss / Double(table.labels.count) / optimum.meanLogLoss - 1) < 1e-5)
    for (k, row) in optimum.coefficients.enumerated() {
      for (j, weight) in row.enumerated() {
        #expect(abs(model.weights[k, j] - weight) < 1e-3 * max(1, abs(weight)))
      }
      let intercept = optimum.intercepts[k]
      #expect(abs(model.intercepts[k] - intercept) < 2e-3 * max(1, abs(intercept)))
    }
  }

  private func fitted(_ optimum: Optimum, to table: NumberTable) throws -> LinearClassifier {
    let options = LinearOptions(
      c: optimum.c, l1Ratio: optimum.l1Ratio,
      classWeights: optimum.classWeight == nil ? .none : .balanced)
    if optimum.classes.count == 2 {
      return try LogisticRegression(options).fitted(to: table.features, labels: table.labels)
    }
    return try SoftmaxRegression(options).fitted(
      to: table.features, labels: table.labels, classCount: optimum.classes.count)
  }
}
